package io.jenkins.plugins.ecs.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;

/** What shall go wrong on the wire, each once, for the first request that it is meant for. */
public final class Faults {

    private final List<Fault> pending = new CopyOnWriteArrayList<>();

    /**
     * @param instead the answer that is given without asking the cloud, or null to ask it
     * @param twist what becomes of the answer on its way
     */
    record Fault(String method, String pathPart, Answer instead, UnaryOperator<MockResponse.Builder> twist) {
        boolean isFor(String requestMethod, String path) {
            return requestMethod.equals(method) && path.contains(pathPart);
        }
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

    /** An answer that is kept back. */
    public static final class Held {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private MockResponse.Builder keep(MockResponse.Builder reply) {
            arrived.countDown();
            await(released);
            return reply;
        }

        /** Returns when the request is there. */
        public void awaitRequest() {
            await(arrived);
        }

        public void release() {
            released.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(2, TimeUnit.MINUTES)) {
                    throw new AssertionError("nothing came for two minutes");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
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
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            return reply.setHeader("Content-Encoding", "gzip").body(packed);
        });
    }

    /** The gateway answers this, and the cloud never sees the request. */
    public void answer(String method, String pathPart, int status, String code, String message) {
        add(method, pathPart, Answer.gateway(status, code, message), reply -> reply);
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
        pending.add(new Fault(method, pathPart, instead, twist));
    }

    Fault next(String method, String path) {
        for (Fault fault : pending) {
            if (fault.isFor(method, path) && pending.remove(fault)) {
                return fault;
            }
        }
        return null;
    }
}
