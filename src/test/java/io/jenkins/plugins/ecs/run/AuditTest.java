package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.LogRecorder;

/** Who destroyed which disk stands in a log of its own. */
class AuditTest extends SharedScene {

    private final LogRecorder log =
            new LogRecorder().record("io.jenkins.plugins.ecs.audit", Level.INFO).capture(10);

    @AfterEach
    void stop() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource
    void writesOneLineForEachChange(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("user-and-password");

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        assertThat(log.getMessages(), hasSize(2));
        String line = log.getMessages().get(0);
        assertThat(
                line,
                matchesPattern("OS change submitted: build=\"job-\\d+#1\" started=\".*\" as=\"SYSTEM\" "
                        + "site=\"simulated\" server=" + Region.SERVER + " image=" + Region.IMAGE
                        + " job=[0-9a-f]{32}"));
        assertThat(log.getMessages().get(1), startsWith("OS changed: build="));
        assertThat(log.getMessages().toString(), not(containsString(JenkinsScene.PASSWORD)));
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatWasStoppedAndRefusedButNoDryRun(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);
        frontEnd.run(jenkins, asked);
        assertThat(log.getMessages(), empty());
        scene.cloud.region().at(Region.SERVER).json().put("locked", true);
        frontEnd.run(jenkins, JenkinsScene.parameters());
        assertThat(log.getMessages(), hasSize(1));
        assertThat(log.getMessages().get(0), startsWith("OS change ended: build="));
        assertThat(log.getMessages().get(0), containsString("outcome=REFUSED reason=\"OS of server"));

        scene.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        asked.setDryRun(false);
        asked.setStopFirst(true);
        frontEnd.run(jenkins, asked);
        assertThat(log.getMessages(), hasSize(4));
        assertThat(log.getMessages().get(1), startsWith("Server stop requested: build="));
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatTheGuardrailsOrAMissingPermissionRefused(FrontEnd frontEnd) throws Exception {
        scene.site().setServerTag("jenkins=yes");
        frontEnd.run(jenkins, JenkinsScene.parameters());
        scene.site().setServerTag(null);
        EcsSites.get().setPermissionRequired(true);
        frontEnd.run(jenkins, JenkinsScene.parameters());

        assertThat(log.getMessages(), hasSize(2));
        assertThat(log.getMessages().get(0), matchesPattern(".* outcome=REFUSED reason=\".*guardrail “server tag”.*"));
        assertThat(log.getMessages().get(1), matchesPattern(".* outcome=REFUSED reason=\".*nobody is known to.*"));
    }

    /** Also where there is no site, so that no change is begun. */
    @ParameterizedTest
    @EnumSource
    void writesWhoWasRefusedASite(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setSite("none-such");
        frontEnd.run(jenkins, asked);
        scene.site().setAllowedItems("nobody");
        asked.setSite("simulated");
        frontEnd.run(jenkins, asked);

        assertThat(log.getMessages(), hasSize(2));
        assertThat(log.getMessages().get(0), startsWith("OS change refused: build="));
        assertThat(
                log.getMessages().get(0),
                containsString("site=\"none-such\" server=" + Region.SERVER + " image=" + Region.IMAGE
                        + " job=unknown outcome=REFUSED reason=\"site: there is no ECS site"));
        assertThat(log.getMessages().get(1), containsString("may use none of the configured ECS sites"));

        asked.setDryRun(true);
        frontEnd.run(jenkins, asked);
        assertThat(log.getMessages(), hasSize(2));
    }

    @ParameterizedTest
    @EnumSource
    void writesNothingOfAServerThatWasLeftAlone(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        scene.cloud.region().at(Region.SERVER).rebuiltFrom(asked.getImageId(), "Ubuntu", null);
        asked.setSkipIfCurrent(true);

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        assertThat(log.getMessages(), empty());
    }

    @ParameterizedTest
    @EnumSource
    void writesALineForAChangeWhoseReplyWasLost(FrontEnd frontEnd) throws Exception {
        scene.cloud.faults().loseReply("POST", "/changeos");
        frontEnd.run(jenkins, JenkinsScene.parameters());
        assertThat(log.getMessages(), hasSize(2));
        assertThat(log.getMessages().get(0), containsString("job=unknown"));
    }

    @Test
    void namesWhoStartedTheBuildThatStartedIt() throws Exception {
        FreeStyleProject first = jenkins.createFreeStyleProject("first");
        FreeStyleProject job = jenkins.createFreeStyleProject("audited");
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        FreeStyleBuild upstream =
                first.scheduleBuild2(0, new Cause.UserIdCause("alice")).get();

        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new Cause.UpstreamCause((Run<?, ?>) upstream)));

        assertThat(log.getMessages().get(0), containsString("started=\"build first#1 (user alice)\""));
        jenkins.assertBuildStatus(
                Result.FAILURE,
                job.scheduleBuild2(0, new Cause.UserIdCause(null)).get()); // the server runs now
        assertThat(log.getMessages().toString(), containsString("started=\"user anonymous\""));
    }

    @Test
    void namesWhoStartedTheBuildAndLetsNobodyForgeALine() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("audited");
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new Cause.UserIdCause("alice")));
        scene.cloud.region().at(Region.SERVER).json().put("status", "SHUTOFF");
        jenkins.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new Cause.RemoteCause("evil", "\nOS change submitted: x\" as=\"SYSTEM\u202e")));

        List<String> lines = log.getMessages();
        assertThat(lines.get(0), containsString("build=\"audited#1\" started=\"user alice\""));
        assertThat(lines.get(2), not(containsString("\n")));
        assertThat(lines.get(2), not(containsString("\u202e")));
        assertThat(lines.get(2), containsString("x\\\" as=\\\"SYSTEM"));
    }
}
