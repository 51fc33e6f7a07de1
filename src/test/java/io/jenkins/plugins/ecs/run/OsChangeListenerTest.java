package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeStatus;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.TestExtension;

/** What listeners are told of the changes of all builds. */
class OsChangeListenerTest extends WithScene {

    private final LogRecorder audit =
            new LogRecorder().record("io.jenkins.plugins.ecs.audit", Level.INFO).capture(20);
    private final LogRecorder faults =
            new LogRecorder().record(OsChangeListener.class, Level.WARNING).capture(20);

    /** Is asked before {@link Told}. */
    @TestExtension
    public static final class Faulty extends OsChangeListener {
        private boolean fails;

        @Override
        public void onStopping(ReportedChange change) {
            fail(new IllegalStateException("a listener's own fault"));
        }

        @Override
        public void onSubmitted(ReportedChange change) {
            fail(new NoClassDefFoundError("a library that is not there"));
        }

        @Override
        public void onEnded(ReportedChange change) {
            fail(new StackOverflowError("a listener's own fault"));
        }

        private <T extends Throwable> void fail(T fault) throws T {
            if (fails) {
                throw fault;
            }
        }
    }

    @TestExtension
    public static final class Told extends OsChangeListener {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final List<ReportedChange> ended = new CopyOnWriteArrayList<>();

        @Override
        public void onStopping(ReportedChange change) {
            events.add("stopping " + change.getServerName());
        }

        @Override
        public void onSubmitted(ReportedChange change) {
            events.add("submitted job " + change.getJobId());
            assertNull(change.getStatus());
        }

        @Override
        public void onEnded(ReportedChange change) {
            events.add("ended " + change.getStatus());
            ended.add(change);
        }

        @Override
        public void onSettled(ReportedChange change) {
            events.add("settled " + change.getAftermath());
        }
    }

    private Told told;

    @BeforeEach
    void listen() {
        System.setProperty(DetachedChanges.class.getName() + ".seconds", "1");
        told = ExtensionList.lookupSingleton(Told.class);
    }

    @AfterEach
    void stop() {
        System.clearProperty(DetachedChanges.class.getName() + ".seconds");
        audit.close();
        faults.close();
    }

    private static OsChangeParameters ofRunningServer() {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setStopFirst(true);
        return asked;
    }

    private void runServer() {
        scene.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
    }

    @ParameterizedTest
    @EnumSource
    void isToldOfTheStopTheRequestAndTheEndOnce(FrontEnd frontEnd) throws Exception {
        runServer();

        Run<?, ?> run = frontEnd.run(jenkins, ofRunningServer());

        jenkins.assertBuildStatusSuccess(run);
        ChangeRecord change = RunChanges.in(run).records().get(0);
        assertEquals(List.of("stopping web-1", "submitted job " + change.job().id(), "ended SUCCESS"), told.events);
        ReportedChange ended = told.ended.get(0);
        assertSame(run, ended.getRun());
        assertEquals(change.id(), ended.getId());
        assertEquals("simulated", ended.getSite());
        assertEquals(Region.SERVER, ended.getServerId());
        assertEquals(Region.IMAGE, ended.getImageId());
        assertEquals("Standard_Ubuntu_22.04_latest", ended.getImageName());
        assertEquals(change.after().systemVolumeId(), ended.getSystemVolumeId());
        assertEquals(change.after().addresses(), ended.getAddresses());
        assertThat(faults.getMessages(), empty());
    }

    @ParameterizedTest
    @EnumSource
    void harmsNeitherTheChangeNorOtherListenersByItsFaults(FrontEnd frontEnd) throws Exception {
        runServer();
        ExtensionList.lookupSingleton(Faulty.class).fails = true;

        Run<?, ?> run = frontEnd.run(jenkins, ofRunningServer());

        jenkins.assertBuildStatusSuccess(run);
        assertEquals(1, scene.cloud.changeRequests());
        assertThat(told.events, hasSize(3));
        assertThat(audit.getMessages(), hasSize(3));
        assertThat(faults.getRecords(), hasSize(3));
        jenkins.assertLogNotContains("a listener's own fault", run);
    }

    @ParameterizedTest
    @EnumSource
    void isToldOfWhatChangedNothingToo(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);
        frontEnd.run(jenkins, asked);
        scene.cloud.region().at(Region.SERVER).json().put("locked", true);

        Run<?, ?> run = frontEnd.run(jenkins, JenkinsScene.parameters());

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertEquals(List.of("ended DRY_RUN", "ended NOTHING_CHANGED"), told.events);
        assertEquals(ChangeStatus.NOTHING_CHANGED, told.ended.get(1).getStatus());
        assertThat(told.ended.get(1).getMessage(), containsString("locked"));
        assertThat(told.ended.get(1).getMessage(), not(containsString("\n")));
    }

    /** Also where the end is read from disk, as after a restart, before it is seen what became of it. */
    @ParameterizedTest
    @EnumSource
    void isToldWhatBecomesOfAChangeThatItsBuildHasLetGoOf(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", run);
        frontEnd.abort(run);
        jenkins.waitForCompletion(run);
        ChangeRecord change = RunChanges.in(run).records().get(0);
        JenkinsScene.awaitEnd(change);
        scene.cloud.region().finishJobs();
        JenkinsScene.awaitLine("After the end of the step: OS of server web-1", run);
        awaitEvents(3);

        ChangeRecord loaded =
                KeptChange.read(KeptChange.file(run.getRootDir(), change.id())).record();
        ChangeEvents.saved(loaded, run);

        assertEquals(List.of("submitted job " + change.job().id(), "ended DETACHED", "settled CHANGED"), told.events);
    }

    private void awaitEvents(int number) {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (told.events.size() < number) {
                Thread.sleep(20);
            }
        });
    }
}
