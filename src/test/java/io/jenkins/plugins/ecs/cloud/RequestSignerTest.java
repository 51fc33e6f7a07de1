package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors were recorded from the vendor's SDK (3.1.x); the last one is printed in its signing guide. */
class RequestSignerTest {

    private final TestClock clock = new TestClock();

    static Stream<JsonNode> sdkVectors() throws IOException {
        return StreamSupport.stream(read("sig-sdk-hmac-sha256-vectors.json").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("sdkVectors")
    void signsAsTheVendorsSdkDoes(JsonNode vector) {
        Request.Builder request = new Request.Builder().url(vector.get("url").asText());
        String token = null;
        for (var header : vector.get("request_headers").properties()) {
            if (header.getKey().equals("X-Security-Token")) {
                token = header.getValue().asText();
            } else if (!header.getKey().equals("Content-Type")) {
                request.header(header.getKey(), header.getValue().asText());
            }
        }
        request.method(vector.get("method").asText(), body(vector));
        AccessKey key = new AccessKey(
                vector.get("ak").asText(),
                new SecretText(vector.get("sk").asText()),
                token == null ? null : new SecretText(token));

        Request signed = new RequestSigner(key, clock).sign(request.build());

        assertEquals(
                vector.at("/headers_added_by_signer/Authorization").asText(),
                signed.header("Authorization"),
                vector.get("name").asText());
    }

    @Test
    void signsTheRequestOfTheSigningGuide() throws IOException {
        JsonNode vector = read("sig-huawei-published-vector.json");
        Request request = new Request.Builder()
                .url(vector.get("url").asText())
                .header(
                        "Content-Type",
                        vector.at("/signed_headers/content-type").asText())
                .header("X-Sdk-Date", vector.at("/signed_headers/x-sdk-date").asText())
                .build();

        Request signed = new RequestSigner(
                        new AccessKey(
                                vector.get("ak").asText(), vector.get("sk").asText()),
                        clock)
                .sign(request);

        assertEquals(
                "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, Signature="
                        + vector.get("signature").asText(),
                signed.header("Authorization"));
    }

    @Test
    void datesEveryRequestAnew() {
        RequestSigner signer = new RequestSigner(new AccessKey("AK", "SK"), clock);
        Request request =
                new Request.Builder().url("https://ecs.example.com/v1/jobs").build();

        Request first = signer.sign(request);
        clock.pass(Duration.ofMinutes(20));
        Request second = signer.sign(request);

        assertEquals("20260115T083000Z", first.header("X-Sdk-Date"));
        assertEquals("20260115T085000Z", second.header("X-Sdk-Date"));
        assertNotEquals(first.header("Authorization"), second.header("Authorization"));
    }

    @Test
    void neverPrintsTheKey() {
        AccessKey key = new AccessKey("AKEXAMPLE", new SecretText("the-secret"), new SecretText("the-token"));
        List<String> printed = new ArrayList<>();
        printed.add(key.toString());
        printed.add(key.secret().toString());
        printed.add(new RequestSigner(key, clock).toString());
        printed.forEach(text -> assertFalse(text.contains("the-") || text.contains("AKEXAMPLE"), text));
    }

    private static RequestBody body(JsonNode vector) {
        String body = vector.get("body").asText();
        return vector.get("method").asText().equals("GET")
                ? null
                : RequestBody.create(body, MediaType.get("application/json"));
    }

    private static JsonNode read(String name) throws IOException {
        try (var in = RequestSignerTest.class.getResourceAsStream(name)) {
            return Json.MAPPER.readTree(in);
        }
    }
}
