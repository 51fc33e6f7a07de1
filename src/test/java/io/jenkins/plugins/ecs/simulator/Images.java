package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The images of the simulated cloud. */
final class Images {

    private static final Pattern AFFIXES = Pattern.compile("^(Standard|Public_Cloudinit)_|_latest$");

    private final Map<String, ObjectNode> known = new LinkedHashMap<>();

    void add(String id, String name) {
        String os = AFFIXES.matcher(name).replaceAll("").replace('_', ' ');
        known.put(id, Fixtures.image().put("id", id).put("name", name).put("__os_version", os));
    }

    ObjectNode of(String id) {
        return known.get(id);
    }

    Map<String, ObjectNode> all() {
        return new LinkedHashMap<>(known);
    }

    /**
     * One page.
     *
     * @param id the only image to return, or null for all
     * @param marker the id of the last image of the page before, or null
     * @param limit how many at most; 0 for all
     */
    Answer page(String id, String marker, int limit) {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        ArrayNode list = root.putArray("images");
        boolean begun = marker == null;
        for (ObjectNode image : known.values()) {
            String imageId = image.path("id").asText();
            if (begun && (id == null || imageId.equals(id)) && (limit == 0 || list.size() < limit)) {
                list.add(image);
            }
            begun |= imageId.equals(marker);
        }
        return Answer.ok(root);
    }
}
