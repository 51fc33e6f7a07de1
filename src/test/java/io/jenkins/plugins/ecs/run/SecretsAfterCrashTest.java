package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.flow.GlobalDefaultFlowDurabilityLevel;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** What a controller that dies amid a change leaves on its disk, and what it writes when it is started again. */
class SecretsAfterCrashTest {

    private static final String OTHER_SERVER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    /** Pipelines write less of their state to disk where they are to be fast, and all of it at an orderly end. */
    @ParameterizedTest
    @CsvSource({
        "MAX_SURVIVABILITY, true",
        "PERFORMANCE_OPTIMIZED, true",
        "PERFORMANCE_OPTIMIZED, false",
    })
    void leavesNoSecretOnDisk(FlowDurabilityHint durability, boolean killed) throws Throwable {
        try (SimulatedCloud cloud = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofHours(1))) {
            cloud.region().addServer(OTHER_SERVER, "web-2", "SHUTOFF");
            jenkins.startJenkins();
            jenkins.runRemotely(SecretsAfterCrashTest::submit, cloud.endpoint(), durability);
            assertThat(cloud.requests().toString(), containsString(JenkinsScene.PASSWORD));

            if (killed) {
                jenkins.stopJenkinsForcibly();
            } else {
                jenkins.stopJenkins();
            }
            assertNothingFound();

            jenkins.startJenkins();
            cloud.region().finishJobs();
            boolean survives = !killed || durability == FlowDurabilityHint.MAX_SURVIVABILITY;
            jenkins.runRemotely(SecretsAfterCrashTest::waitForTheEnd, survives);
            assertNothingFound();
            jenkins.stopJenkins();
            assertNothingFound();

            Path planted = jenkins.getHome().toPath().resolve("planted");
            Files.writeString(planted, JenkinsScene.PASSWORD);
            assertThat(DiskSearch.find(jenkins.getHome().toPath(), JenkinsScene.PASSWORD), hasSize(1));
        }
    }

    private static void submit(JenkinsRule rule, String endpoint, FlowDurabilityHint durability) throws Exception {
        ExtensionList.lookupSingleton(GlobalDefaultFlowDurabilityLevel.DescriptorImpl.class)
                .setDurabilityHint(durability);
        JenkinsScene.configure(endpoint);
        for (FrontEnd frontEnd : FrontEnd.values()) {
            String server = frontEnd == FrontEnd.PIPELINE ? Region.SERVER : OTHER_SERVER;
            OsChangeParameters asked = new OsChangeParameters(server, Region.IMAGE);
            asked.setPollSeconds(1);
            asked.setKeyCredentialId("user-and-password");
            asked.setUserDataCredentialId("user-data");
            Run<?, ?> run = frontEnd.start(rule.jenkins, asked);
            rule.waitForMessage("Cloud job: INIT", run);
        }
    }

    private static void waitForTheEnd(JenkinsRule rule, boolean survives) throws Exception {
        for (TopLevelItem item : rule.jenkins.getItems()) {
            if (item instanceof WorkflowJob job) {
                rule.assertBuildStatus(
                        survives ? Result.SUCCESS : Result.FAILURE, rule.waitForCompletion(job.getLastBuild()));
            }
        }
    }

    private void assertNothingFound() throws Exception {
        for (String secret : new String[] {JenkinsScene.PASSWORD, JenkinsScene.SECRET_KEY, JenkinsScene.TOKEN_VALUE}) {
            assertThat(secret, DiskSearch.find(jenkins.getHome().toPath(), secret), empty());
        }
    }
}
