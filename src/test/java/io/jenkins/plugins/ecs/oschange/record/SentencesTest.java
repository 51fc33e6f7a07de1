package io.jenkins.plugins.ecs.oschange.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first sentence of a message tells what is wrong. */
class SentencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OS of server web-1 not changed: the server is running (ACTIVE, not SHUTOFF). Stop it.|OS of server web-1 not changed: the server is running (ACTIVE, not SHUTOFF).",
                "Image Standard_Ubuntu_22.04 of ecs.eu-de.example.com: gone (Ecs.0021: no. 3 [request 1.2]). Retry.|Image Standard_Ubuntu_22.04 of ecs.eu-de.example.com: gone (Ecs.0021: no. 3 [request 1.2]).",
                "云服务器未切换：云服务器正在运行。请先关机。|云服务器未切换：云服务器正在运行。",
                "for a reason|for a reason",
                "''|''",
            })
    void isCutOffWhereItEnds(String words, String first) {
        assertEquals(first, Sentences.first(words));
    }

    @Test
    void isNoneOfNothing() {
        assertEquals(null, Sentences.first(null));
    }
}
