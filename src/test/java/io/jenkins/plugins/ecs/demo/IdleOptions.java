package io.jenkins.plugins.ecs.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** Options of the terminal that would have no effect, since they say something of another one that is not given: a mistake that nobody would notice. */
final class IdleOptions {

    private static final Map<String, List<String>> OF = new LinkedHashMap<>();

    static {
        OF.put("--endpoint", List.of("--project", "--iam-endpoint", "--ims-endpoint"));
        OF.put("--key-pair", List.of("--user-id"));
        OF.put("--wait-for-login", List.of("--login-user", "--login-host", "--login-port", "--login-timeout-minutes"));
    }

    private IdleOptions() {}

    /** @param environment the names of what is set there. @return what is wrong and how to mend it, or null */
    static String complaint(ParseResult given, Set<String> environment) {
        for (Map.Entry<String, List<String>> each : OF.entrySet()) {
            for (String option : each.getValue()) {
                if (given.hasMatchedOption(option) && !given.hasMatchedOption(each.getKey())) {
                    return idle(option, each.getKey());
                }
            }
        }
        boolean password = environment.contains("ECS_ADMIN_PASSWORD");
        boolean otherLogin = password || given.hasMatchedOption("--key-pair");
        boolean key = given.hasMatchedOption("--private-key");
        if (key && otherLogin && !given.hasMatchedOption("--wait-for-login")) {
            return idle("--private-key beside " + (password ? "ECS_ADMIN_PASSWORD" : "--key-pair"), "--wait-for-login");
        }
        return given.hasMatchedOption("--login-user") && !key && !password
                ? idle("--login-user", "--private-key or ECS_ADMIN_PASSWORD")
                : null;
    }

    private static String idle(String option, String needed) {
        return option + " has no effect without " + needed + ": add that, or leave " + option.split(" ")[0] + " out";
    }
}
