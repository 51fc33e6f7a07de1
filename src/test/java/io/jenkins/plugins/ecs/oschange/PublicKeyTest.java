package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.KeyPair;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.PublicKey;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key pair is found in the cloud by its public key. The fingerprints are those that ssh-keygen prints for the key. */
class PublicKeyTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFgv0RbOLDNXKjGXTIlxtzmhxJcDNJ+mCPiypZfLkHhb";
    private static final String SHA256 = "SHA256:R6v9/kJgtk8YRruMfVrzRCx3UM0Dy7e1CrV/zWIhIOM";
    private static final String MD5 = "bb:12:a1:b7:5c:34:6b:df:74:4c:db:e5:a8:b7:e6:91";

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        rig.login = new Login.WithPublicKey(KEY + " somebody@somewhere");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void hasTheFingerprintsThatOthersShow() {
        assertEquals(SHA256, new PublicKey(KEY).sha256Fingerprint());
        assertEquals(MD5, new PublicKey(KEY).md5Fingerprint());
    }

    @Test
    void isRecognisedByTheKeyWhateverItsComment() {
        PublicKey key = new PublicKey(KEY);
        assertTrue(key.isOf(new KeyPair("a", null, KEY + " Generated-by-Nova\n", null)));
        assertFalse(key.isOf(new KeyPair("a", SHA256, "ssh-rsa AAAAB3NzaC1yc2E Generated-by-Nova", null)));
    }

    @Test
    void isRecognisedByFingerprintWhereTheCloudHidesTheKey() {
        PublicKey key = new PublicKey(KEY);
        assertTrue(key.isOf(new KeyPair("a", MD5, null, null)));
        assertTrue(key.isOf(new KeyPair("a", SHA256, "", null)));
        assertFalse(key.isOf(new KeyPair("a", "15:b0:f8:b3:f9:48:63:71:cf:7b:5b:38:6d:44:2d:4a", null, null)));
        assertFalse(key.isOf(new KeyPair("a", null, null, null)));
    }

    @Test
    void becomesTheKeyPairAndItsOwner() {
        rig.cloud.region().keyPair().put("public_key", KEY + " Generated-by-Nova\n");

        OsChange change = rig.run(rig.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(Region.KEY_PAIR, rig.server().keyName());
        assertThat(rig.log(), containsString("key pair " + Region.KEY_PAIR + " of user " + SimulatedCloud.USER));
    }

    @Test
    void isRefusedWhereTheCloudDoesNotKnowIt() {
        OsChange change = rig.run(rig.request());
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString(SHA256));
        assertEquals(0, rig.cloud.changeRequests());
    }
}
