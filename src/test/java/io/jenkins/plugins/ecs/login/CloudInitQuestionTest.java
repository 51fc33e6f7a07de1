package io.jenkins.plugins.ecs.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.ecs.login.CloudInit.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answer to the question for cloud-init means, also where a server answers what cloud-init never would. */
class CloudInitQuestionTest {

    private static CloudInit told(String status) {
        return CloudInitQuestion.meaning(
                "@status\n" + status + "\n@result\n@finished\n@booted\n@off\n@here\n/usr/bin/cloud-init\n@end\n");
    }

    @Test
    void isReadInTimeThatGrowsWithItsLengthAlone() {
        String blanks = "x" + " ".repeat(120_000) + "x";

        State state = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> told("status: " + blanks).state());

        assertEquals(State.RUNNING, state, "installed, and no word of its own");
    }

    @Test
    void isNotWellWhereItNamesErrors() {
        assertEquals(State.DONE, told("{\"status\":\"done\",\"errors\":[]}").state());

        CloudInit told = told("{\"status\":\"done\",\"errors\":[\"no such package\"]}");

        assertEquals(State.DEGRADED, told.state());
        assertEquals(List.of("no such package"), told.problems());
    }

    @ParameterizedTest
    @CsvSource({
        "'@here\n@end', ABSENT",
        "'@here\n/usr/bin/cloud-init\n@end', RUNNING",
        "'@off\nx\n@here\nx\n@end', DISABLED"
    })
    void isReadWhereAPartIsMissing(String answer, State state) {
        assertEquals(state, CloudInitQuestion.meaning(answer).state());
    }

    @Test
    void isReadWithBlanksAroundIt() {
        assertEquals(State.DONE, told("status:   done  \r").state());
    }
}
