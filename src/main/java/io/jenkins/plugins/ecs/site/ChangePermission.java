package io.jenkins.plugins.ecs.site;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * The permission to have a job change servers. Whoever may start a job has it, until an administrator requires it: then whoever started a build must have been given it, and so
 * must the identity that the build runs as.
 *
 * <p>Threads: any; a security realm may be asked for a user.
 */
public final class ChangePermission {

    public static final PermissionGroup GROUP =
            new PermissionGroup("ECS", EcsSites.class, Messages._ChangePermission_group());

    public static final Permission CHANGE_OS = new Permission(
            GROUP, "ChangeOs", Messages._ChangePermission_description(), Jenkins.ADMINISTER, PermissionScope.ITEM);

    private ChangePermission() {}

    /** So that the permission can be granted before anybody has asked for it. */
    @Initializer(before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {}

    /** @throws MisconfiguredException where the permission is required, and somebody who is behind the build does not have it, or nobody is known to have started it */
    public static void check(Run<?, ?> run) throws MisconfiguredException {
        if (!EcsSites.get().isPermissionRequired()) {
            return;
        }
        Job<?, ?> job = run.getParent();
        Starters starters = Starters.of(run);
        Map<String, Authentication> asked = new LinkedHashMap<>(starters.users());
        Authentication identity = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        boolean runsAsSomebody = !ACL.SYSTEM2.equals(identity);
        if (runsAsSomebody) {
            asked.put(identity.getName(), identity);
        }
        for (Map.Entry<String, Authentication> one : asked.entrySet()) {
            if (one.getValue() == null || !job.getACL().hasPermission2(one.getValue(), CHANGE_OS)) {
                throw new MisconfiguredException(Messages.ChangePermission_missing(one.getKey()));
            }
        }
        if (!runsAsSomebody && !starters.areKnown()) {
            throw new MisconfiguredException(Messages.ChangePermission_nobody());
        }
    }
}
