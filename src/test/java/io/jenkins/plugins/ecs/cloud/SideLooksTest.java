package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is looked at beside server, image and job: the disk at EVS, and the console. */
class SideLooksTest {

    private static final String SERVER = "616fb98f-46ca-475e-917e-2563e5a8cd19";
    private static final String DISK = "591ac654-26d8-41be-bb77-4f90699d2d41";

    private RecordedExchange cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new RecordedExchange();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void tellsWhetherADiskIsEncrypted() throws Exception {
        cloud.answer(200, "resp-disk-evs-doc.json").answer(200, "resp-disk-evs-encrypted.json");

        Disk plain = cloud.client.disk(DISK);
        assertFalse(plain.isEncrypted());
        assertNull(plain.kmsKeyId());
        assertEquals(40, plain.size());

        Disk encrypted = cloud.client.disk(DISK);
        assertTrue(encrypted.isEncrypted());
        assertEquals("81ed4fb3-9e3c-4e12-8d4e-0c1b8b0a5f11", encrypted.kmsKeyId());
        cloud.assertAsked("GET /v2/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/os-vendor-volumes/" + DISK);
    }

    @Test
    void believesEitherMarkOfEncryption() throws Exception {
        cloud.answerText(200, "{\"volume\":{\"metadata\":{\"__system__encrypted\":\"1\"}}}")
                .answerText(200, "{\"volume\":{\"encrypted\":true}}")
                .answerText(200, "{\"volume\":{\"metadata\":{\"__system__encrypted\":\"0\"}}}");
        assertTrue(cloud.client.disk(DISK).isEncrypted());
        assertTrue(cloud.client.disk(DISK).isEncrypted());
        assertFalse(cloud.client.disk(DISK).isEncrypted());
    }

    @Test
    void findsTheDisksBesideTheServers() {
        assertEquals(
                "https://evs.eu-de.otc.t-systems.com/",
                Endpoints.of("https://ecs.eu-de.otc.t-systems.com").evs().toString());
        assertEquals("https://10.0.0.5/", Endpoints.of("https://10.0.0.5").evs().toString());
    }

    @Test
    void readsTheConsoleWithoutEverPrintingIt() throws Exception {
        cloud.answer(200, "resp-console-output-boot.json");

        SecretText console = cloud.client.consoleOutput(SERVER, 50);

        assertTrue(console.reveal().contains("Cloud-init v. 25.1 finished at"));
        assertEquals("****", console.toString());
        cloud.assertAsked(
                "POST /v2.1/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/servers/" + SERVER + "/action", "req-console-output.json");
    }

    @Test
    void readsAnEmptyConsole() throws Exception {
        cloud.answerText(200, "{}");
        assertEquals("", cloud.client.consoleOutput(SERVER, 50).reveal());
    }

    @Test
    void slowsNobodyDownWhereAnotherHostThrottles() throws Exception {
        RateLimiter servers = new RateLimiter(100);
        RateLimiter images = new RateLimiter(100);
        Endpoints endpoints = Endpoints.of("https://ecs.eu-de.otc.t-systems.com");
        RateLimiter others = new RateLimiter(100);
        RateLimits limits = new RateLimits(
                endpoints,
                url -> url.equals(endpoints.ecs()) ? servers : url.equals(endpoints.ims()) ? images : others);

        limits.throttled(endpoints.evs());
        limits.throttled(endpoints.iam());
        assertEquals(100, servers.perSecond());

        limits.throttled(endpoints.ims());
        assertEquals(50, images.perSecond());
        assertEquals(100, servers.perSecond());

        limits.throttled(endpoints.ecs());
        assertEquals(50, servers.perSecond());
    }

    @Test
    void givesAListUpWhereTooManyAreAskedFor() throws Exception {
        RateLimiter one = new RateLimiter(cloud.clock::nanoTime, 1);
        EcsClient client = new EcsClient(
                Endpoints.of("http://127.0.0.1:1"),
                Project.withId("5fa3a0b7c1d24e0fb3c1d6a1e2f30415"),
                new RequestSigner(new AccessKey("AK", "SK"), cloud.clock),
                new okhttp3.OkHttpClient(),
                one);
        one.takeForList(java.time.Duration.ofMinutes(1));
        one.takeForList(java.time.Duration.ofMinutes(1));

        NoAnswerException busy =
                assertThrows(NoAnswerException.class, () -> client.listings().servers());

        assertEquals(FailureClass.NOT_SENT, busy.kind());
        assertFalse(busy.isSignIn());
        assertEquals("too many lists are asked for", busy.getMessage());
    }
}
