package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image of a server's system disk, with the documented and recorded bodies of IMS. */
class PrivateImagesTest {

    private static final String SERVER = "616fb98f-46ca-475e-917e-2563e5a8cd19";
    private static final String JOB = "9a175ac792fa12d20193002100dd2762";
    private static final String IMAGE = "1189efbf-d48b-46ad-a823-94b942e2a000";

    private RecordedExchange cloud;
    private PrivateImages images;

    @BeforeEach
    void start() throws IOException {
        cloud = new RecordedExchange();
        images = cloud.client.privateImages();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void ordersAnImageWithNothingButTheNeeded() throws Exception {
        cloud.answer(200, "resp-image-create-200.json");
        assertEquals(
                JOB, images.create(SERVER.toUpperCase(java.util.Locale.ROOT), null, "undo-web-01", null, Map.of()));
        cloud.assertAsked("POST /v2/cloudimages/action", "req-image-create-minimal.json");
    }

    @Test
    void ordersAnImageWithDescriptionAndTags() throws Exception {
        cloud.answer(200, "resp-image-create-200.json");
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("created-by", "jenkins");
        tags.put("server", "web-01");

        images.create(SERVER, null, "undo-web-01-20260115-083000", "System disk before change OS, build 42", tags);

        ObjectNode documented = (ObjectNode) RecordedExchange.json("req-image-create-from-ecs-image_tags.json");
        documented.remove("enterprise_project_id");
        cloud.assertAsked("POST /v2/cloudimages/action", documented);
    }

    @Test
    void ordersAnImageInAnEnterpriseProject() throws Exception {
        String project = "ef8e8a5e-9d0f-4f1a-8c4f-7e6b5a493827";
        cloud.answer(200, "resp-image-create-200.json");

        images.create(SERVER, project, "undo-web-01", null, Map.of());

        ObjectNode order = (ObjectNode) RecordedExchange.json("req-image-create-minimal.json");
        cloud.assertAsked("POST /v2/cloudimages/action", order.put("enterprise_project_id", project));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 0008, REFUSED",
        "400, 0009, REFUSED",
        "400, 0010, THROTTLED",
        "400, 0015, REFUSED",
        "403, 0026, REFUSED",
        "400, 0060, THROTTLED",
        "400, 0111, REFUSED",
    })
    void knowsWhatARefusalMeans(int status, String code, FailureClass expected) {
        cloud.answer(status, "errors/resp-error-img-" + code + "-" + status + ".json");
        RefusedException refusal =
                assertThrows(RefusedException.class, () -> images.create(SERVER, null, "a", null, Map.of()));
        assertEquals("IMG." + code, refusal.error().code());
        assertEquals(expected, refusal.kind());
    }

    @Test
    void looksForAnOrderWhoseReplyNamesNoJob() {
        cloud.answerText(200, "{}");
        NoAnswerException silence =
                assertThrows(NoAnswerException.class, () -> images.create(SERVER, null, "a", null, Map.of()));
        assertEquals(FailureClass.Verdict.LOOK, silence.kind().forChange());
    }

    @Test
    void followsTheJobAtIms() throws Exception {
        cloud.answer(200, "resp-image-job-running.json").answer(200, "resp-image-job-success-otc-doc.json");

        ImageJob running = images.job(JOB);
        assertFalse(running.succeeded() || running.failed());
        assertEquals(0.4, running.progress());
        assertEquals("imsCreateImageByInstance", running.type());

        ImageJob done = images.job(JOB);
        assertTrue(done.succeeded());
        assertEquals("3f7185de-b59a-4bb8-aa1d-7a513528b0e9", done.imageId());
        assertNull(done.progress());
        cloud.assertAsked("GET /v1/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/jobs/" + JOB);
    }

    @Test
    void findsTheImageInASubJobToo() throws Exception {
        cloud.answer(200, "resp-image-job-success-subjobs.json").answer(200, "resp-image-job-success-old-doc.json");
        assertEquals(IMAGE, images.job(JOB).imageId());
        ImageJob old = images.job(JOB);
        assertTrue(old.succeeded(), "whatever its progress says");
        assertEquals("e9e91bff-14b6-4a0b-8377-4ed0813e3360", old.imageId());
    }

    @Test
    void saysWhyTheJobFailed() throws Exception {
        cloud.answer(200, "resp-image-job-fail.json");
        ImageJob job = images.job(JOB);
        assertTrue(job.failed());
        assertEquals("IMG.0014", job.errorCode());
        assertTrue(job.reason().startsWith("An exception occurred"), job.reason());
        assertNull(job.imageId());
    }

    @Test
    void comparesTheQuotaOfPrivateImages() throws Exception {
        cloud.answer(200, "resp-image-quota-full.json")
                .answer(200, "resp-image-quota-doc.json")
                .answerText(200, "{}");
        assertTrue(images.quota().orElseThrow().isUsedUp());
        assertEquals(new ImageQuota("image", 0, 20), images.quota().orElseThrow());
        assertTrue(images.quota().isEmpty());
        cloud.assertAsked("GET /v1/cloudimages/quota");
    }

    @Test
    void findsAnImageThatIsStillBeingMade() throws Exception {
        cloud.answer(200, "resp-images-saving.json");
        Image image = images.find(SERVER, "undo-web-01").orElseThrow();
        assertEquals("saving", image.status());
        assertEquals(IMAGE, image.id());
        cloud.assertAsked("GET /v2/cloudimages?__imagetype=private&name=undo-web-01&limit=100");
    }

    @Test
    void readsARecordedImageOfMixedTypes() throws Exception {
        cloud.answer(200, "resp-images-private-from-instance.json");
        Image image = images.find(SERVER, "undo-win-01").orElseThrow();
        assertTrue(image.isWindows());
        assertFalse(image.isEncrypted());
        assertEquals(80, image.minDisk());
    }

    @Test
    void takesNoImageOfAnotherServerOrName() throws Exception {
        cloud.answer(200, "resp-images-saving.json").answer(200, "resp-images-saving.json");
        assertTrue(images.find("00000000-0000-4000-8000-000000000001", "undo-web-01")
                .isEmpty());
        assertTrue(images.find(SERVER, "undo-web").isEmpty());
    }

    @Test
    void tellsWhichImagesAreEncryptedAndWhereTheyComeFrom() throws IOException {
        String json =
                "{\"__system__encrypted\":%s,\"__data_origin\":\"instance,616FB98F-46CA-475E-917E-2563E5A8CD19\"}";
        for (String yes : new String[] {"\"1\"", "\"true\"", "\"True\"", "true", "1"}) {
            Image image = Json.MAPPER.readValue(String.format(json, yes), Image.class);
            assertTrue(image.isEncrypted() && image.isMadeFrom(SERVER), yes);
        }
        for (String no : new String[] {"\"0\"", "false", "null", "\"\""}) {
            assertFalse(
                    Json.MAPPER.readValue(String.format(json, no), Image.class).isEncrypted(), no);
        }
        assertFalse(Json.MAPPER.readValue("{}", Image.class).isMadeFrom(SERVER));
    }

    @Test
    void takesTheNewestOfSeveral() throws Exception {
        String list = RecordedExchange.text("resp-images-saving.json");
        String one = list.substring(list.indexOf('[') + 1, list.lastIndexOf(']'));
        String newer =
                one.replace("2026-01-15T08:30:02Z", "2026-01-15T09:00:00Z").replace(IMAGE, SERVER);
        cloud.answerText(200, "{\"images\":[" + one + "," + newer + "," + one + "]}");
        assertEquals(SERVER, images.find(SERVER, "undo-web-01").orElseThrow().id());
    }
}
