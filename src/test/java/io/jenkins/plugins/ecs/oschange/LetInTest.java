package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.simulator.Door;
import io.jenkins.plugins.ecs.simulator.LoginShell;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it means to be let in, or only half: servers that run no command, that want more than a key, or that let in whoever comes. */
class LetInTest {

    @AutoClose
    private final LoginRig login = new LoginRig();

    private final Rig rig = login.rig;
    private final SimulatedSsh ssh = login.ssh;

    @ParameterizedTest
    @CsvSource({
        "NOLOGIN, (This account is currently not available.)",
        "EXPIRED, (Password change required but no TTY available.)",
        "FALSE, (-)",
        "NO_EXEC, (-)",
        "NO_SESSION, ("
    })
    void isEnoughWhereNoCommandCanBeRun(LoginShell shell, String said) {
        ssh.shell(shell);

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        String words = login.address() + " accepts the login as root, but no command can be run " + said;
        assertThat(rig.log(), containsString("Warning: " + words));
        assertThat(rig.log(), containsString("Login as root on " + login.address() + " succeeded ("));
        assertEquals("root", change.record().login().user());
        assertNull(change.record().login().cloudInit(), "nobody could ask for it");
        assertEquals(4, ssh.count("connected"), "three looks, and one with a key that nobody knows");
    }

    @Test
    void isAskedForCloudInitOnceCommandsCanBeRun() {
        ssh.shell(LoginShell.NOLOGIN);
        OsChange change = new OsChange("test", login.request());
        rig.driveUntil(change, State.LOGGING_IN);
        while (ssh.count("user root with key") == 0) {
            change.advance(rig).ifPresent(rig.clock::pass);
        }
        ssh.shell(LoginShell.USUAL);

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("succeeded; cloud-init: done"));
        assertThat(rig.log(), not(containsString("Warning")));
    }

    @Test
    void isNotEnoughWhereTheServerWantsAPasswordAsWell() {
        ssh.door(Door.KEY_AND_PASSWORD);

        OsChange change = rig.run(login.request());

        login.changedButNotReady(
                change, login.address() + " accepts the key of root, but also requires: password. Jenkins logs in");
        assertNull(change.record().login().user());
        assertThat(change.failure().message(), not(containsString("refused")));
    }

    @Test
    void saysWhatTheServerTakesInsteadOfKeys() {
        ssh.door(Door.PASSWORD_OR_QUESTION);

        login.changedButNotReady(
                rig.run(login.request()),
                login.address() + " does not accept SSH keys (accepted: password, keyboard-interactive)");
        assertThat(ssh.events(), not(hasItem("user root with key")));
    }

    @Test
    void provesNothingWhereWhoeverComesIsLetIn() {
        ssh.door(Door.OPEN);

        OsChange change = rig.run(login.request());

        login.changedButNotReady(
                change,
                "could not be confirmed within 10 minutes that the new system accepts logins",
                login.address() + " accepts logins as root without key or password, so it may be another machine");
        assertNull(change.record().login().user());
        assertThat(ssh.events(), not(hasItem("asked")));
    }

    @ParameterizedTest
    @CsvSource({"ABSENT, USUAL", "GARBAGE, USUAL", "DONE, NOLOGIN", "DONE, NO_EXEC"})
    void provesNothingWhereEveryKeyIsLetInAndCloudInitDoesNotAnswer(String cloudInit, LoginShell shell) {
        ssh.door(Door.EVERY_KEY).shell(shell).cloudInit(cloudInit);

        OsChange change = rig.run(login.request());

        login.changedButNotReady(
                change, login.address() + " accepts logins as root with any key, so it may be another machine");
        assertNull(change.record().login().user());
        assertNull(change.record().login().cloudInit());
    }

    @ParameterizedTest
    @CsvSource({"nothing listens, reach", "it refuses the key, enter", "cloud-init goes on, ready"})
    void saysWhatToCheckByHowFarItCame(String scene, String advice) {
        ChangeRequest request = login.request(2);
        switch (advice) {
            case "reach" -> request.loginWait(new LoginWait("127.0.0.1", 1, 2));
            case "enter" -> ssh.door(Door.PASSWORD_OR_QUESTION);
            default -> ssh.cloudInitTakes(Duration.ofDays(1));
        }

        OsChange change = rig.run(request);

        login.changedButNotReady(change, "within 2 minutes");
        assertThat(scene, change.failure().message(), endsWith(". " + Texts.text("advice.login." + advice, "1")));
    }
}
