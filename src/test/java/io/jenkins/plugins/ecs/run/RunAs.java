package io.jenkins.plugins.ecs.run;

import hudson.model.Queue;
import hudson.model.User;
import jenkins.security.QueueItemAuthenticator;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.springframework.security.core.Authentication;

/** Has builds run as a user. */
final class RunAs extends QueueItemAuthenticator {

    private final String user;

    private RunAs(String user) {
        this.user = user;
    }

    static void allBuilds(String user) {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().add(new RunAs(user));
    }

    static void nobody() {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
    }

    @Override
    public Authentication authenticate2(Queue.Task task) {
        return User.getById(user, true).impersonate2();
    }
}
