package io.jenkins.plugins.ecs.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils one field or element of JSON: drops, doubles, renames, retypes or nests it. */
final class TreeMutator {

    /** What stands where something else is expected; texts, so that also what no tree can hold is written as it is. */
    private static final List<String> VALUES = List.of(
            "null",
            "[null]",
            "{}",
            "[]",
            "[[]]",
            "[{}]",
            "{\"x\":null}",
            "true",
            "0",
            "-7",
            "3.5",
            "1e400",
            "9".repeat(40),
            "9".repeat(1200),
            "\"\"",
            "\" \"",
            "\"..\"",
            "\"0\"",
            "\"\\u0000\\uD800{0}'\"",
            "NaN");

    private final Random random;

    TreeMutator(Random random) {
        this.random = random;
    }

    byte[] spoil(byte[] body) {
        JsonNode root;
        try {
            root = Answer.MAPPER.readTree(body);
        } catch (IOException e) {
            return body;
        }
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        if (containers.isEmpty()) {
            return body;
        }
        JsonNode at = containers.get(random.nextInt(containers.size()));
        String mark = "\"\uE000mark\uE000\"";
        JsonNode marker = Answer.MAPPER.getNodeFactory().textNode(mark.substring(1, mark.length() - 1));
        String replacement =
                at instanceof ArrayNode list ? spoilElement(list, marker) : spoilField((ObjectNode) at, marker);
        return root.toString().replace(mark, replacement).getBytes(UTF_8);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private String spoilElement(ArrayNode list, JsonNode marker) {
        int index = random.nextInt(list.size());
        JsonNode old = list.get(index);
        switch (random.nextInt(3)) {
            case 0 -> list.remove(index);
            case 1 -> list.insert(index, old.deepCopy());
            default -> list.set(index, marker);
        }
        return value(old);
    }

    private String spoilField(ObjectNode object, JsonNode marker) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        JsonNode old = object.get(name);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> {
                object.remove(name);
                object.set(name.toUpperCase(java.util.Locale.ROOT), old);
            }
            case 2 -> {
                // Twice the same name: no tree holds that.
                object.set(name, marker);
                return old + ",\"" + name + "\":" + value(old);
            }
            default -> object.set(name, marker);
        }
        return value(old);
    }

    private String value(JsonNode old) {
        int depth = 1 + random.nextInt(random.nextInt(4) == 0 ? 3000 : 400);
        return switch (random.nextInt(24)) {
            case 0 -> "[".repeat(depth) + old + "]".repeat(depth);
            case 1 -> "{\"entities\":{\"sub_jobs\":[".repeat(depth) + old + "]}}".repeat(depth);
            case 2 -> '"' + "ü<".repeat(random.nextInt(30_000)) + '"';
            case 3 -> '[' + old.toString() + ']';
            case 4 -> old.isTextual() ? String.valueOf(random.nextInt()) : '"' + old.asText() + '"';
            case 5 -> "[" + "{},".repeat(random.nextInt(2_000)) + "null]";
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }
}
