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
 * A network inside this process, with a {@link Dispatcher} at every address. The complete HTTP client runs on it; only sockets, threads and waits are replaced, so that an
 * exchange takes a fraction of a millisecond.
 */
public final class MemoryNetwork extends SocketFactory {

    /** Shared, since creating a client is expensive. Connections are not reused, so that exchanges are independent. */
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
     * A client that sends all requests to this dispatcher, whatever their address.
     *
     * @param time advances the clock by the duration of delays and timeouts
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
