package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of a cloud can forge a line of the log. */
class PlainTextTest {

    private static final String FORGED =
            "web\u001b[8mha:AAAA\u001b[0m\r\nFinished: SUCCESS\u202e\u2028x\u200f\u0007\u009b31m";
    private static final String SHOWN = "web [8mha:AAAA [0m Finished: SUCCESS x 31m";

    private record Answer(
            String name,
            List<String> tags,
            Map<String, String> metadata,
            JsonNode tree,
            @JsonProperty("output") String console) {}

    @ParameterizedTest
    @CsvSource({"web-1,web-1", "'',''", "镜像 Größe,镜像 Größe", "می\u200cخواهم,می\u200cخواهم", "👩\u200d💻,👩\u200d💻"})
    void keepsWhatIsPlain(String text, String shown) {
        assertEquals(shown, PlainText.of(text));
    }

    @Test
    void takesOutWhatIsNot() {
        assertEquals(SHOWN, PlainText.of(FORGED));
        assertNull(PlainText.of(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web\\ud800",
                "\\udc00web",
                "w\\ud83deb",
                "web\\ufffe\\uffff",
                "\\ufdd0web",
                "\\ud83f\\udffeweb",
                "w\\ud83d\\u200e\\ude00eb"
            })
    void dropsWhatIsNoCharacter(String escaped) throws Exception {
        String read = Json.tree("{\"a\":\"" + escaped + "\"}").path("a").asText();
        assertEquals("web", read);
    }

    @Test
    void keepsBeginningAndEndOfWhatIsTooLong() {
        assertEquals("short", PlainText.excerpt("short", 5));
        assertEquals("abcdef … kl", PlainText.excerpt("abcdefghijkl", 8));
        assertEquals("abcde … kl", PlainText.excerpt("abcde\ud83d\ude00ghijkl", 8));
        assertNull(PlainText.excerpt(null, 8));
    }

    @Test
    void cleansEveryTextOfAnAnswer() throws Exception {
        String text = Json.MAPPER.writeValueAsString(FORGED);
        Answer read = Json.MAPPER.readValue(
                "{\"name\":%1$s,\"tags\":[%1$s],\"metadata\":{\"a\":%1$s},\"tree\":{\"a\":[%1$s]},\"output\":\"a\\nb\"}"
                        .formatted(text),
                Answer.class);
        assertEquals(SHOWN, read.name());
        assertEquals(List.of(SHOWN), read.tags());
        assertEquals(Map.of("a", SHOWN), read.metadata());
        assertEquals(SHOWN, read.tree().at("/a/0").asText());
        assertEquals("a\nb", read.console());
        assertEquals(SHOWN, Json.tree("{\"a\":" + text + "}").path("a").asText());
    }

    @Test
    void cleansErrorsToo() {
        String body =
                "{\"error_code\":\"Ecs.1\\n\\u202e\",\"error_msg\":\"no\\u001b[8mha:\\u2066 \\r\\nFinished: SUCCESS\"}";
        CloudError error = ErrorParser.parse(400, body, "req\u0085\u2028x");
        assertEquals("Ecs.1", error.code());
        assertEquals("no [8mha: Finished: SUCCESS", error.message());
        assertEquals("req x", error.requestId());
        assertEquals(
                "gone Finished",
                ErrorParser.parse(502, "<b>gone\u2028Finished\u202e</b>", null).message());
    }
}
