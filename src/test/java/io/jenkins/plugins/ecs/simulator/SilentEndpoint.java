package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A cloud that is out of order: it takes connections and never answers, or does not even take them. */
public final class SilentEndpoint implements AutoCloseable {

    private final ServerSocket socket;
    private final List<Socket> held = new ArrayList<>();

    private SilentEndpoint(int backlog) throws IOException {
        socket = new ServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
    }

    /** It takes every connection, reads what comes, and says nothing. */
    public static SilentEndpoint mute() throws IOException {
        SilentEndpoint endpoint = new SilentEndpoint(1000);
        inBackground(endpoint::accept);
        return endpoint;
    }

    /** It answers no request for a connection, as behind a firewall that drops packets: its queue is short, and full from the beginning. */
    public static SilentEndpoint dropping() throws IOException {
        SilentEndpoint endpoint = new SilentEndpoint(1);
        for (int i = 0; i < 2; i++) {
            endpoint.held.add(new Socket(endpoint.socket.getInetAddress(), endpoint.socket.getLocalPort()));
        }
        return endpoint;
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "silent endpoint");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                synchronized (held) {
                    held.add(connection);
                }
                inBackground(() -> hold(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void hold(Socket connection) {
        try {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Closed.
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
            synchronized (held) {
                for (Socket connection : held) {
                    connection.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
