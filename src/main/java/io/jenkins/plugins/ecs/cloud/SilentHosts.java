package io.jenkins.plugins.ecs.cloud;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/**
 * Keeps a host that says nothing from holding all threads. After some requests in a row that were not answered, one request at a time goes to that host; the others fail at
 * once, not sent, until one is answered. Safe for use by several threads.
 */
final class SilentHosts {

    private static final int SILENCES = 3;

    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    private static final class Host {
        private int silences;
        private int underWay;

        private synchronized boolean enter() {
            if (silences >= SILENCES && underWay > 0) {
                return false;
            }
            underWay++;
            return true;
        }

        private synchronized void leave(boolean silent) {
            underWay--;
            silences = silent ? silences + 1 : 0;
        }
    }

    interface Attempt<T> {
        T run() throws IOException, CloudException;
    }

    <T> T send(HttpUrl url, Attempt<T> exchange) throws IOException, CloudException {
        Host host = hosts.computeIfAbsent(url.host() + ':' + url.port(), name -> new Host());
        if (!host.enter()) {
            throw NoAnswerException.notSent(
                    url.host() + " does not answer: one request at a time is sent until it does");
        }
        boolean silent = false;
        try {
            return exchange.run();
        } catch (IOException e) {
            silent = isSilence(e);
            throw e;
        } finally {
            host.leave(silent);
        }
    }

    /** A timeout, or no connection at all: a connection that breaks is a sign of life. */
    private static boolean isSilence(IOException e) {
        return e instanceof InterruptedIOException
                || e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException;
    }
}
