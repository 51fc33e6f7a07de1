package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.UserData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns;

/**
 * The secrets that the changes of a run have resolved, to keep them out of its log, also in base64 and the other forms that Jenkins knows.
 *
 * <p>Persistence: none; after a restart they are known again when they are resolved again. They belong to the run as an object, whatever its job is called by now, and are
 * given up when the run is finalised. Threads: any.
 */
public final class RunSecrets {

    /** Shorter lines of a longer secret say nothing, and masking them would spoil the log. */
    private static final int SHORTEST_LINE = 8;

    private static final String MASK = "****";

    private final Set<String> secrets = new HashSet<>();
    private volatile Pattern pattern;

    /** Those of nobody's log yet. */
    RunSecrets() {}

    static RunSecrets of(Run<?, ?> run) {
        return ExtensionList.lookupSingleton(OfRuns.class).of(run);
    }

    /** Adds a secret, and the lines of it: logs are masked line by line. */
    synchronized void add(String secret) {
        List<String> added = new ArrayList<>(List.of(secret));
        if (secret.contains("\n")) {
            secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(added::add);
        }
        addAll(added);
    }

    /** Adds user data that is a secret: as a whole, and those lines that look like secrets. */
    synchronized void addUserData(String text) {
        List<String> added = new ArrayList<>(SecretLines.of(text));
        added.add(text);
        added.add(sent(text));
        addAll(added);
    }

    /** Adds a text that is known to whoever configures the job, of which no line is a secret for itself. */
    synchronized void addWhole(String text) {
        addAll(List.of(text, sent(text)));
    }

    /** A cloud may repeat it as it was sent. */
    private static String sent(String userData) {
        return UserData.of(new SecretText(userData)).sent().reveal();
    }

    private void addAll(Collection<String> added) {
        boolean news = false;
        for (String secret : added) {
            news |= !secret.isBlank() && secrets.add(secret);
        }
        if (news) {
            pattern = SecretPatterns.getAggregateSecretPattern(secrets);
        }
    }

    /** Whether there is nothing to mask so far. */
    boolean isEmpty() {
        return pattern == null;
    }

    String mask(String text) {
        Pattern known = pattern;
        return known == null || text == null ? text : known.matcher(text).replaceAll(MASK);
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
