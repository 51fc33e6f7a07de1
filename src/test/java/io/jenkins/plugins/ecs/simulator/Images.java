package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The images of the simulated cloud. */
final class Images {

    private static final Pattern AFFIXES = Pattern.compile("^(Standard|Public_Cloudinit)_|_latest$");

    private static final List<String> ATTRIBUTES = List.of("id", "name", "status", "virtual_env_type");

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
