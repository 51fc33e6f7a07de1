package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** As whom a change logs in, and what it says where that is the wrong user. */
class LoginAsUserTest {

    @AutoClose
    private final LoginRig login = new LoginRig();

    private final Rig rig = login.rig;
    private final SimulatedSsh ssh = login.ssh;

    @Test
    void saysWhichUsersThereAreWhenAKeyIsRefused() throws GeneralSecurityException {
        rig.proof = new Proof.WithKey("admin", login.key);

        OsChange change = rig.run(login.request().pollSeconds(1));

        login.changedButNotReady(change, "refused the login as admin (accepted: ", "root (Huawei Cloud), linux");
        assertThat(ssh.count("user admin with key"), lessThanOrEqualTo(61L)); // no more than every ten seconds
        assertThat(ssh.count("user admin with key"), greaterThanOrEqualTo(50L));
    }

    @Test
    void saysWhichUserTheImageNames() {
        rig.cloud.region().image(Region.IMAGE).put("__image_login_user", "linux");
        rig.proof = new Proof.WithKey("admin", login.key);

        login.changedButNotReady(rig.run(login.request()), "The image lets user linux in");
    }

    @Test
    void usesTheUserThatTheImageNamesWhereNoneIsGiven() {
        rig.cloud.region().image(Region.IMAGE).put("__image_login_user", "linux");
        ssh.user("linux");
        rig.proof = new Proof.WithKey(null, login.key);

        assertEquals(State.SUCCEEDED, rig.run(login.request()).state(), rig.log());
        assertThat(ssh.events(), hasItem("user linux with key"));
    }

    @Test
    void endsAtOnceWhereTheNewSystemNamesTheUserItself() {
        ssh.user("ubuntu");

        OsChange change = rig.run(login.request());

        login.changedButNotReady(change, "login as root is disabled: the new system accepts user ubuntu");
        assertEquals(1, ssh.count("connected"));
    }
}
