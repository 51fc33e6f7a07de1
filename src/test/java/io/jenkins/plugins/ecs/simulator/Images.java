package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The images of the simulated cloud. */
final class Images {

    private static final Pattern AFFIXES = Pattern.compile("^(Standard|Public_Cloudinit)_|_latest$");

    private static final List<String> ATTRIBUTES = List.of("id", "name", "status", "virtual_env_type", "__imagetype");

    private final Map<String, ObjectNode> known = new LinkedHashMap<>();

    void add(String id, String name) {
        String os = AFFIXES.matcher(name).replaceAll("").replace('_', ' ');
        known.put(id, Fixtures.image().put("id", id).put("name", name).put("__os_version", os));
    }

    /** A private image of a server's system disk, which begins as {@code queued}. */
    ObjectNode addPrivate(String id, String name, SimulatedServer server, Instant when) {
        ObjectNode image = Fixtures.image()
                .put("id", id)
                .put("name", name)
                .put("status", "queued")
                .put("visibility", "private")
                .put("owner", SimulatedCloud.PROJECT)
                .put("__imagetype", "private")
                .put("__data_origin", "instance," + server.id())
                .put("__originalimagename", server.meteredImageId())
                .put("created_at", when.truncatedTo(ChronoUnit.SECONDS).toString());
        known.put(id, image);
        return image;
    }

    /** The private images. */
    List<ObjectNode> privates() {
        return known.values().stream()
                .filter(image -> image.path("__imagetype").asText().equals("private"))
                .toList();
    }

    void remove(String id) {
        known.remove(id);
    }

    ObjectNode of(String id) {
        return known.get(id);
    }

    Map<String, ObjectNode> all() {
        return new LinkedHashMap<>(known);
    }

    /** One page, by the parameters of the question: id, exact name and other attributes, marker, limit and order. */
    Answer page(HttpUrl question) {
        String marker = question.queryParameter("marker");
        String limit = question.queryParameter("limit");
        ObjectNode root = Answer.MAPPER.createObjectNode();
        ArrayNode list = root.putArray("images");
        boolean begun = marker == null;
        for (ObjectNode image : sorted("created_at".equals(question.queryParameter("sort_key")))) {
            boolean fits = ATTRIBUTES.stream()
                    .allMatch(name -> question.queryParameter(name) == null
                            || question.queryParameter(name)
                                    .equals(image.path(name).asText()));
            if (begun && fits && (limit == null || list.size() < Integer.parseInt(limit))) {
                list.add(image);
            }
            begun |= image.path("id").asText().equals(marker);
        }
        return Answer.ok(root);
    }

    private List<ObjectNode> sorted(boolean newestFirst) {
        Comparator<ObjectNode> created =
                Comparator.comparing(image -> image.path("created_at").asText());
        return newestFirst ? known.values().stream().sorted(created.reversed()).toList() : List.copyOf(known.values());
    }
}
