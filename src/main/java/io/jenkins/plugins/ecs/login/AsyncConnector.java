package io.jenkins.plugins.ecs.login;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.common.io.AbstractIoServiceFactory;
import org.apache.sshd.common.io.AbstractIoServiceFactoryFactory;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2Connector;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.util.threads.CloseableExecutorService;

/**
 * Connects without a thread that waits. In MINA's own connector one waits for each connection that is being made, so that a few silent hosts would hold up all others.
 */
final class AsyncConnector extends Nio2Connector {

    private static final Logger LOGGER = Logger.getLogger(AsyncConnector.class.getName());

    private AsyncConnector(
            FactoryManager manager,
            IoHandler handler,
            AsynchronousChannelGroup group,
            CloseableExecutorService resuming) {
        super(null, manager, handler, group, resuming);
    }

    @Override
    public IoConnectFuture connect(SocketAddress address, AttributeRepository context, SocketAddress localAddress) {
        IoConnectFuture future = new DefaultIoConnectFuture(address, null);
        try {
            AsynchronousSocketChannel socket =
                    setSocketOptions(openAsynchronousSocketChannel(address, getChannelGroup()));
            future.addListener(done -> {
                if (!done.isConnected()) {
                    close(socket);
                }
            });
            CompletionHandler<Void, Object> begun =
                    createConnectionCompletionHandler(future, socket, context, propertyResolver, getIoHandler());
            socket.connect(address, null, new CompletionHandler<Void, Object>() {
                @Override
                public void completed(Void nothing, Object none) {
                    try {
                        begun.completed(nothing, none);
                    } catch (CancellationException e) { // the look was cancelled at that moment, and all is closed
                        LOGGER.log(Level.FINER, "cancelled", e);
                    }
                }

                @Override
                public void failed(Throwable reason, Object none) {
                    begun.failed(reason, none);
                }
            });
        } catch (IOException | RuntimeException e) { // there is no way to that network, for example
            future.setException(e);
        }
        return future;
    }

    @Override
    protected Nio2Session createSession(
            PropertyResolver properties, IoHandler handler, AsynchronousSocketChannel socket) throws IOException {
        return new Nio2Session(this, properties, handler, socket, null);
    }

    static void close(AsynchronousSocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "cannot close a connection", e);
        }
    }

    /** Makes such connectors. */
    static final class Factories extends AbstractIoServiceFactoryFactory {

        private final AsynchronousChannelGroup group;
        private final CloseableExecutorService resuming;

        /** @param resuming goes on with sessions that were throttled; closed with the client */
        Factories(AsynchronousChannelGroup group, CloseableExecutorService resuming) {
            super(null);
            this.group = group;
            this.resuming = resuming;
        }

        @Override
        public IoServiceFactory create(FactoryManager manager) {
            return new Factory(manager, group, resuming);
        }
    }

    private static final class Factory extends AbstractIoServiceFactory {

        private final AsynchronousChannelGroup group;

        Factory(FactoryManager manager, AsynchronousChannelGroup group, CloseableExecutorService resuming) {
            super(manager, resuming);
            this.group = group;
        }

        @Override
        public IoConnector createConnector(IoHandler handler) {
            return autowireCreatedService(
                    new AsyncConnector(getFactoryManager(), handler, group, getExecutorService()));
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            throw new UnsupportedOperationException("this is a client");
        }
    }
}
