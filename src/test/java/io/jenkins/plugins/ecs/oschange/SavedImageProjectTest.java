package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.oschange.record.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The saved image belongs to the enterprise project of its server: a user may have no rights in another. */
class SavedImageProjectTest {

    private static final String PROJECT = "ef8e8a5e-9d0f-4f1a-8c4f-7e6b5a493827";

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void tag(String project) {
        ((ObjectNode) rig.server().json().get("sys_tags").get(0)).put("value", project);
    }

    /** What was ordered, by a change that went well. */
    private JsonNode order() {
        OsChange change = rig.run(rig.request().saveImageAs("undo-web-1"));
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        return rig.cloud.audit().ourImages().get(0).asked();
    }

    @Test
    void isThatOfTheServer() {
        tag(PROJECT);
        rig.cloud.region().imageOrders().onlyInEnterpriseProject(PROJECT);

        assertEquals(PROJECT, order().path("enterprise_project_id").asText());
    }

    @Test
    void isThatOfTheServerWhereTheCloudTellsItOutright() {
        rig.server().json().put("enterprise_project_id", PROJECT).remove("sys_tags");

        assertEquals(PROJECT, order().path("enterprise_project_id").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", ""})
    void isNotNamedWhereItIsTheDefaultOne(String project) {
        tag(project);

        assertFalse(order().has("enterprise_project_id"));
    }

    @Test
    void isNotNamedWhereTheCloudHasNone() {
        rig.server().json().remove("sys_tags");

        assertFalse(order().has("enterprise_project_id"));
    }
}
