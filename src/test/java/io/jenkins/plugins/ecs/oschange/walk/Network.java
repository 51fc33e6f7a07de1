package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.MemoryNetwork;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Intercepts all exchanges of a walk: triggers events, injects faults, records requests. */
final class Network extends Dispatcher implements Interceptor {

    /** The duration of each exchange. */
    private static final Duration LATENCY = Duration.ofMillis(300);

    private static final Set<NetworkFault> STATUS_ARRIVES = EnumSet.of(NetworkFault.REFUSE, NetworkFault.GARBLE);

    private final World world;
    private final Dispatcher cloud;
    private final OkHttpClient client;
    private NetworkFault fault;
    private int amount;
    private int exchanges;

    Network(World world, Dispatcher cloud) {
        this.world = world;
        this.cloud = cloud;
        client = MemoryNetwork.client(this, world.clock()::pass)
                .newBuilder()
                .addInterceptor(this)
                .build();
    }

    OkHttpClient client() {
        return client;
    }

    /** How many requests were started. */
    int exchanges() {
        return exchanges;
    }

    /** Sets the fault of the current exchange. */
    void fault(NetworkFault what, int howMuch) {
        fault = what;
        amount = howMuch;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Call call = Call.of(request.method(), request.url().pathSegments());
        exchanges++;
        fault = null;
        world.facts().asks();
        world.happens(Moment.Kind.ASK, call.name());
        world.tell(() -> "→ " + call + ' ' + request.url().encodedPath() + (fault == null ? "" : " [" + fault + "]"));
        if (fault == NetworkFault.REFUSE_CONNECTION) {
            throw new ConnectException("Failed to connect");
        }
        return chain.proceed(request);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        world.clock().pass(LATENCY);
        Call call = Call.of(request.getMethod(), request.getUrl().pathSegments());
        NetworkFault now = fault;
        fault = null;
        world.facts().arrives(call);
        MockResponse reply = null;
        if (now == null || now.acts()) {
            reply = cloud.dispatch(request);
            world.facts().acted(call);
        }
        MockResponse told = now == null ? reply : now.spoil(reply, amount);
        world.tell(() -> "← " + call + ' ' + describe(told, now));
        if (told.getCode() == 401 && (now == null || STATUS_ARRIVES.contains(now))) {
            world.facts().turnedAway(call);
        }
        world.happens(Moment.Kind.ANSWERED, call.name());
        return told;
    }

    private String describe(MockResponse reply, NetworkFault now) {
        okio.Buffer body = new okio.Buffer();
        try {
            if (reply.getBody() != null) {
                reply.getBody().writeTo(body);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String text = body.readUtf8();
        return reply.getCode() + " " + text.substring(0, Math.min(160, text.length()))
                + (now == null ? "" : " [" + now + " " + amount + "]");
    }
}
