package io.jenkins.plugins.ecs.login;

import java.util.concurrent.CompletableFuture;

/** Looks whether a server lets people in. */
@FunctionalInterface
public interface LoginProbe {

    /**
     * Begins one look and returns at once. Threads: any; none waits for the network.
     *
     * @return what was seen, within a minute; never an exception. To cancel it closes the connection
     */
    CompletableFuture<Sight> look(Target target, Proof proof);
}
