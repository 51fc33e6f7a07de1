package io.jenkins.plugins.ecs.pipeline;

import io.jenkins.plugins.ecs.simulator.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes calls of the step, and misspells them as people and their scripts do. */
final class Misspelling {

    private static final List<String> BOOLEANS =
            List.of("dryRun", "stopFirst", "byol", "encrypt", "autoPay", "cloudInit", "waitForLogin", "skipIfCurrent");
    private static final List<String> NUMBERS =
            List.of("timeoutMinutes", "pollSeconds", "loginPort", "loginTimeoutMinutes");
    private static final List<String> TEXTS = List.of(
            "keyCredentialId",
            "userData",
            "userDataCredentialId",
            "site",
            "credentialsId",
            "mode",
            "kmsKeyId",
            "loginHost",
            "saveImageAs");

    private final Random random;

    Misspelling(Random random) {
        this.random = random;
    }

    /** A call that is spelt right. */
    Map<String, Object> call() {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("serverId", Region.SERVER);
        call.put("imageId", Region.IMAGE);
        BOOLEANS.forEach(name -> maybe(call, name, random.nextBoolean()));
        NUMBERS.forEach(name -> maybe(call, name, 1 + random.nextInt(60)));
        TEXTS.forEach(name -> maybe(call, name, "s3cret-0f-user-data " + random.nextInt(9)));
        return call;
    }

    private void maybe(Map<String, Object> call, String name, Object value) {
        if (random.nextInt(3) == 0) {
            call.put(name, value);
        }
    }

    /** The same call with one to three of its arguments spelt wrong, in name or value. */
    Map<String, Object> misspell(Map<String, Object> call) {
        Map<String, Object> wrong = new LinkedHashMap<>(call);
        List<String> names = new ArrayList<>(call.keySet());
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            if (!wrong.containsKey(name) || wrong.get(name) != call.get(name)) {
                continue;
            }
            Object value = wrong.remove(name);
            if (random.nextInt(3) > 0) {
                String other = name(name);
                wrong.putIfAbsent(wrong.containsKey(other) ? name : other, value);
            } else {
                wrong.put(name, value(value));
            }
        }
        return wrong;
    }

    String name(String name) {
        int at = random.nextInt(name.length());
        return switch (random.nextInt(12)) {
            case 0 -> name.toLowerCase(Locale.ROOT);
            case 1 -> name.toUpperCase(Locale.ROOT);
            case 2 -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            case 3 -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            case 4 -> name + 's';
            case 5 -> ' ' + name;
            case 6 -> name + '\u00a0';
            case 7 -> name.substring(0, at) + name.substring(at + 1);
            case 8 -> name.substring(0, at) + name.charAt(at) + name.substring(at);
            case 9 -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
            case 10 -> name.repeat(1 + random.nextInt(2000));
            default -> "parameters." + name;
        };
    }

    /** Another value where the first was meant: what can be taken must mean the same. */
    private Object value(Object value) {
        if (value instanceof Boolean bool) {
            return pick(
                    bool.toString(),
                    bool ? "yes" : "no",
                    bool ? "1" : "0",
                    bool ? 1 : 0,
                    bool ? "True" : "FALSE",
                    null,
                    List.of(bool),
                    Map.of("value", bool),
                    bool ? "on" : "off",
                    " " + bool);
        }
        if (value instanceof Integer number) {
            return pick(
                    number.toString(),
                    number.longValue(),
                    number + ".5",
                    number + 0.5,
                    number + " min",
                    null,
                    List.of(number),
                    number + 4294967296L,
                    "abc",
                    new java.math.BigDecimal(number + ".5"));
        }
        return pick(new StringBuilder(value.toString()), List.of(value), Map.of("text", value), 7, true, new Object());
    }

    private Object pick(Object... values) {
        return values[random.nextInt(values.length)];
    }

    static String groovy(Map<String, Object> call) {
        return call.entrySet().stream()
                .map(entry -> "(" + quoted(entry.getKey()) + "): "
                        + (entry.getValue() instanceof String text ? quoted(text) : entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return Arrays.stream(text.split(""))
                .map(c -> c.equals("'") || c.equals("\\") ? "\\" + c : c)
                .collect(Collectors.joining("", "'", "'"));
    }
}
