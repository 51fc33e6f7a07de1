package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.User;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

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

    /** @throws MisconfiguredException where the permission is required, and somebody who is behind the build does not have it, or nobody is known to be */
    public static void check(Run<?, ?> run) throws MisconfiguredException {
        if (!EcsSites.get().isPermissionRequired()) {
            return;
        }
        Job<?, ?> job = run.getParent();
        Map<String, Authentication> behind = behind(run);
        if (behind.isEmpty()) {
            throw new MisconfiguredException(Messages.ChangePermission_nobody(job.getFullName()));
        }
        for (Map.Entry<String, Authentication> one : behind.entrySet()) {
            if (one.getValue() == null || !job.getACL().hasPermission2(one.getValue(), CHANGE_OS)) {
                throw new MisconfiguredException(Messages.ChangePermission_missing(one.getKey(), job.getFullName()));
            }
        }
    }

    /** Null for a user whom Jenkins does not know. The system itself is nobody. */
    private static Map<String, Authentication> behind(Run<?, ?> run) {
        Map<String, Authentication> behind = new LinkedHashMap<>();
        if (run.getParent() instanceof Queue.Task task) {
            Authentication identity = Tasks.getAuthenticationOf2(task);
            if (!ACL.SYSTEM2.equals(identity)) {
                behind.put(identity.getName(), identity);
            }
        }
        addStarters(run.getCauses(), behind);
        return behind;
    }

    private static void addStarters(Collection<Cause> causes, Map<String, Authentication> behind) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause started) {
                String id = started.getUserId();
                behind.put(id == null ? Jenkins.ANONYMOUS2.getName() : id, authentication(id));
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                addStarters(upstream.getUpstreamCauses(), behind);
            }
        }
    }

    @CheckForNull
    private static Authentication authentication(@CheckForNull String userId) {
        if (userId == null) {
            return Jenkins.ANONYMOUS2;
        }
        try {
            // Made where it is not there: the record of a user in Jenkins may be younger than the build.
            User user = User.getById(userId, true);
            return user == null ? null : user.impersonate2();
        } catch (UsernameNotFoundException e) {
            return null;
        }
    }
}
