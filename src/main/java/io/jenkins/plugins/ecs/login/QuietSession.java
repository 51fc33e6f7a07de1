package io.jenkins.plugins.ecs.login;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.io.IoSession;

/** A session of a look, which says only in detail that a server did not let it come further: the look tells that to those who asked. */
final class QuietSession extends ClientSessionImpl {

    /** MINA logs by the name of the class. */
    private static final Logger LOGGER = Logger.getLogger(QuietSession.class.getName());

    static {
        LOGGER.setLevel(Level.SEVERE);
    }

    private QuietSession(ClientFactoryManager client, IoSession session) throws Exception {
        super(client, session);
    }

    /** Makes such sessions. */
    static final class Factory extends SessionFactory {
        Factory(ClientFactoryManager client) {
            super(client);
        }

        @Override
        protected ClientSessionImpl doCreateSession(IoSession session) throws Exception {
            return new QuietSession(getClient(), session);
        }
    }
}
