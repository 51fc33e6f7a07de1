package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns;

/**
 * The secrets that changes of a run have resolved, to keep them out of its log, also in base64. They are in memory only, until the run ends; after a restart they are
 * known again when they are resolved again.
 */
public final class RunSecrets {

    /** Shorter lines of a longer secret say nothing, and masking them would spoil the log. */
    private static final int SHORTEST_LINE = 8;

    private static final Map<String, RunSecrets> OF_RUNS = new ConcurrentHashMap<>();

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private volatile Pattern pattern;

    private RunSecrets() {}

    static RunSecrets of(Run<?, ?> run) {
        return OF_RUNS.computeIfAbsent(run.getExternalizableId(), id -> new RunSecrets());
    }

    /** Those of a run that has resolved any so far. @param runId {@link Run#getExternalizableId} */
    @CheckForNull
    static RunSecrets known(String runId) {
        return OF_RUNS.get(runId);
    }

    /** A secret, and the lines of it: logs are masked line by line. */
    synchronized void add(String secret) {
        boolean news = addText(secret);
        if (secret.contains("\n")) {
            news |= secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .map(secrets::add)
                    .reduce(false, Boolean::logicalOr);
        }
        if (news) {
            pattern = SecretPatterns.getAggregateSecretPattern(secrets);
        }
    }

    /** A text that is known to whoever configures the job, of which no line is a secret for itself. */
    synchronized void addWhole(String text) {
        if (addText(text)) {
            pattern = SecretPatterns.getAggregateSecretPattern(secrets);
        }
    }

    private boolean addText(String text) {
        return !text.isBlank() && secrets.add(text);
    }

    String mask(String text) {
        Pattern known = pattern;
        return known == null || text == null ? text : known.matcher(text).replaceAll("****");
    }

    /** Forgets them when the run has ended. */
    @Extension
    public static final class Forgetting extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(@NonNull Run<?, ?> run) {
            OF_RUNS.remove(run.getExternalizableId());
        }
    }
}
