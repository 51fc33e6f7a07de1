package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.ChangePermission;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who may have which servers changed. */
class WhoMayTest extends WithScene {

    @ParameterizedTest
    @EnumSource
    void changesForNobodyWithoutThePermissionWhereItIsRequired(FrontEnd frontEnd) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .to("builder", "operator")
                .grant(ChangePermission.CHANGE_OS)
                .everywhere()
                .to("operator")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        EcsSites.get().setPermissionRequired(true);
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, JenkinsScene.parameters());

        assertRefused(
                build(job, new Cause.UserIdCause("builder")), "‘builder’ does not have the permission ECS/ChangeOs");
        assertRefused(build(job, new Cause.UserIdCause("nobody-knows")), "‘nobody-knows’ does not have the permission");
        assertRefused(build(job, new Cause.RemoteCause("somewhere", "a timer")), "nobody is known to have started");
        Run<?, ?> upstream =
                build(frontEnd.job(jenkins.jenkins, JenkinsScene.parameters()), new Cause.UserIdCause("builder"));
        assertRefused(build(job, new Cause.UpstreamCause(upstream)), "‘builder’ does not have the permission");
        jenkins.assertBuildStatusSuccess(build(job, new Cause.UserIdCause("operator")));
        stopped();
        jenkins.assertBuildStatusSuccess(build(job, new Cause.UserIdCause("admin")));

        EcsSites.get().setPermissionRequired(false);
        stopped();
        jenkins.assertBuildStatusSuccess(build(job, new Cause.UserIdCause("builder")));
    }

    @ParameterizedTest
    @EnumSource
    void doesNotChangeTheServerThatJenkinsRunsOn(FrontEnd frontEnd) throws Exception {
        String own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse(null);
        assumeTrue(own != null, "this machine has an address");
        var addresses = scene.cloud.region().at(Region.SERVER).json().putObject("addresses");
        addresses.putArray("vpc").addObject().put("addr", own).put("version", "4");

        assertRefused(
                frontEnd.run(jenkins, JenkinsScene.parameters()),
                "the server has the address " + own + " of Jenkins itself");

        scene.site().setOwnServersAllowed(true);
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, JenkinsScene.parameters()));
    }

    /** The lever of the guardrail is the item, not its name. */
    @Test
    void followsFoldersThatAreMovedOrDeleted() throws Exception {
        Folder team = jenkins.createProject(Folder.class, "team");
        Folder other = jenkins.createProject(Folder.class, "other");
        team.createProject(Folder.class, "servers");
        scene.site().setAllowedItems("team/servers\nteam-2");

        team.renameTo("group");
        assertEquals("group/servers\nteam-2", scene.site().getAllowedItems());
        Items.move(team, other);
        assertEquals("other/group/servers\nteam-2", scene.site().getAllowedItems());
        Folder impostor = jenkins.createProject(Folder.class, "team").createProject(Folder.class, "servers");
        OsChangeParameters asked = JenkinsScene.parameters();
        assertRefused(FrontEnd.PIPELINE.run(impostor, asked), "may use none of the configured ECS sites");

        other.delete();
        assertThat(scene.site().getAllowedItems(), containsString("# other/group/servers"));
        Folder again = jenkins.createProject(Folder.class, "other")
                .createProject(Folder.class, "group")
                .createProject(Folder.class, "servers");
        assertRefused(FrontEnd.PIPELINE.run(again, asked), "may use none of the configured ECS sites");
    }

    @ParameterizedTest
    @EnumSource
    void warnsWhereABuildChangesAServerAgain(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);
        Run<?, ?> once = frontEnd.run(jenkins, asked);
        jenkins.assertLogNotContains("once more", once);
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, asked);
        if (frontEnd == FrontEnd.FREESTYLE) {
            ((hudson.model.FreeStyleProject) job)
                    .getBuildersList()
                    .add(new io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder(asked));
        } else {
            var pipeline = (org.jenkinsci.plugins.workflow.job.WorkflowJob) job;
            String script =
                    ((org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition) pipeline.getDefinition()).getScript();
            pipeline.setDefinition(
                    new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition(script + "\n" + script, true));
        }
        Run<?, ?> twice = build(job, new Cause.UserIdCause("alice"));
        jenkins.assertBuildStatusSuccess(twice);
        jenkins.assertLogContains(
                "tried to change, the OS of server " + Region.SERVER + "; it will be changed once more", twice);
    }

    /** Names of servers and images, and what a cloud says of its jobs, stand in one line and move nothing. */
    @ParameterizedTest
    @EnumSource
    void showsNoTextOfTheCloudThatForgesALine(FrontEnd frontEnd) throws Exception {
        String forged = "x\u001b[8mha:AAAA\u001b[0m\r\nFinished: SUCCESS\u202e";
        scene.cloud.region().at(Region.SERVER).json().put("name", forged);
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.1", forged);

        Run<?, ?> run = frontEnd.run(jenkins, JenkinsScene.parameters());

        jenkins.assertBuildStatus(Result.FAILURE, run);
        List<String> lines = JenkinsRule.getLog(run).lines().toList();
        assertEquals(
                0,
                lines.stream().filter(line -> line.equals("Finished: SUCCESS")).count());
        assertThat(JenkinsRule.getLog(run), not(containsString("\u202e")));
        assertThat(JenkinsRule.getLog(run), containsString("x [8mha:AAAA [0m Finished: SUCCESS"));
    }

    private void stopped() {
        scene.cloud.region().at(Region.SERVER).json().put("status", "SHUTOFF");
    }

    private static Run<?, ?> build(Job<?, ?> job, Cause cause) throws Exception {
        return (Run<?, ?>) ((ParameterizedJobMixIn.ParameterizedJob<?, ?>) job)
                .scheduleBuild2(0, new CauseAction(cause))
                .get();
    }

    private void assertRefused(Run<?, ?> run, String words) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(words, run);
        jenkins.assertLogNotContains("\tat ", run);
    }
}
