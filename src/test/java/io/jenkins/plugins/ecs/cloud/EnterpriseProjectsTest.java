package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who have rights in enterprise projects only see what the others see. */
class EnterpriseProjectsTest {

    private static final String IMAGE = "1189efbf-d48b-46ad-a823-94b942e2a000";
    private static final String BY_ID = "GET /v2/cloudimages?id=" + IMAGE;
    private static final String ALL = "enterprise_project_id=all_granted_eps";
    private static final String FORBIDDEN = "{\"error\":{\"code\":\"IMG.0026\",\"message\":\"no\"}}";
    private static final String FOUND = "resp-images-saving.json";
    private static final String NOTHING = "resp-images-empty.json";

    private RecordedExchange cloud;
    private EcsClient client;

    @BeforeEach
    void start() throws IOException {
        cloud = new RecordedExchange();
        client = cloud.client;
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void asksForAnImageAgainWhereRefusedAndRemembersIt() throws Exception {
        cloud.answerText(403, FORBIDDEN).answer(200, FOUND).answer(200, FOUND);
        assertNotNull(client.image(IMAGE));
        assertNotNull(client.image(IMAGE));
        cloud.assertAsked(BY_ID).assertAsked(BY_ID + "&" + ALL).assertAsked(BY_ID + "&" + ALL);
        assertEquals(3, cloud.requests());
    }

    @Test
    void asksForAnImageAgainWhereItIsNotSeen() throws Exception {
        cloud.answer(200, NOTHING).answer(200, FOUND);
        assertNotNull(client.image(IMAGE));
        cloud.assertAsked(BY_ID).assertAsked(BY_ID + "&" + ALL);
    }

    @Test
    void asksOnceWhereTheImageIsSeen() throws Exception {
        cloud.answer(200, FOUND).answer(200, FOUND);
        client.image(IMAGE);
        client.image(IMAGE);
        cloud.assertAsked(BY_ID).assertAsked(BY_ID);
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        cloud.answer(200, NOTHING).answer(200, NOTHING).answer(200, NOTHING).answerText(403, FORBIDDEN);
        assertNull(client.image(IMAGE));
        assertNull(client.image(IMAGE), "the plain question was answered, and that counts");
        cloud.assertAsked(BY_ID).assertAsked(BY_ID + "&" + ALL).assertAsked(BY_ID);
    }

    @Test
    void takesTroubleAtTheSecondQuestionForNoAnswer() {
        cloud.answer(200, NOTHING).answerText(503, "");
        RefusedException trouble = assertThrows(RefusedException.class, () -> client.image(IMAGE));
        assertEquals(FailureClass.FAULT, trouble.kind());
    }

    @Test
    void isRefusedWhereBothQuestionsAre() {
        cloud.answerText(403, FORBIDDEN).answerText(403, FORBIDDEN);
        assertTrue(
                assertThrows(RefusedException.class, () -> client.image(IMAGE)).isForbidden());
    }

    @Test
    void asksOtherwiseAgainWhenRightsHaveChanged() throws Exception {
        cloud.answerText(403, FORBIDDEN)
                .answer(200, FOUND)
                .answerText(403, FORBIDDEN)
                .answer(200, FOUND)
                .answer(200, FOUND);
        for (int i = 0; i < 3; i++) {
            assertNotNull(client.image(IMAGE));
        }
        cloud.assertAsked(BY_ID)
                .assertAsked(BY_ID + "&" + ALL)
                .assertAsked(BY_ID + "&" + ALL)
                .assertAsked(BY_ID)
                .assertAsked(BY_ID);
    }

    @Test
    void listsServersAgainWhereRefusedOrEmpty() throws Exception {
        String servers = "GET /v1/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/cloudservers/detail?offset=1&limit=100";
        cloud.answerText(200, "{\"servers\":[]}")
                .answerText(200, "{\"servers\":[]}")
                .answerText(403, FORBIDDEN)
                .answer(200, "resp-servers-list-v1-hw.json");
        assertEquals(0, client.listings().servers().size());
        assertEquals(1, client.listings().servers().size());
        cloud.assertAsked(servers)
                .assertAsked(servers + "&" + ALL)
                .assertAsked(servers)
                .assertAsked(servers + "&" + ALL);
    }
}
