package io.jenkins.plugins.ecs.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.util.FormValidation;
import hudson.util.FormValidation.Kind;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an administrator learns about a site by its test. */
class ConnectionTestTest {

    private final Clock clock = Clock.systemUTC();

    @Test
    void saysWhatCanBeRead() throws IOException {
        try (SimulatedCloud cloud = new SimulatedCloud(clock)) {
            for (int i = 0; i < 100; i++) {
                cloud.region().addServer(UUID.randomUUID().toString(), "web-" + i, "ACTIVE");
            }
            FormValidation result = test(cloud, clock);
            assertEquals(Kind.OK, result.kind);
            assertThat(result.renderHtml(), containsString("Servers: can be read, 100 or more found"));
            assertThat(result.renderHtml(), containsString("Images: can be read, 2 found"));
            assertThat(result.renderHtml(), containsString("Key pairs: can be read, 1 found"));
            assertThat(result.renderHtml(), containsString("agrees"));
        }
    }

    @Test
    void saysWhatIsNotPermitted() throws IOException {
        try (SimulatedCloud cloud = new SimulatedCloud(clock)) {
            // Asked again for all enterprise projects.
            cloud.faults().answer("GET", "cloudimages", 403, "IAM.0003", "Policy <b>does not</b> allow it.");
            cloud.faults().answer("GET", "cloudimages", 403, "IAM.0003", "Policy <b>does not</b> allow it.");
            FormValidation result = test(cloud, clock);
            assertEquals(Kind.WARNING, result.kind);
            assertThat(result.renderHtml(), containsString("Servers: can be read"));
            assertThat(result.renderHtml(), containsString("Images: not permitted (IAM.0003"));
            assertThat(result.renderHtml(), containsString("Key pairs: can be read"));
            assertThat(result.renderHtml(), not(containsString("<b>")));
        }
    }

    @Test
    void endsAtARefusedCredential() throws IOException {
        try (SimulatedCloud cloud = new SimulatedCloud(clock)) {
            cloud.faults()
                    .answer("GET", "cloudservers", 401, "APIGW.0301", "Incorrect IAM authentication information.");
            FormValidation result = test(cloud, clock);
            assertEquals(Kind.ERROR, result.kind);
            assertThat(result.renderHtml(), containsString("does not accept the access key (APIGW.0301"));
            assertThat(result.renderHtml(), not(containsString("Images")));
            assertEquals(1, cloud.requests().size(), "a key is locked after a few failures");
        }
    }

    @Test
    void saysWhenTheClocksDisagree() throws IOException {
        try (SimulatedCloud cloud = new SimulatedCloud(Clock.offset(clock, Duration.ofMinutes(5)))) {
            FormValidation ahead = test(cloud, clock);
            assertEquals(Kind.WARNING, ahead.kind);
            assertThat(ahead.renderHtml(), containsString("s ahead. Correct the clock"));
        }
        try (SimulatedCloud cloud = new SimulatedCloud(Clock.offset(clock, Duration.ofMinutes(-5)))) {
            assertThat(test(cloud, clock).renderHtml(), containsString("s behind. Correct the clock"));
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        SimulatedCloud cloud = new SimulatedCloud(clock);
        cloud.close();
        FormValidation result = test(cloud, clock);
        assertEquals(Kind.ERROR, result.kind);
        assertThat(result.renderHtml(), containsString("does not answer"));
    }

    private static FormValidation test(SimulatedCloud cloud, Clock clock) {
        EcsSite site = new EcsSite("main", cloud.endpoint(), SimulatedCloud.PROJECT);
        return ConnectionTest.of(Clients.signing(cloud.endpoint(), clock), true, site);
    }
}
