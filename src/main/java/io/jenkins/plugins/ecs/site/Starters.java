package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The users who started a build, or the builds that led to it. Threads: one. Loads builds of the chain. */
final class Starters {

    /** Longer chains are cut off: they end with nobody. */
    private static final int MOST_BUILDS = 100;

    private final Map<String, Authentication> users = new LinkedHashMap<>();
    /** Whether a user is known to have started a build, by its name. */
    private final Map<String, Boolean> seen = new HashMap<>();

    private final boolean known;

    private Starters(Run<?, ?> run) {
        known = add(run);
    }

    static Starters of(Run<?, ?> run) {
        return new Starters(run);
    }

    /** Everybody in the chain, by ID; null for a user whom Jenkins does not know. */
    Map<String, Authentication> users() {
        return users;
    }

    /** Whether one of them started the build: nobody did so whose build its job only follows. */
    boolean areKnown() {
        return known;
    }

    private boolean add(Run<?, ?> run) {
        String id = run.getExternalizableId();
        Boolean before = seen.putIfAbsent(id, false);
        if (before != null || seen.size() > MOST_BUILDS) {
            return before != null && before;
        }
        boolean found = add(run.getParent(), run.getCauses());
        seen.put(id, found);
        return found;
    }

    private boolean add(@CheckForNull Job<?, ?> job, Collection<Cause> causes) {
        boolean found = false;
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause started) {
                String id = started.getUserId();
                users.put(id == null ? Jenkins.ANONYMOUS2.getName() : id, authentication(id));
                found = true;
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                boolean meant = UpstreamStart.isMeantBy(upstream, job);
                found |= addUpstream(upstream) && meant;
            }
        }
        return found;
    }

    /** A cause holds only shortened copies of the causes of its build, which say nothing of who started what. */
    private boolean addUpstream(Cause.UpstreamCause cause) {
        Run<?, ?> run = UpstreamStart.run(cause);
        return run == null ? add(null, cause.getUpstreamCauses()) : add(run);
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
