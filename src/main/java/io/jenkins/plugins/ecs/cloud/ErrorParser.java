package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Reads what went wrong out of the many shapes in which services, gateways and proxies of these clouds say it: the task
 * errors of ECS, the flat shapes of the gateway and of IAM, Nova's, the batch calls', and text that is no JSON at all.
 */
final class ErrorParser {

    /**
     * Longer than any secret that a request may hold, among them 32 KiB of user data in base64: whoever shows the words masks the secrets in them first, and shortens them then.
     */
    private static final int LONGEST = 64 * 1024;

    private static final int DEEPEST_NESTING = 3;
    private static final String[] CODES = {"error_code", "code", "errorCode"};
    private static final String[] MESSAGES = {"error_msg", "error_message", "message", "errorMessage"};

    /** Gateways echo the access key and the whole canonical request, whose lines they join with bars. */
    private static final Pattern CANONICAL_REQUEST = Pattern.compile("(?s)(GET|POST|PUT|DELETE)\\s*\\|.*");

    private static final Pattern ACCESS_KEY =
            Pattern.compile("(?i)\\b(ak|access(?: ?key)?(?: ?id)?)([ :=]+)[A-Z0-9]{16,}");
    /** Never looks twice at a character: a page of nothing but brackets would else take hours. */
    private static final Pattern MARKUP = Pattern.compile("(?s)<(style|script)\\b.*?(</\\1>|\\z)|<[^<>]*>");

    private ErrorParser() {}

    static CloudError parse(int status, String body, String requestIdHeader) {
        JsonNode root = Json.tree(body);
        if (!root.isObject()) {
            return new CloudError(status, null, clean(MARKUP.matcher(body).replaceAll(" ")), id(requestIdHeader));
        }
        Told told = mostTelling(root);
        String requestId = first(root, "request_id");
        return new CloudError(
                status,
                id(code(told.node())),
                id(told.outerCode()),
                clean(message(told.node())),
                id(requestIdHeader == null ? requestId : requestIdHeader));
    }

    /** A code or id fit to be printed, whatever the far end takes for one. */
    static String id(String text) {
        if (text == null) {
            return null;
        }
        String line = PlainText.of(text).strip();
        return cut(line);
    }

    /** @param outerCode the code around it, or null where the node is the outermost one that has a code */
    private record Told(JsonNode node, String outerCode) {}

    /** The object that holds the useful code: the first of {@code details} or {@code internalError} before the outer one. */
    private static Told mostTelling(JsonNode node) {
        for (String list : new String[] {"internalError", "details"}) {
            JsonNode inner = node.path(list).path(0);
            if (code(inner) != null) {
                return new Told(inner, code(node) == null ? code(node.path("error")) : code(node));
            }
        }
        if (code(node) != null && (message(node) != null || !node.path("error").isObject())) {
            return new Told(node, null);
        }
        for (JsonNode child : node) {
            if (child.isObject() && (code(child) != null || message(child) != null)) {
                return mostTelling(child);
            }
        }
        return new Told(node, null);
    }

    private static String code(JsonNode node) {
        return first(node, CODES);
    }

    private static String message(JsonNode node) {
        return first(node, MESSAGES);
    }

    private static String first(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return value.asText();
            }
        }
        return null;
    }

    /** The words of a message that is itself, or ends with, an error of another service as a JSON text. */
    private static String unwrap(String message, int depth) {
        int json = message.indexOf('{');
        JsonNode inner = json < 0 || depth == 0 ? null : Json.tree(message.substring(json));
        String words =
                inner != null && inner.isObject() ? message(mostTelling(inner).node()) : null;
        return words == null ? message : message.substring(0, json) + unwrap(words, depth - 1);
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Words fit to be printed, once secrets are masked: on one line, and without keys. */
    static String clean(String message) {
        if (message == null) {
            return "";
        }
        String masked =
                CANONICAL_REQUEST.matcher(unwrap(message, DEEPEST_NESTING)).replaceAll("****");
        masked = PlainText.of(ACCESS_KEY.matcher(masked).replaceAll("$1$2****"))
                .replaceAll("\\s+", " ")
                .strip();
        return cut(masked);
    }
}
