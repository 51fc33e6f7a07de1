package io.jenkins.plugins.ecs.run;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a text what is probably secret for itself: logs are masked line by line, and to mask lines like {@code #!/bin/bash} would only spoil them. Not more than some
 * hundred, since each line of a log is searched for all of them.
 */
final class SecretLines {

    /** Shorter values say nothing, and masking them would spoil the log. */
    private static final int SHORTEST = 6;

    private static final int MOST = 200;

    private static final Pattern NAMED = Pattern.compile(
            "(?i)[\\w.-]*(passw|passphrase|pwd|secret|token|credential|apikey|api[_-]key|access[_-]?key|private[_-]?key|hash|auth)[\\w.-]*[\"']?\\s*[:= ]\\s*(.*)");

    /** {@code root:…} as {@code chpasswd} takes it; YAML has a space after the colon. */
    private static final Pattern ACCOUNT = Pattern.compile("(?:^|[\\s\"'])[a-z_][\\w-]*:([^\\s/][^\\s\"']{5,})");

    /** Keys, hashes, tokens: long words of letters and digits. */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/=_$.-]{24,}");

    private static final Pattern IN_ADDRESS = Pattern.compile("://[^\\s/:@]+:([^\\s/@]+)@");

    private SecretLines() {}

    static Set<String> of(String text) {
        Set<String> found = new LinkedHashSet<>();
        boolean inKey = false;
        for (String line : text.lines().map(String::strip).toList()) {
            boolean marker = line.startsWith("-----");
            inKey = marker ? line.startsWith("-----BEGIN") : inKey;
            if (found.size() >= MOST) {
                break;
            }
            if (inKey && !marker) {
                add(found, line);
            } else if (!line.startsWith("#!") && !marker) {
                addSecrets(found, line);
            }
        }
        return found;
    }

    private static void addSecrets(Set<String> found, String line) {
        Matcher named = NAMED.matcher(line);
        if (named.find()) {
            String value = named.group(2).strip().replaceAll("^[\"'|>]+|[\"',]+$", "");
            if (!value.matches("(?i)true|false|yes|no|null|\\d{1,5}|[\\[{].*")) {
                add(found, value);
            }
        }
        addAll(found, ACCOUNT.matcher(line), 1);
        addAll(found, IN_ADDRESS.matcher(line), 1);
        Matcher words = LONG_WORD.matcher(line);
        while (words.find()) {
            if (isRandom(words.group())) {
                add(found, words.group());
            }
        }
    }

    /** Paths, names and addresses are long, too. */
    private static boolean isRandom(String word) {
        boolean digits = word.chars().anyMatch(Character::isDigit);
        boolean mixed = !word.equals(word.toLowerCase(Locale.ROOT)) && !word.equals(word.toUpperCase(Locale.ROOT));
        boolean hex = word.matches("[0-9a-fA-F]+");
        return digits && (mixed || hex) && !word.startsWith("/") && !word.contains("://");
    }

    private static void addAll(Set<String> found, Matcher matcher, int group) {
        while (matcher.find()) {
            add(found, matcher.group(group));
        }
    }

    private static void add(Set<String> found, String secret) {
        if (secret.length() >= SHORTEST) {
            found.add(secret);
        }
    }
}
