package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers and images by name and tag, with the documented and recorded bodies. */
class FinderTest {

    private static final String PROJECT = "/v1/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/";
    private static final String NO_API = "{\"error_code\":\"APIGW.0101\",\"error_msg\":\"The API does not exist\"}";

    private RecordedExchange cloud;
    private Finder finder;

    @BeforeEach
    void start() throws IOException {
        cloud = new RecordedExchange();
        finder = cloud.client.finder();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void findsServersByName() throws Exception {
        cloud.answer(200, "resp-servers-list-v1-hw.json");

        Page<Server> found = finder.servers("web-01", null);

        assertEquals("web-01", found.items().get(0).name());
        assertEquals(3, found.items().get(0).tags().size());
        assertNull(found.next());
        cloud.assertAsked("GET " + PROJECT + "cloudservers/detail?offset=1&limit=100&name=web-01");
    }

    @Test
    void readsAServerThatIsNotThere() throws Exception {
        cloud.answer(200, "resp-servers-list-unknown-id.json");
        assertNull(finder.servers("gone", null).items().get(0).status());
    }

    @Test
    void asksForServersPageByPage() throws Exception {
        cloud.answerText(200, page("servers", 100)).answerText(200, page("servers", 1));

        Page<Server> first = finder.servers(null, null);
        Page<Server> second = finder.servers(null, first.next());

        assertEquals(100, first.items().size());
        assertNull(second.next());
        cloud.assertAsked("GET " + PROJECT + "cloudservers/detail?offset=1&limit=100")
                .assertAsked("GET " + PROJECT + "cloudservers/detail?offset=2&limit=100");
    }

    @Test
    void findsImagesByNameTheNewestFirst() throws Exception {
        cloud.answer(200, "resp-images-two-same-name.json");

        Page<Image> found = finder.images("Ubuntu 22.04 server 64bit", null);

        assertEquals("2025-11-20T03:12:44Z", found.items().get(0).createdAt());
        assertNull(found.next());
        cloud.assertAsked("GET /v2/cloudimages?limit=100&status=active&virtual_env_type=FusionCompute"
                + "&sort_key=created_at&sort_dir=desc&name=Ubuntu%2022.04%20server%2064bit");
    }

    @Test
    void asksForImagesPageByPage() throws Exception {
        cloud.answerText(200, page("images", 100)).answer(200, "resp-images-empty.json");

        Page<Image> first = finder.images(null, null);
        assertEquals("id-99", first.next());
        Page<Image> second = finder.images(null, first.next());

        assertTrue(second.items().isEmpty());
        assertNull(second.next());
        String question = "GET /v2/cloudimages?limit=100&status=active&virtual_env_type=FusionCompute"
                + "&sort_key=created_at&sort_dir=desc";
        cloud.assertAsked(question).assertAsked(question + "&marker=id-99");
    }

    @Test
    void findsServersByTags() throws Exception {
        cloud.answer(200, "resp-servers-by-tags-filter.json");

        Page<Finder.TaggedServer> found = finder.serversByTags(Map.of("key1", List.of("value1", "value2")), null);

        assertEquals(
                "616fb98f-46ca-475e-917e-2563e5a8cd19", found.items().get(0).id());
        assertEquals(
                new Finder.Tag("key1", "value1"), found.items().get(0).tags().get(0));
        assertNull(found.next());
        ObjectNode documented = Json.MAPPER.createObjectNode();
        documented.put("action", "filter").put("limit", "100").put("offset", "0");
        documented
                .putArray("tags")
                .addObject()
                .put("key", "key1")
                .putArray("values")
                .add("value1")
                .add("value2");
        cloud.assertAsked("POST " + PROJECT + "servers/resource_instances/action", documented);
    }

    @Test
    void asksForTagsWhereTheEditionHasThemAndRemembersIt() throws Exception {
        cloud.answerText(404, NO_API)
                .answer(200, "resp-servers-by-tags-filter.json")
                .answer(200, "resp-servers-by-tags-filter.json");

        finder.serversByTags(Map.of("role", List.of()), null);
        finder.serversByTags(Map.of("role", List.of()), "100");

        cloud.assertAsked("POST " + PROJECT + "servers/resource_instances/action")
                .assertAsked("POST " + PROJECT + "cloudservers/resource_instances/action")
                .assertAsked("POST " + PROJECT + "cloudservers/resource_instances/action");
        assertEquals(3, cloud.requests());
    }

    @Test
    void asksForTagsOnceWhereTheyMayNotBeRead() {
        cloud.answerText(403, NO_API.replace("0101", "0302"));
        assertTrue(assertThrows(RefusedException.class, () -> finder.serversByTags(Map.of("role", List.of()), null))
                .isForbidden());
        assertEquals(1, cloud.requests());
    }

    private static String page(String list, int size) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ArrayNode items = root.putArray(list);
        for (int i = 0; i < size; i++) {
            items.addObject().put("id", "id-" + i);
        }
        return root.toString();
    }
}
