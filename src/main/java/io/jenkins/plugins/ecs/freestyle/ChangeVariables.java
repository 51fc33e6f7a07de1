package io.jenkins.plugins.ecs.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeStatus;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.run.RunChanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The environment variables that tell the following build steps and the post-build actions of a freestyle build how its OS changes ended: those of the last one, and with a
 * number those of each. Nothing secret.
 *
 * <p>Persistence: the IDs of the changes, in {@code build.xml}; what is told of them is read from their records. Threads: any.
 */
public final class ChangeVariables extends InvisibleAction implements EnvironmentContributingAction {

    private static final String STATUS = "ECS_STATUS";

    /** Stands for a change that was refused before there was a record of it. */
    private static final String REFUSED = "";

    private static final Map<String, Function<ChangeRecord, String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put(STATUS, change -> ChangeStatus.of(change).name());
        VALUES.put("ECS_SERVER_ID", ChangeRecord::serverId);
        VALUES.put("ECS_IMAGE_ID", ChangeRecord::imageId);
        VALUES.put(
                "ECS_JOB_ID",
                change -> change.job() == null ? null : change.job().id());
        VALUES.put("ECS_SYSTEM_VOLUME_ID", ChangeVariables::systemVolumeId);
        VALUES.put("ECS_ADDRESS", ChangeVariables::address);
        VALUES.put(
                "ECS_SAVED_IMAGE_ID",
                change -> change.image().isSaved() ? change.image().imageId() : null);
        VALUES.put("ECS_LOGIN_ADDRESS", change -> change.login().address());
        VALUES.put("ECS_LOGIN_USER", change -> change.login().user());
        VALUES.put("ECS_HOST_KEY", change -> change.login().hostKey());
        VALUES.put("ECS_CLOUD_INIT", change -> change.login().cloudInit());
    }

    private final ArrayList<String> changes = new ArrayList<>();

    private ChangeVariables() {}

    /** The names of all variables, without numbers. */
    public static Set<String> names() {
        return new TreeSet<>(VALUES.keySet());
    }

    /** To be called once for each build step, when it has ended or its build has let go of it. */
    static void ended(Run<?, ?> build, String changeId) {
        ChangeVariables variables = build.getAction(ChangeVariables.class);
        if (variables == null) {
            variables = new ChangeVariables();
            build.addAction(variables);
        }
        variables.add(record(build, changeId) == null ? REFUSED : changeId);
    }

    private synchronized void add(String change) {
        changes.add(change);
    }

    private synchronized ArrayList<String> changes() {
        return new ArrayList<>(changes);
    }

    @CheckForNull
    private static ChangeRecord record(Run<?, ?> build, String changeId) {
        RunChanges changes = RunChanges.in(build);
        return changes == null ? null : changes.get(changeId);
    }

    @CheckForNull
    private static ServerSnapshot server(ChangeRecord change) {
        return change.unchanged() ? change.before() : change.after();
    }

    @CheckForNull
    private static String systemVolumeId(ChangeRecord change) {
        ServerSnapshot server = server(change);
        return server == null ? null : server.systemVolumeId();
    }

    /** The one that is reached from outside, where there is one. */
    @CheckForNull
    private static String address(ChangeRecord change) {
        ServerSnapshot server = server(change);
        return server == null ? null : server.addresses().stream().findFirst().orElse(null);
    }

    @Override
    public void buildEnvironment(@NonNull Run<?, ?> build, @NonNull EnvVars variables) {
        int number = 0;
        for (String each : changes()) {
            number++;
            Map<String, String> values = values(build, each);
            String suffix = "_" + number;
            VALUES.keySet().forEach(variables::remove);
            values.forEach((name, value) -> {
                variables.put(name, value);
                variables.put(name + suffix, value);
            });
        }
    }

    private static Map<String, String> values(Run<?, ?> build, String changeId) {
        if (changeId.equals(REFUSED)) {
            return Map.of(STATUS, ChangeStatus.NOTHING_CHANGED.name());
        }
        ChangeRecord change = record(build, changeId);
        if (change == null) {
            return Map.of(STATUS, ChangeStatus.UNKNOWN.name());
        }
        Map<String, String> values = new LinkedHashMap<>();
        VALUES.forEach((name, of) -> {
            String value = Util.fixEmpty(of.apply(change));
            // Jenkins would take a dollar sign, which only a faulty cloud sends, for another variable.
            if (value != null && value.indexOf('$') < 0) {
                values.put(name, value);
            }
        });
        return values;
    }
}
