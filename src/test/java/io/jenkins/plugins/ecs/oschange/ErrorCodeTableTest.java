package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation and the plugin give the same advice, for every code that the vendors list for a change of OS. */
class ErrorCodeTableTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Za-z]+\\.\\d{4})`(?:, `APIGW\\.\\d{4}`)? \\| [^|]+ \\| (.+) \\|");

    private static final Map<String, String> VENDORS_CODES = Map.of(
            "Common",
            "0001 0002 0011 0013 0018 0020 0021 0022 0024 0025 0026 0999 1503",
            "Ecs",
            "0000 0002 0003 0005 0007 0011 0021 0023 0025 0030 0031 0032 0048 0058 0066 0067 0068 0069 0070 0071 0073"
                    + " 0074 0090 0100 0101 0102 0105 0110 0114 0119 0120 0202 0226 0301 0304 0314 0402 0510 0603 0605"
                    + " 0614 0704 0902 0912 1000 1001 1002 1100 1300 7000",
            "Pdp",
            "0001",
            "APIG",
            "0101 0106 0201 0202 0203 0301 0302 0303 0305 0306 0307 0308 0310 0311 0601 0613 0802",
            "APIGW",
            "0101 0106 0201 0202 0203 0301 0302 0303 0305 0306 0307 0308 0310 0311 0601 0613 0802",
            "IMG",
            "0002 0003 0004 0005 0006 0008 0009 0010 0012 0013 0014 0015 0018 0022 0023 0026 0027 0030 0054 0060 0061"
                    + " 0062 0063 0086 0110 0111 0119 0126 0136 0137 0139 0144 0153 0154 0155 0156 0164 0187 0238 0239"
                    + " 0241 0242",
            "IAM",
            "0001 0002 0003 0012 0061 0062 0066 0067 0080 0081 0082 0083");

    @Test
    void documentsTheAdviceWordForWord() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs", "error-codes.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                assertEquals(null, documented.put(row.group(1), row.group(2)), "twice: " + row.group(1));
            } else {
                assertEquals(false, line.startsWith("| `"), "not understood: " + line);
            }
        }
        assertEquals(advice(), documented);
    }

    @ParameterizedTest
    @MethodSource("vendorsCodes")
    void hasAdviceOfItsOwn(String code) {
        assertNotEquals(Texts.advice("unknown"), Texts.advice(code));
    }

    static Stream<String> vendorsCodes() {
        return VENDORS_CODES.entrySet().stream()
                .flatMap(codes -> Stream.of(codes.getValue().split(" ")).map(number -> codes.getKey() + '.' + number));
    }

    private static Map<String, String> advice() throws IOException {
        Properties read = new Properties();
        try (var in = new InputStreamReader(
                OsChange.class.getResourceAsStream("Advice.properties"), StandardCharsets.UTF_8)) {
            read.load(in);
        }
        read.remove("unknown");
        read.remove("none");
        Map<String, String> advice = new TreeMap<>();
        read.stringPropertyNames().forEach(code -> advice.put(code, read.getProperty(code)));
        return advice;
    }
}
