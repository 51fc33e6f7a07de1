package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Set;

/** What the documents say about the body of a change: unknown fields, wrong types and fields that exclude each other are refused. */
final class ChangeRules {

    private static final Set<String> FIELDS =
            Set.of("adminpass", "keyname", "userid", "imageid", "mode", "isAutoPay", "metadata");
    private static final Set<String> METADATA = Set.of("BYOL", "user_data", "__system__encrypted", "__system__cmkid");

    private ChangeRules() {}

    static JsonNode parse(String body) {
        try {
            return Answer.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return Answer.MAPPER.missingNode();
        }
    }

    /** @return the refusal, or null */
    static Answer complaint(String version, String contentType, JsonNode root, Region region) {
        JsonNode change = root.path("os-change");
        if (contentType == null || !contentType.startsWith("application/json")) {
            return bad("The content type must be application/json.");
        }
        if (root.size() != 1 || !change.isObject()) {
            return bad("The body must have the field os-change alone.");
        }
        String strange = strangeField(change, FIELDS);
        if (strange == null) {
            strange = strangeField(change.path("metadata"), METADATA);
        }
        if (strange != null) {
            return bad("The field " + strange + " is unknown or not a string.");
        }
        if (change.has("adminpass") && change.has("keyname")) {
            return bad("adminpass and keyname cannot both be set.");
        }
        if (change.has("mode") && !change.get("mode").asText().equals("withStopServer")) {
            return bad("The mode is unknown.");
        }
        JsonNode image = region.image(change.path("imageid").asText());
        if (image == null) {
            return Answer.ecs(400, "Ecs.0031", "The image does not exist.");
        }
        JsonNode metadata = change.path("metadata");
        if (metadata.has("__system__cmkid")
                && !metadata.path("__system__encrypted").asText().equals("1")) {
            return bad("__system__cmkid goes with __system__encrypted 1 only.");
        }
        if (version.equals("v1") && (metadata.has("user_data") || change.has("adminpass") == change.has("keyname"))) {
            return bad("v1 takes no user_data, and wants adminpass or keyname.");
        }
        return login(change, region);
    }

    private static Answer login(JsonNode change, Region region) {
        if (change.has("adminpass")
                && !change.get("adminpass").asText().matches("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9]).{8,26}")) {
            return Answer.ecs(400, "Ecs.0011", "The password does not meet the complexity requirements.");
        }
        String owner = change.path("userid").asText();
        if (change.has("keyname")
                && region.keyPairs().of(owner, change.get("keyname").asText()) == null) {
            return Answer.ecs(
                    400,
                    "Ecs.0314",
                    "the keypair " + change.get("keyname").asText() + " does not match the user_id " + owner);
        }
        JsonNode metadata = change.path("metadata");
        if (metadata.has("BYOL") && !metadata.get("BYOL").asText().equals("true")) {
            return bad("BYOL must be true where it is given.");
        }
        try {
            byte[] userData =
                    Base64.getDecoder().decode(metadata.path("user_data").asText(""));
            return userData.length > 32 * 1024 ? bad("user_data is larger than 32 KB.") : null;
        } catch (IllegalArgumentException e) {
            return bad("user_data is not base64.");
        }
    }

    private static String strangeField(JsonNode object, Set<String> known) {
        for (var field : object.properties()) {
            boolean fits = field.getKey().equals("metadata")
                    ? field.getValue().isObject()
                    : field.getValue().isTextual();
            if (!known.contains(field.getKey()) || !fits) {
                return field.getKey();
            }
        }
        return null;
    }

    private static Answer bad(String message) {
        return Answer.ecs(400, "Ecs.0005", message);
    }
}
