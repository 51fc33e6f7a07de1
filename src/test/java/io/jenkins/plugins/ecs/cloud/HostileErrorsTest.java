package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors made to be long: as long to read, or as long to print. */
class HostileErrorsTest {

    /** Secrets are masked in the whole of it; whoever shows it shortens it then. */
    private static final int LONGEST = 64 * 1024 + 1;

    @ParameterizedTest
    @ValueSource(strings = {"<", "<a", "<style ", "<script>x</style>", "GET ", "ak ", " "})
    void readsMegabytesOfMarkupInOnePass(String part) {
        String page = part.repeat((8 << 20) / part.length());
        CloudError error = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> ErrorParser.parse(502, page, null), "one pass takes no second");
        assertTrue(error.message().length() <= LONGEST);
    }

    @Test
    void keepsTheWordsAroundMarkup() {
        CloudError error = ErrorParser.parse(
                502, "<style>a<b{}</style><h1 class='x'>Bad\u0000</h1>gateway, load 3 < 4<script>x", null);
        assertEquals("Bad gateway, load 3 < 4", error.message());
    }

    @Test
    void keepsCodesAndRequestIdsWholeButNotWithoutEnd() {
        CloudError error = withCodeAndRequestId(10_000);
        assertEquals(10_000, error.code().length());
        assertEquals(10_000, error.requestId().length());

        error = withCodeAndRequestId(1_000_000);
        assertTrue(error.code().length() <= LONGEST && error.requestId().length() <= LONGEST);
    }

    private static CloudError withCodeAndRequestId(int length) {
        String body = "{\"error_code\":\"%s\",\"request_id\":\"%s\"}".formatted("x".repeat(length), "y".repeat(length));
        return ErrorParser.parse(400, body, null);
    }

    @Test
    void printsCodesAndRequestIdsOnOneLine() {
        CloudError error =
                ErrorParser.parse(400, "{\"error_code\":\"Ecs\\n0005\",\"request_id\":\"a\\u001B[8m\\r\\nb\"}", null);
        assertEquals("Ecs 0005", error.code());
        assertEquals("a [8m b", error.requestId());
    }
}
