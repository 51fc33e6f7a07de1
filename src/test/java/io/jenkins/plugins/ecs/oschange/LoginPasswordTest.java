package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Door;
import io.jenkins.plugins.ecs.simulator.LoginShell;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A password is sent only to a host key that the server’s console names; without any secret, the host key is all that is seen. */
class LoginPasswordTest {

    @AutoClose
    private final LoginRig login = new LoginRig();

    private final Rig rig = login.rig;
    private final SimulatedSsh ssh = login.ssh;

    @Test
    void staysAtTheHostKeyWithoutAPrivateKey() {
        rig.proof = Proof.NONE;
        ssh.cloudInitTakes(Duration.ofHours(1));

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(
                rig.log(),
                containsString("no login is attempted, because Jenkins has neither private key nor password"));
        assertThat(rig.log(), containsString("SSH responds on 127.0.0.1:" + ssh.port() + "; no login was attempted"));
        assertNull(change.record().login().user());
        assertEquals(
                "ecdsa-sha2-nistp256 " + ssh.fingerprint(),
                change.record().login().hostKey());
    }

    @Test
    void sendsAPasswordOnceTheConsoleShowsTheHostKey() {
        login.withPassword();

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("The server’s console shows the same host key"));
        assertThat(
                rig.log(), containsString("Login as root on 127.0.0.1:" + ssh.port() + " succeeded; cloud-init: done"));
        assertEquals(2, ssh.count("connected"), "one to see the key, one to log in");
        assertThat(rig.log(), not(containsString(LoginRig.PASSWORD)));
    }

    @Test
    void asksTheConsoleOfTheServerThatItFoundByName() {
        login.withPassword();
        ChangeRequest named = new ChangeRequest(null, null)
                .serverName("web-1")
                .imageName("Standard_Ubuntu*")
                .stopFirst(true)
                .loginWait(new LoginWait("127.0.0.1", ssh.port(), null));

        OsChange change = rig.run(named);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("The server’s console shows the same host key"));
    }

    @Test
    void sendsNoPasswordWhereTheConsoleMayNotBeRead() {
        login.withPassword();
        rig.cloud.permissions().deny(Call.CONSOLE);

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("Warning: the server’s console cannot be read (Pdp.0001"));
        assertThat(ssh.events(), not(hasItem("user root with password")));
        assertEquals(1, ssh.count("connected"));
        assertNull(change.record().login().user());
    }

    @Test
    void sendsNoPasswordWhereTheConsoleStaysSilent() {
        login.withPassword();
        ssh.withoutConsole();

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("console does not show the host key, so the password was not sent"));
        assertThat(ssh.events(), not(hasItem("user root with password")));
        assertThat(ssh.count("connected"), lessThanOrEqualTo(20L));
    }

    @Test
    void saysThatPasswordsAreNotTaken() {
        login.withPassword();
        ssh.door(Door.KEY);

        login.changedButNotReady(
                rig.run(login.request()), login.address() + " does not accept passwords by SSH (accepted: publickey)");
        assertThat(ssh.events(), not(hasItem("user root with password")));
    }

    @Test
    void answersTheQuestionForThePassword() {
        login.withPassword();
        ssh.door(Door.QUESTION);

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("Login as root on " + login.address() + " succeeded; cloud-init: done"));
        assertEquals(1, ssh.count("user root with password"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSWORD", "QUESTION", "PASSWORD_OR_QUESTION"})
    void givesAWrongPasswordOnceEachTime(Door door) {
        login.withPassword();
        rig.proof = new Proof.WithPassword("root", new SecretText("Sesame-open-2"), null);
        ssh.door(door);

        OsChange change = rig.run(login.request(1));

        login.changedButNotReady(change, "refused the login as root (accepted: ");
        assertEquals(ssh.count("connected") - 1, ssh.count("user root with password"), "but for the first look");
    }

    @Test
    void saysWhatIsAskedForInsteadOfThePassword() {
        login.withPassword();
        ssh.door(Door.CODE);

        login.changedButNotReady(
                rig.run(login.request()),
                login.address() + " asks root for something that Jenkins does not know: ‘Verification code:’");
        assertThat(ssh.events(), not(hasItem("user root with password")));
    }

    @Test
    void saysWhatIsRequiredBesideThePassword() {
        login.withPassword();
        ssh.door(Door.PASSWORD_AND_QUESTION);

        login.changedButNotReady(
                rig.run(login.request()),
                login.address() + " accepts the password of root, but also requires: keyboard-interactive");
    }

    @Test
    void isEnoughWhereNoCommandCanBeRun() {
        login.withPassword();
        ssh.shell(LoginShell.NOLOGIN);

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("Warning: " + login.address() + " accepts the login as root, but no"));
        assertEquals(4, ssh.count("connected"), "one to see the key, three to log in");
    }
}
