package io.jenkins.plugins.ecs.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/** The vendor's SDK signs the same requests. Other ones with {@code -Doracle.seed=…}, more with {@code -Doracle.count=…}. */
class SdkSignatureOracleTest {

    private static final long SEED = Long.getLong("oracle.seed", 20260115);
    private static final int COUNT = Integer.getInteger("oracle.count", 5000);

    @Test
    void signsRandomRequestsAsTheSdkDoes() {
        RandomTexts random = new RandomTexts(SEED);
        for (int i = 0; i < COUNT; i++) {
            compare(i, RandomRequest.from(random), random);
        }
        System.out.println("ORACLE signatures compared=" + COUNT + " seed=" + SEED);
    }

    private static void compare(int number, RandomRequest request, RandomTexts random) {
        String id = random.text(RandomTexts.PLAIN, 20, 20);
        String secret = 'S' + random.text(RandomTexts.ANY, 1, 80) + 'K'; // what cannot be seen at the ends is left out
        String token =
                random.chance(30) ? random.text(RandomTexts.ASCII, 1, 200).strip() + '=' : null;
        String project = random.chance(80) ? random.hex(32) : null;
        boolean text = random.chance(50) && !request.ours().method().matches("GET|HEAD");
        String body = random.text(RandomTexts.ANY, 1, 300);

        Request.Builder unsigned = request.ours().newBuilder();
        var asked = request.sdks();
        if (project != null) {
            unsigned.header("X-Project-Id", project);
        }
        if (text) {
            unsigned.method(request.method(), RequestBody.create(body.getBytes(UTF_8), MediaType.get("text/plain")));
            asked.withBodyAsString(body);
        }
        Clock clock = Clock.fixed(Instant.ofEpochSecond(random.below(Integer.MAX_VALUE)), ZoneOffset.UTC);
        AccessKey key = new AccessKey(id, new SecretText(secret), token == null ? null : new SecretText(token));
        Request signed = new RequestSigner(key, clock).sign(unsigned.build());

        var theirs = new BasicCredentials()
                .withAk(id)
                .withSk(secret)
                .withSecurityToken(token)
                .withProjectId(project)
                .syncProcessAuthRequest(
                        asked.addHeader("X-Sdk-Date", signed.header("X-Sdk-Date"))
                                .build(),
                        null);

        assertEquals(
                theirs.getHeader("Authorization"),
                signed.header("Authorization"),
                () -> "seed " + SEED + ", request " + number + ": " + request);
    }
}
