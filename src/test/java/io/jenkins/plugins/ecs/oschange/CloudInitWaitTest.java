package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Once somebody is let in, cloud-init tells when the new system is ready. */
class CloudInitWaitTest {

    @AutoClose
    private final LoginRig login = new LoginRig();

    private final Rig rig = login.rig;
    private final SimulatedSsh ssh = login.ssh;

    @ParameterizedTest
    @CsvSource({
        "DONE, done",
        "DEGRADED, empty cloud config",
        "DISABLED, cloud-init: disabled",
        "ABSENT, cloud-init: not installed",
        "PLAIN_DONE, cloud-init: done",
        "RESULT_DONE, cloud-init: done",
        "FINISHED, cloud-init: done",
        "GARBAGE, no command can be run (This account is not available.)"
    })
    void succeedsAndSaysHowCloudInitIs(String scene, String words) {
        ssh.cloudInit(scene);

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString(words));
        assertEquals(
                scene.equals("DEGRADED") || scene.equals("GARBAGE"), rig.log().contains("Warning"), rig.log());
        boolean doubtful = scene.equals("GARBAGE") || scene.equals("ABSENT");
        long looks = scene.equals("GARBAGE") ? 3 : 1;
        assertEquals(doubtful ? looks + 1 : looks, ssh.count("connected"), "looks; in doubt one with an unknown key");
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, Runparts: 1 failures",
        "ERROR_BUT_RUNNING, Runparts: 1 failures",
        "PLAIN_ERROR, Runparts: 1",
        "RESULT_ERROR, scripts failed"
    })
    void failsWithTheWordsOfCloudInitAndSaysThatTheOsIsChanged(String scene, String words) {
        ssh.cloudInit(scene);

        OsChange change = rig.run(login.request());

        login.changedButNotReady(change, "cloud-init failed: ", words, "/var/log/cloud-init-output.log");
        assertEquals("ERROR", change.record().login().cloudInit());
        assertThat(change.record().login().problems().toString(), containsString(words));
        assertEquals(1, ssh.count("connected"));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, cloud-init is running",
        "NOT_STARTED, cloud-init has not started",
        "FINISHED_LONG_AGO, cloud-init is running"
    })
    void saysWhatItWaitedForWhenItsTimeIsUp(String scene, String words) {
        ssh.cloudInit(scene);

        OsChange change = rig.run(login.request());

        login.changedButNotReady(change, "which accepts logins, was not ready within 10 minutes: " + words);
    }
}
