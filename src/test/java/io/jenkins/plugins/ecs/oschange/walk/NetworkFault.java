package io.jenkins.plugins.ecs.oschange.walk;

import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/** A fault of one exchange. */
enum NetworkFault {
    LOSE_REPLY,
    LOSE_REQUEST,
    CUT_REPLY,
    REFUSE_CONNECTION,
    SLOW,
    GARBLE,
    REFUSE,
    ACT_BUT_SAY,
    SAY_ONLY;

    /**
     * An error reply.
     *
     * @param retryAfter the value of the header, or null
     */
    record Words(int status, String code, String retryAfter) {}

    /** Replies that a cloud sends only when it has not acted. */
    static final List<Words> REFUSALS = List.of(
            new Words(429, "APIGW.0308", null),
            new Words(503, "Common.1503", null),
            new Words(501, "Ecs.0603", null),
            new Words(202, "Common.0024", null),
            new Words(501, "Ecs.0603", "0"),
            new Words(429, "APIGW.0308", "0"),
            new Words(429, "APIGW.0308", "300"),
            new Words(503, "Common.1503", "0"),
            new Words(401, "APIGW.0307", null),
            new Words(403, "Pdp.0001", null),
            new Words(400, "Ecs.0100", null),
            new Words(400, "Ecs.0021", null),
            new Words(404, "Ecs.0114", null));

    /** Replies that a cloud may send whether it has acted or not. */
    static final List<Words> AMBIGUOUS = List.of(
            new Words(200, "Ecs.9999", null),
            new Words(202, "Ecs.9999", null),
            new Words(204, null, null),
            new Words(400, "Ecs.1002", null),
            new Words(400, "Ecs.1000", null),
            new Words(400, "Common.0025", null),
            new Words(400, "Ecs.1100", null),
            new Words(400, "Ecs.1300", null),
            new Words(400, "Ecs.0301", null),
            new Words(408, null, null),
            new Words(500, "Common.0001", null),
            new Words(502, "APIGW.0202", null),
            new Words(503, "APIGW.0613", "0"),
            new Words(504, null, null));

    /** Whether the cloud executes the request. */
    boolean acts() {
        return this == LOSE_REPLY || this == CUT_REPLY || this == SLOW || this == GARBLE || this == ACT_BUT_SAY;
    }

    /** @param reply the cloud's reply; null if the request was not passed on */
    MockResponse spoil(MockResponse reply, int amount) {
        return switch (this) {
            case LOSE_REPLY ->
                reply.newBuilder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build();
            case LOSE_REQUEST, REFUSE_CONNECTION ->
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build();
            case CUT_REPLY ->
                reply.newBuilder()
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build();
            case SLOW ->
                reply.newBuilder()
                        .headersDelay(Times.of(amount).toSeconds(), TimeUnit.SECONDS)
                        .build();
            case GARBLE -> reply.newBuilder().body("<html>no code</html>").build();
            case REFUSE -> say(REFUSALS.get(Math.floorMod(amount, REFUSALS.size())));
            case ACT_BUT_SAY, SAY_ONLY -> say(AMBIGUOUS.get(Math.floorMod(amount, AMBIGUOUS.size())));
        };
    }

    private static MockResponse say(Words words) {
        MockResponse.Builder reply = new MockResponse.Builder().code(words.status());
        if (words.retryAfter() != null) {
            reply.setHeader("Retry-After", words.retryAfter());
        }
        String code = words.code();
        if (code == null) {
            return (words.status() == 204 ? reply : reply.body("{\"message\":\"Wait response timeout.\"}")).build();
        }
        boolean gateway = code.startsWith("APIGW");
        return reply.body(
                        gateway
                                ? "{\"error_msg\":\"as the gateway says it\",\"error_code\":\"" + code + "\"}"
                                : "{\"error\":{\"message\":\"as ECS says it\",\"code\":\"" + code + "\"}}")
                .build();
    }
}
