package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns;

/**
 * The secrets that the changes of a run have resolved, to keep them out of its log, also in base64.
 *
 * <p>Persistence: none; after a restart they are known again when they are resolved again. They belong to the run as an object, whatever its job is called by now, and are
 * given up when the run is finalised. Threads: any.
 */
public final class RunSecrets {

    /** Shorter lines of a longer secret say nothing, and masking them would spoil the log. */
    private static final int SHORTEST_LINE = 8;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private volatile Pattern pattern;

    /** Those of nobody's log yet. */
    RunSecrets() {}

    static RunSecrets of(Run<?, ?> run) {
        return ExtensionList.lookupSingleton(OfRuns.class).of(run);
    }

    /** Adds a secret, and the lines of it: logs are masked line by line. */
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

    /** Adds a text that is known to whoever configures the job, of which no line is a secret for itself. */
    synchronized void addWhole(String text) {
        if (addText(text)) {
            pattern = SecretPatterns.getAggregateSecretPattern(secrets);
        }
    }

    private boolean addText(String text) {
        return !text.isBlank() && secrets.add(text);
    }

    /** Whether there is nothing to mask so far. */
    boolean isEmpty() {
        return pattern == null;
    }

    String mask(String text) {
        Pattern known = pattern;
        return known == null || text == null ? text : known.matcher(text).replaceAll("****");
    }

    /** The secrets of the runs that this process builds. A run that is not finalised because of an error is forgotten with the object. */
    @Extension
    public static final class OfRuns extends RunListener<Run<?, ?>> {

        private final Map<Run<?, ?>, RunSecrets> known = new WeakHashMap<>();

        synchronized RunSecrets of(Run<?, ?> run) {
            return known.computeIfAbsent(run, key -> new RunSecrets());
        }

        /** Whether the secrets of a run are held; not asking for them changes nothing. */
        synchronized boolean hasAny(Run<?, ?> run) {
            return known.containsKey(run);
        }

        @Override
        public synchronized void onFinalized(@NonNull Run<?, ?> run) {
            known.remove(run);
        }
    }
}
