package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Computer;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Slave;
import hudson.slaves.DumbSlave;
import hudson.slaves.SlaveComputer;
import hudson.tasks.BuildTrigger;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.ChangePermission;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.File;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.triggers.ReverseBuildTrigger;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who may have which servers changed. */
class WhoMayTest extends SharedScene {

    private static void requireThePermission() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(
                        Jenkins.READ,
                        Item.READ,
                        Item.BUILD,
                        Item.CONFIGURE,
                        Computer.BUILD,
                        CredentialsProvider.USE_ITEM)
                .everywhere()
                .to("builder", "operator")
                .grant(ChangePermission.CHANGE_OS)
                .everywhere()
                .to("operator")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        EcsSites.get().setPermissionRequired(true);
    }

    @AfterEach
    void runAsNobody() {
        RunAs.nobody();
    }

    @ParameterizedTest
    @EnumSource
    void changesForNobodyWithoutThePermissionWhereItIsRequired(FrontEnd frontEnd) throws Exception {
        requireThePermission();
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

    /** Whoever configures a job cannot have it change servers by somebody else's click, nor anybody by a job of somebody else. */
    @ParameterizedTest
    @EnumSource
    void asksForThePermissionOfTheUserThatABuildRunsAs(FrontEnd frontEnd) throws Exception {
        requireThePermission();
        OsChangeParameters dryRun = JenkinsScene.parameters();
        dryRun.setDryRun(true);
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, dryRun);

        RunAs.allBuilds("builder");
        assertRefused(build(job, by("operator")), "‘builder’ does not have the permission ECS/ChangeOs");
        assertEquals(0, scene.cloud.requests().size());

        RunAs.nobody();
        RunAs.allBuilds("operator");
        assertRefused(build(job, by("builder")), "‘builder’ does not have the permission ECS/ChangeOs");
        jenkins.assertBuildStatusSuccess(build(job, by("operator")));
        jenkins.assertBuildStatusSuccess(build(job, new Cause.RemoteCause("somewhere", "a timer")));
    }

    /** Whoever configures a job chooses what starts it, and so borrows nothing of whoever starts that. */
    @ParameterizedTest
    @EnumSource
    void lendsNoPermissionToAJobThatStartsItselfAfterABuild(FrontEnd frontEnd) throws Exception {
        requireThePermission();
        FreeStyleProject others = jenkins.createFreeStyleProject();
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, JenkinsScene.parameters());
        ReverseBuildTrigger trigger = new ReverseBuildTrigger(others.getFullName(), Result.SUCCESS);
        if (job instanceof WorkflowJob pipeline) {
            pipeline.addTrigger(trigger);
        } else {
            ((FreeStyleProject) job).addTrigger(trigger);
        }
        trigger.start(job, true);
        jenkins.jenkins.rebuildDependencyGraph();

        build(others, by("operator"));
        jenkins.waitUntilNoActivity();

        assertRefused(job.getBuildByNumber(1), "nobody is known to have started this build");
        assertEquals(0, scene.cloud.requests().size());
        RunAs.allBuilds("operator");
        jenkins.assertBuildStatusSuccess(build(job, new Cause.UpstreamCause(others.getLastBuild())));
    }

    /** A job that is configured to start another one starts it for whoever started itself; that holds for each link of a chain. */
    @ParameterizedTest
    @EnumSource
    void lendsThePermissionToTheJobsThatABuildStarts(FrontEnd frontEnd) throws Exception {
        requireThePermission();
        OsChangeParameters dryRun = JenkinsScene.parameters();
        dryRun.setDryRun(true);
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, dryRun);
        FreeStyleProject before = jenkins.createFreeStyleProject();
        FreeStyleProject first = jenkins.createFreeStyleProject();
        before.getPublishersList().add(new BuildTrigger(job.getFullName(), Result.SUCCESS));
        jenkins.jenkins.rebuildDependencyGraph();

        build(before, by("operator"));
        jenkins.waitUntilNoActivity();
        jenkins.assertBuildStatusSuccess(job.getBuildByNumber(1));

        build(before, by("builder"));
        jenkins.waitUntilNoActivity();
        assertRefused(job.getBuildByNumber(2), "‘builder’ does not have the permission");

        build(before, new Cause.UpstreamCause(build(first, by("operator"))));
        jenkins.waitUntilNoActivity();
        assertRefused(job.getBuildByNumber(3), "nobody is known to have started this build");
    }

    @ParameterizedTest
    @EnumSource
    void lendsThePermissionThroughTheBuildStepOnly(FrontEnd frontEnd) throws Exception {
        requireThePermission();
        OsChangeParameters dryRun = JenkinsScene.parameters();
        dryRun.setDryRun(true);
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, dryRun);
        WorkflowJob second = pipeline("build job: '/" + job.getFullName() + "', propagate: false");
        WorkflowJob first = pipeline("build job: '/" + second.getFullName() + "'");

        build(first, by("operator"));
        jenkins.assertBuildStatusSuccess(job.getBuildByNumber(1));
        build(first, by("builder"));
        assertRefused(job.getBuildByNumber(2), "‘builder’ does not have the permission");
        build(second, new Cause.UpstreamCause(build(jenkins.createFreeStyleProject(), by("operator"))));
        assertRefused(job.getBuildByNumber(3), "nobody is known to have started this build");
    }

    private static WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** What is forbidden while a change waits, here for its server to stop, is not done. */
    @ParameterizedTest
    @EnumSource
    void asksAgainRightBeforeItSends(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        scene.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setStopFirst(true);
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, asked);
        jenkins.waitForMessage("Stopping the server", run);

        requireThePermission();
        scene.cloud.jobsTake(Duration.ofSeconds(1));
        scene.cloud.region().finishJobs();

        assertRefused(jenkins.waitForCompletion(run), "nobody is known to have started this build");
        assertEquals(0, scene.cloud.changeRequests());
    }

    @ParameterizedTest
    @EnumSource
    void doesNotChangeTheServerThatJenkinsRunsOn(FrontEnd frontEnd) throws Exception {
        String own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(address -> address.getHostAddress().replaceFirst("%.*", "")) // no cloud knows the scope
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

    @ParameterizedTest
    @EnumSource
    void doesNotChangeTheServerOfAnAgentThatTheBuildUses(FrontEnd frontEnd) throws Exception {
        Agent agent = new Agent("agent-" + frontEnd, "192.0.2.17");
        jenkins.jenkins.addNode(agent);
        jenkins.waitOnline(agent);
        var addresses = scene.cloud.region().at(Region.SERVER).json().putObject("addresses");
        addresses.putArray("vpc").addObject().put("addr", "192.0.2.17").put("version", "4");

        assertRefused(
                build(frontEnd.on(agent, frontEnd.job(jenkins.jenkins, JenkinsScene.parameters())), by("alice")),
                "the server has the address 192.0.2.17 of Jenkins itself");

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, JenkinsScene.parameters()));
    }

    /** An agent that says of itself that it is elsewhere; in truth it is a process of this machine. */
    private static final class Agent extends Slave {
        private static final long serialVersionUID = 1L;
        private final String address;

        Agent(String name, String address) throws Exception {
            super(name, new File(jenkins.jenkins.getRootDir(), name).getPath(), jenkins.createComputerLauncher(null));
            setLabelString(name);
            setMode(Mode.EXCLUSIVE);
            this.address = address;
        }

        @Override
        public SlaveComputer createComputer() {
            return new SlaveComputer(this) {
                @Override
                public String getHostName() {
                    return address;
                }
            };
        }

        @Override
        public SlaveDescriptor getDescriptor() {
            return (SlaveDescriptor) jenkins.jenkins.getDescriptorOrDie(DumbSlave.class);
        }
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
        asked.setStopFirst(true);
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

    /** Nor what people are called: our line stays one. */
    @ParameterizedTest
    @EnumSource
    void showsNoNameOfAUserThatForgesALine(FrontEnd frontEnd) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy());
        EcsSites.get().setPermissionRequired(true);
        Run<?, ?> run = build(
                frontEnd.job(jenkins.jenkins, JenkinsScene.parameters()), by("evil\n\u001b\u202eFinished: SUCCESS"));

        assertRefused(run, "‘evil Finished: SUCCESS’ does not have the permission");
    }

    private void stopped() {
        scene.cloud.region().at(Region.SERVER).json().put("status", "SHUTOFF");
    }

    private static Cause by(String user) {
        return new Cause.UserIdCause(user);
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
