package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorParserTest {

    @ParameterizedTest
    @CsvSource({
        "ecs-nested-400.json, Ecs.0005",
        "ecs-nested-details-400.json, Ecs.0057",
        "ecs-image-query-400.json, Ecs.1520",
        "ecs-not-found-404.json, Ecs.0114",
        "ecs-busy-501.json, Ecs.0603",
        "flow-limit-202.json, Common.0024",
        "apigw-throttle-429.json, APIGW.0308",
        "apigw-token-401.json, APIG.0307",
        "iam-keystone-401.json, 401",
        "iam-v30-403.json, IAM.0003",
        "nova-400.json, 400",
        "nova-404.json, 404",
        "batch-400.json, Ecs.0605",
        "pdp-403.json, Pdp.0001",
    })
    void findsTheTellingCode(String file, String code) throws IOException {
        CloudError error = ErrorParser.parse(400, fixture(file), null);

        assertEquals(code, error.code());
        assertFalse(error.message().isEmpty());
    }

    @Test
    void findsTheRequestIdInBodyOrHeader() throws IOException {
        String body = fixture("apigw-auth-401.json");
        assertEquals(
                "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                ErrorParser.parse(401, body, null).requestId());
        assertEquals("from-header", ErrorParser.parse(401, body, "from-header").requestId());
    }

    @Test
    void masksAccessKeyAndCanonicalRequest() {
        String body =
                "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"ak AKEXAMPLE00000000001 not exist, canonicalRequest:"
                        + "POST|/v1/p/|x-security-token:SECRET|host:a\"}";

        String message = ErrorParser.parse(401, body, null).message();

        assertEquals("ak **** not exist, canonicalRequest:****", message);
    }

    @Test
    void readsTheWordsOfAPageThatIsNoJson() throws IOException {
        CloudError error = ErrorParser.parse(502, fixture("proxy-502.html"), null);

        assertNull(error.code());
        assertTrue(error.summary().startsWith("HTTP 502: "), error.summary());
        assertFalse(error.message().contains("<"), error.message());
    }

    @Test
    void keepsWordsWholeSoThatSecretsInThemAreFoundButNotWithoutEnd() {
        String secret = "c2VjcmV0".repeat(5_600); // user data of 32 KiB
        assertTrue(ErrorParser.parse(400, "bad: " + secret, null).message().endsWith(secret));
        CloudError error = ErrorParser.parse(500, "x".repeat(100_000), null);
        assertTrue(error.message().length() <= 64 * 1024 + 1);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "''",
                "null",
                "[]",
                "{}",
                "'{\"error\":{}}'",
                "'{\"error\":null}'",
                "'{\"a\":{\"b\":{\"c\":1}}}'",
                "'\"text\"'"
            })
    void saysTheStatusWhereNothingElseIsSaid(String body) {
        CloudError error = ErrorParser.parse(503, body, null);
        assertTrue(error.summary().startsWith("HTTP 503"), error.summary());
    }

    private static String fixture(String name) throws IOException {
        try (var in = ErrorParserTest.class.getResourceAsStream("errors/resp-error-" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
