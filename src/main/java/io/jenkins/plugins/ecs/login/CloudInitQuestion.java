package io.jenkins.plugins.ecs.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.login.CloudInit.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one command that asks a new system how far cloud-init is, and what its answer means. It changes nothing, needs no rights, and ends at once: with {@code status} where
 * cloud-init has that (since 17.2, as JSON since 22.4), else with the files that it leaves behind.
 */
public final class CloudInitQuestion {

    /** For any login shell: the rest is for {@code sh}. */
    public static final String COMMAND = "sh -c '"
            + "exec 2>/dev/null; "
            + "echo @status; cloud-init status --format json || cloud-init status --long; echo; "
            + "echo @result; cat /run/cloud-init/result.json; echo; "
            + "echo @finished; stat -c %Y /var/lib/cloud/instance/boot-finished; "
            + "echo @booted; sed -n \"s/^btime //p\" /proc/stat; "
            + "echo @off; ls /etc/cloud/cloud-init.disabled /run/cloud-init/disabled; "
            + "echo @here; command -v cloud-init; ls -d /run/cloud-init; "
            + "echo @end'";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECTION = Pattern.compile("(?ms)^@(\\w+)\\R(.*?)(?=^@)");
    private static final Pattern PLAIN = Pattern.compile("(?m)^status:(.+)$");
    private static final Pattern DETAIL = Pattern.compile("(?ms)^(?:detail|errors):\\s*(.+)");

    /** How cloud-init, where it forbids a user to log in, says who may instead. */
    private static final Pattern OTHER_USER =
            Pattern.compile("login as the user \"?([A-Za-z0-9._-]{1,64})\"? rather than");

    private static final int MOST_PROBLEMS = 5;
    /** Longer than user data, which they may repeat: secrets are masked before anything is shortened for people. */
    private static final int LONGEST_PROBLEM = 64 * 1024;

    /** A machine's clock may be set while it boots. */
    private static final long CLOCK_SLACK_SECONDS = 60;

    private CloudInitQuestion() {}

    /** The user that has to be logged in as instead, where the answer says no more than that; else null. */
    static String otherUser(String answer) {
        Matcher told = OTHER_USER.matcher(answer);
        return !isAnswered(answer) && told.find() ? told.group(1) : null;
    }

    /** Whether the command was run at all, or at least begun. */
    static boolean isAnswered(String answer) {
        return answer.contains("@status");
    }

    /** @return null where the answer is none */
    static CloudInit meaning(String answer) {
        Map<String, String> parts = new LinkedHashMap<>();
        SECTION.matcher(answer)
                .results()
                .forEach(part -> parts.put(part.group(1), part.group(2).strip()));
        if (!parts.containsKey("here")) {
            return null;
        }
        List.of("status", "result", "finished", "booted", "off").forEach(part -> parts.putIfAbsent(part, ""));
        CloudInit told = byStatus(parts.get("status"));
        told = told == null ? byResult(parts.get("result")) : told;
        return told == null ? byTraces(parts) : told;
    }

    private static CloudInit byStatus(String status) {
        JsonNode json = json(status);
        if (json != null && json.hasNonNull("status")) {
            return byJson(json);
        }
        Matcher plain = PLAIN.matcher(status);
        if (!plain.find()) {
            return null;
        }
        State state = state(plain.group(1).strip());
        Matcher detail = DETAIL.matcher(status);
        List<String> lines = detail.find() ? detail.group(1).lines().toList() : List.of();
        return state == null ? null : new CloudInit(state, null, state == State.ERROR ? shortened(lines) : List.of());
    }

    private static CloudInit byJson(JsonNode json) {
        State state =
                state(json.path("extended_status").asText(json.path("status").asText()));
        state = state == null ? state(json.path("status").asText()) : state;
        if (state == null) {
            return null;
        }
        if (state == State.DONE && !json.path("errors").isEmpty()) {
            state = State.DEGRADED; // it is done, and not well
        }
        List<String> problems = new ArrayList<>();
        json.path("errors").forEach(error -> problems.add(error.asText()));
        if (state == State.DEGRADED) {
            json.path("recoverable_errors").forEach(level -> level.forEach(error -> problems.add(error.asText())));
        }
        return new CloudInit(state, json.path("stage").asText(null), shortened(problems));
    }

    /** By the words of {@code status} or {@code extended_status}; null for one that nobody knows. */
    private static State state(String word) {
        return switch (word) {
            case "not started", "not run" -> State.NOT_STARTED;
            case "running", "degraded running" -> State.RUNNING;
            case "done" -> State.DONE;
            case "degraded done", "degraded" -> State.DEGRADED;
            case "disabled" -> State.DISABLED;
            default -> word.startsWith("error") ? State.ERROR : null;
        };
    }

    private static CloudInit byResult(String result) {
        JsonNode json = json(result);
        if (json == null || !json.path("v1").has("errors")) {
            return null;
        }
        List<String> errors = new ArrayList<>();
        json.at("/v1/errors").forEach(error -> errors.add(error.asText()));
        return new CloudInit(errors.isEmpty() ? State.DONE : State.ERROR, null, shortened(errors));
    }

    /** An image may bring the traces of the machine that it was made of: only what is younger than this boot counts. */
    private static CloudInit byTraces(Map<String, String> parts) {
        if (number(parts.get("finished")) >= number(parts.get("booted")) - CLOCK_SLACK_SECONDS
                && number(parts.get("finished")) > 0) {
            return CloudInit.of(State.DONE);
        }
        if (!parts.get("off").isEmpty()) {
            return CloudInit.of(State.DISABLED);
        }
        return CloudInit.of(parts.get("here").isEmpty() ? State.ABSENT : State.RUNNING);
    }

    private static long number(String digits) {
        return digits != null && digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    private static JsonNode json(String text) {
        try {
            return text == null || !text.startsWith("{") ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static List<String> shortened(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_PROBLEMS)
                .map(line -> line.length() > LONGEST_PROBLEM ? line.substring(0, LONGEST_PROBLEM) + '…' : line)
                .toList();
    }
}
