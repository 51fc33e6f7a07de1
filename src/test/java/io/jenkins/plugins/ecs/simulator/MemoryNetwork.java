package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import mockwebserver3.Dispatcher;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/**
 * A network inside this process, with a {@link Dispatcher} at every address. The whole HTTP client runs, from the first byte to the last: only sockets, threads and
 * waits are missing, so that an exchange takes a fraction of a millisecond.
 */
public final class MemoryNetwork extends SocketFactory {

    /** Shared, since making one costs as much as many exchanges. Each exchange has a connection of its own, so that none of them spoils another. */
    private static final OkHttpClient BASE = new OkHttpClient.Builder()
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
            .fastFallback(false)
            .proxy(Proxy.NO_PROXY)
            .dns(host -> List.of(InetAddress.getLoopbackAddress()))
            .build();

    private final Dispatcher far;
    private final Consumer<Duration> time;

    private MemoryNetwork(Dispatcher far, Consumer<Duration> time) {
        this.far = far;
        this.time = time;
    }

    /**
     * A client whose every request goes there, whatever its address.
     *
     * @param time lets the time pass that answers take and time-outs last
     */
    public static OkHttpClient client(Dispatcher far, Consumer<Duration> time) {
        return BASE.newBuilder().socketFactory(new MemoryNetwork(far, time)).build();
    }

    @Override
    public Socket createSocket() {
        return new MemorySocket(far, time);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
