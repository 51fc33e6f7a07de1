package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Looks whether a port answers, and closes it again. */
final class TcpLook {

    private TcpLook() {}

    static CompletableFuture<Sight> begin(AsynchronousChannelGroup group, InetSocketAddress where) {
        CompletableFuture<Sight> seen = new CompletableFuture<>();
        try {
            AsynchronousSocketChannel socket = AsynchronousSocketChannel.open(group);
            seen.whenComplete((sight, cancelled) -> AsyncConnector.close(socket));
            seen.completeOnTimeout(failed("timed out"), SshProbe.LONGEST_CONNECT.toMillis(), TimeUnit.MILLISECONDS);
            socket.connect(where, null, new CompletionHandler<Void, Void>() {
                @Override
                public void completed(Void nothing, Void none) {
                    seen.complete(Sight.of(null, false, null));
                }

                @Override
                public void failed(Throwable reason, Void none) {
                    seen.complete(TcpLook.failed(reason.getMessage()));
                }
            });
        } catch (IOException | RuntimeException e) {
            seen.complete(failed(e.toString()));
        }
        return seen;
    }

    private static Sight failed(String reason) {
        return Sight.of(Obstacle.NO_CONNECTION, reason, null);
    }
}
