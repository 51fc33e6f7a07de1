package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers and images by name and tag, with the documented and recorded bodies. */
class FinderTest {

    private static final String PROJECT = "/v1/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/";

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

    private static String page(String list, int size) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ArrayNode items = root.putArray(list);
        for (int i = 0; i < size; i++) {
            items.addObject().put("id", "id-" + i);
        }
        return root.toString();
    }
}
