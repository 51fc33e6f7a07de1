package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;

/** What shall go wrong on the wire, each once, for the first request that it is meant for. */
public final class Faults {

    private final Clock clock;
    private final List<Fault> pending = new CopyOnWriteArrayList<>();
    private final List<Fault> connections = new CopyOnWriteArrayList<>();

    /**
     * @param instead the answer that is given without asking the cloud, or null to ask it
     * @param twist what becomes of the answer on its way
     * @param until until when it applies to all, or null for once
     */
    record Fault(
            String method, String pathPart, Answer instead, UnaryOperator<MockResponse.Builder> twist, Instant until) {
        boolean isFor(String requestMethod, String path) {
            return requestMethod.equals(method) && path.contains(pathPart);
        }
    }

    Faults(Clock clock) {
        this.clock = clock;
    }

    /** The cloud acts on the request, but the connection breaks before it answers. */
    public void loseReply(String method, String pathPart) {
        add(method, pathPart, null, reply -> reply.onResponseStart(new SocketEffect.CloseSocket()));
    }

    /** The connection breaks after the request was sent, and the cloud never sees it. */
    public void loseRequest(String method, String pathPart) {
        Answer nothing = Answer.gateway(500, "none", "");
        add(method, pathPart, nothing, reply -> reply.onResponseStart(new SocketEffect.CloseSocket()));
    }

    /** The cloud acts on the request, but the connection breaks amid its answer. */
    public void cutReply(String method, String pathPart) {
        add(method, pathPart, null, reply -> reply.onResponseBody(new SocketEffect.CloseSocket()));
    }

    /** The cloud acts on the request, but what arrives of its answer is this. */
    public void garbleReply(String method, String pathPart, String body) {
        add(method, pathPart, null, reply -> reply.body(body));
    }

    /** The answer comes late. */
    public void delayReply(String method, String pathPart, int millis) {
        add(method, pathPart, null, reply -> reply.headersDelay(millis, TimeUnit.MILLISECONDS));
    }

    /** Nothing goes wrong yet, but this happens when the request has been acted on. */
    public void afterwards(String method, String pathPart, Runnable then) {
        add(method, pathPart, null, reply -> {
            then.run();
            return reply;
        });
    }

    /** The cloud acts on the request, but keeps its answer back until it is let go. */
    public Held hold(String method, String pathPart) {
        Held held = new Held();
        add(method, pathPart, null, held::keep);
        return held;
    }

    /** The gateway keeps its answer of this status back until it is let go, and passes nothing on. */
    public Held hold(String method, String pathPart, int status) {
        Held held = new Held();
        add(method, pathPart, Answer.gateway(status, "none", ""), held::keep);
        return held;
    }

    /** The cloud acts on all such requests, but keeps its answers back until they are let go. */
    public Held holdAll(String method, String pathPart) {
        Held held = new Held();
        pending.add(new Fault(method, pathPart, null, held::keep, Instant.MAX));
        return held;
    }

    /** An answer that is kept back. */
    public static final class Held {
        private final Semaphore arrived = new Semaphore(0);
        private final CountDownLatch released = new CountDownLatch(1);

        private MockResponse.Builder keep(MockResponse.Builder reply) {
            arrived.release();
            try {
                inTime(released.await(2, TimeUnit.MINUTES));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return reply;
        }

        /** Returns when the request is there. */
        public void awaitRequest() {
            awaitRequests(1);
        }

        /** Returns when so many more requests are there. */
        public void awaitRequests(int count) {
            try {
                inTime(arrived.tryAcquire(count, 2, TimeUnit.MINUTES));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** How many came that nobody awaited. */
        public int more() {
            return arrived.availablePermits();
        }

        public void release() {
            released.countDown();
        }

        private static void inTime(boolean came) {
            if (!came) {
                throw new AssertionError("nothing came for two minutes");
            }
        }
    }

    /** The answer comes packed. */
    public void packReply(String method, String pathPart) {
        add(method, pathPart, null, reply -> {
            Buffer plain = new Buffer();
            Buffer packed = new Buffer();
            try (var sink = Okio.buffer(new GzipSink(packed))) {
                reply.getBody().writeTo(plain);
                sink.writeAll(plain);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return reply.setHeader("Content-Encoding", "gzip").body(packed);
        });
    }

    /** The gateway answers this, and the cloud never sees the request. */
    public void answer(String method, String pathPart, int status, String code, String message) {
        add(method, pathPart, Answer.gateway(status, code, message), reply -> reply);
    }

    /** The service returns this error in its own shape, and does nothing. */
    public void refuse(String method, String pathPart, int status, String code, String message) {
        add(method, pathPart, Answer.ecs(status, code, message), reply -> reply);
    }

    /** The service executes the request, but returns this: an unknown code in a 2xx, an internal error as 400, no job in a 202. */
    public void actButSay(String method, String pathPart, int status, String body) {
        add(method, pathPart, null, reply -> reply.code(status).body(body));
    }

    /** The same with an error in the service's own shape. */
    public void actButSay(String method, String pathPart, int status, String code, String message) {
        actButSay(
                method,
                pathPart,
                status,
                Answer.ecs(status, code, message).body().toString());
    }

    /** Returns this body without passing the request on, one of the {@link Recordings} for example. */
    public void say(String method, String pathPart, int status, String body) {
        add(method, pathPart, Answer.gateway(status, "none", ""), reply -> reply.body(body));
    }

    /** The gateway answers all such requests with this for a time, and passes none on. */
    public void answerFor(Duration time, String method, String pathPart, int status, String code, String message) {
        Answer refusal = Answer.gateway(status, code, message);
        pending.add(new Fault(
                method, pathPart, refusal, reply -> reply, clock.instant().plus(time)));
    }

    /** Faults that are added after this apply after this many such requests. */
    public void letPass(String method, String pathPart, int requests) {
        for (int i = 0; i < requests; i++) {
            add(method, pathPart, null, reply -> reply);
        }
    }

    /** The connection for the next such request is refused, and not a byte sent. Only for clients of {@link SimulatedCloud#http}. */
    public void refuseConnection(String method, String pathPart) {
        connections.add(new Fault(method, pathPart, null, reply -> reply, null));
    }

    Response refuseConnection(Interceptor.Chain chain) throws IOException {
        String method = chain.request().method();
        String path = chain.request().url().encodedPath();
        if (take(connections, method, path) != null) {
            throw new ConnectException(
                    "Failed to connect to " + chain.request().url().host());
        }
        return chain.proceed(chain.request());
    }

    /** The gateway throttles. @param retryAfter the value of the header, seconds or a date */
    public void throttle(String method, String pathPart, String retryAfter) {
        Answer refusal = Answer.gateway(429, "APIGW.0308", "The throttling threshold has been reached");
        add(method, pathPart, refusal, reply -> reply.setHeader("Retry-After", retryAfter));
    }

    /** The gateway sends the request elsewhere. */
    public void redirect(String method, String pathPart, String location) {
        Answer moved = Answer.gateway(307, "moved", "elsewhere");
        add(method, pathPart, moved, reply -> reply.setHeader("Location", location));
    }

    private void add(String method, String pathPart, Answer instead, UnaryOperator<MockResponse.Builder> twist) {
        pending.add(new Fault(method, pathPart, instead, twist, null));
    }

    Fault next(String method, String path) {
        return take(pending, method, path);
    }

    private Fault take(List<Fault> from, String method, String path) {
        for (Fault fault : from) {
            boolean over = fault.until() != null && !clock.instant().isBefore(fault.until());
            if (over) {
                from.remove(fault);
            } else if (fault.isFor(method, path) && (fault.until() != null || from.remove(fault))) {
                return fault;
            }
        }
        return null;
    }
}
