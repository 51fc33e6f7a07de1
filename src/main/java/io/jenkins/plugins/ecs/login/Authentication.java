package io.jenkins.plugins.ecs.login;

import java.util.List;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/** MINA's side of a login, which tells its {@link Attempt} what the server offers, and tries no more than that wants. */
final class Authentication extends ClientUserAuthService {

    private Authentication(Session session) {
        super(session);
    }

    @Override
    protected void processUserAuth(int command, Buffer buffer, AuthFuture future) throws Exception {
        if (command == SshConstants.SSH_MSG_USERAUTH_FAILURE) {
            int begin = buffer.rpos();
            String methods = buffer.getString();
            boolean partly = buffer.getBoolean();
            buffer.rpos(begin);
            Attempt attempt = SshLook.of(getClientSession()).attempt();
            attempt.answered(methods.isEmpty() ? List.of() : List.of(methods.split(",")), partly);
            clientMethods.retainAll(attempt.methods());
        }
        super.processUserAuth(command, buffer, future);
    }

    /** Makes it for each session. */
    static final class Factory extends ClientUserAuthServiceFactory {
        @Override
        public Service create(Session session) {
            return new Authentication(session);
        }
    }
}
