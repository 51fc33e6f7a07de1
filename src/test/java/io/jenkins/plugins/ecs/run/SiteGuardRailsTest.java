package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.parameters.OsChangeParametersDescriptor;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSiteDescriptor;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.LogRecorder;

/** What an administrator forbids at a site is refused in both front ends before anything is sent, whatever the job says. */
class SiteGuardRailsTest extends SharedScene {

    private Folder team;

    @BeforeEach
    void start() throws Exception {
        team = jenkins.createProject(Folder.class, "team");
    }

    @ParameterizedTest
    @EnumSource
    void changesOnlyServersWithTheTag(FrontEnd frontEnd) throws Exception {
        scene.site().setServerTag("jenkins=yes");
        assertRefused(frontEnd.run(jenkins, JenkinsScene.parameters()), "guardrail “server tag” of site ‘simulated’");

        scene.cloud.region().at(Region.SERVER).json().putArray("tags").add("jenkins=yes");
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, JenkinsScene.parameters()));
    }

    @ParameterizedTest
    @EnumSource
    void usesOnlyImagesOfTheList(FrontEnd frontEnd) throws Exception {
        scene.site().setAllowedImages("Hardened_*\n\n  " + Region.OLD_IMAGE + " \n");
        assertRefused(frontEnd.run(jenkins, JenkinsScene.parameters()), "guardrail “allowed images”");

        scene.site().setAllowedImages("Hardened_*\nStandard_*");
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, JenkinsScene.parameters()));
    }

    @ParameterizedTest
    @EnumSource
    void letsOnlyJobsOfTheListUseTheSite(FrontEnd frontEnd) throws Exception {
        scene.site().setAllowedItems("tea\nteam/other\n");
        OsChangeParameters named = JenkinsScene.parameters();
        named.setSite("simulated");
        assertRefused(frontEnd.run(team, named), "may use none of the configured ECS sites");
        assertRefused(frontEnd.run(team, JenkinsScene.parameters()), "may use none of the configured ECS sites");

        scene.site().setAllowedItems("team");
        assertRefused(frontEnd.run(jenkins, named), "may use none of the configured ECS sites");
        jenkins.assertBuildStatusSuccess(frontEnd.run(team, named));
        jenkins.assertBuildStatusSuccess(frontEnd.run(team, stoppedAgain()));
    }

    /** Its name is not to be found out by trying. */
    @ParameterizedTest
    @EnumSource
    void saysTheSameOfASiteThatIsNotTheJobsAndOfOneThatIsNot(FrontEnd frontEnd) throws Exception {
        scene.site().setAllowedItems("team");
        EcsSite other = new EcsSite("other", "https://ecs.example.com", SimulatedCloud.PROJECT);
        EcsSites.get().setSites(List.of(scene.site(), other));
        OsChangeParameters named = JenkinsScene.parameters();
        OsChangeParametersDescriptor form = jenkins.jenkins.getDescriptorByType(OsChangeParametersDescriptor.class);
        for (String name : List.of("simulated", "none-such")) {
            named.setSite(name);
            String refusal = "there is no ECS site ‘" + name + "’ that this job may use; it may use: other.";
            Run<?, ?> run = frontEnd.run(jenkins, named);
            assertRefused(run, refusal);
            assertThat(form.doCheckSite(run.getParent(), name).getMessage(), containsString(Util.escape(refusal)));
        }
    }

    /** Whoever creates it would be allowed. */
    @Test
    void warnsOfALineThatNamesNothing() throws Exception {
        try (LogRecorder log = new LogRecorder()
                .record("io.jenkins.plugins.ecs.site.UnknownItems", Level.WARNING)
                .capture(10)) {
            scene.site().setAllowedItems("team\n# team/gone");
            EcsSites.get().setSites(List.of(scene.site()));
            assertEquals(List.of(), log.getMessages());
            scene.site().setAllowedItems("team\nteam/not-yet");
            EcsSites.get().setSites(List.of(scene.site()));
            assertEquals(1, log.getMessages().size());
            assertThat(log.getMessages().get(0), containsString("no item has the name team/not-yet."));
        }
        EcsSiteDescriptor form = jenkins.jenkins.getDescriptorByType(EcsSiteDescriptor.class);
        assertEquals(FormValidation.Kind.OK, form.doCheckAllowedItems("team\n# team/gone\n").kind);
        FormValidation warned = form.doCheckAllowedItems("team\nteam/not-yet");
        assertEquals(FormValidation.Kind.WARNING, warned.kind);
        assertThat(warned.getMessage(), containsString("team/not-yet"));
    }

    @ParameterizedTest
    @EnumSource
    void checksTheRulesInADryRunToo(FrontEnd frontEnd) throws Exception {
        scene.site().setServerTag("jenkins");
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);
        assertRefused(frontEnd.run(jenkins, asked), "guardrail “server tag”");
    }

    @ParameterizedTest
    @EnumSource
    void watchesAChangeToItsEndWhenTheSiteIsTakenAwayMeanwhile(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        Run<?, ?> run = frontEnd.start(team, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", run);

        scene.site().setAllowedItems("nobody");
        scene.cloud.region().finishJobs();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    void showsJobsOnlyTheSitesThatTheyMayUse() throws Exception {
        EcsSite other = new EcsSite("other", "https://ecs.example.com", SimulatedCloud.PROJECT);
        EcsSites.get().setSites(List.of(scene.site(), other));
        scene.site().setAllowedItems("team");
        Item inside = (Item) FrontEnd.PIPELINE.job(team, JenkinsScene.parameters());
        Item outside = (Item) FrontEnd.PIPELINE.job(jenkins.jenkins, JenkinsScene.parameters());

        assertThat(sites(inside), containsString("simulated"));
        assertThat(sites(outside), not(containsString("simulated")));
        assertThat(sites(outside), containsString("other"));
        assertThat(sites(null), containsString("simulated"));
    }

    private String sites(Item item) {
        ListBoxModel list = jenkins.jenkins
                .getDescriptorByType(OsChangeParametersDescriptor.class)
                .doFillSiteItems(item, null);
        return list.stream().map(option -> option.value).toList().toString();
    }

    private OsChangeParameters stoppedAgain() {
        scene.cloud.region().at(Region.SERVER).json().put("status", "SHUTOFF");
        return JenkinsScene.parameters();
    }

    private void assertRefused(Run<?, ?> run, String words) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(words, run);
        jenkins.assertLogNotContains("\tat ", run);
        assertEquals(0, scene.cloud.changeRequests());
    }
}
