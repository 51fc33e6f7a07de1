package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChangeOsBodyTest {

    private static final String IMAGE = "e215580f-73ad-429d-b6f2-5433947433b0";
    private static final String USER = "7e25b1da389f4697a79df3a0e5bd494e";

    @Test
    void writesTheDocumentedPasswordRequest() {
        var body = new ChangeOsBody(IMAGE, null, USER, new SecretText("1qazXSW@"), "withStopServer", false, null);
        assertJson(
                "{'os-change':{'adminpass':'1qazXSW@','userid':'" + USER + "','imageid':'" + IMAGE
                        + "','mode':'withStopServer'}}",
                body);
    }

    @Test
    void writesTheDocumentedKeyPairRequest() {
        var body = new ChangeOsBody(IMAGE, "KeyPair-350b", USER, null, null, false, null);
        assertJson("{'os-change':{'keyname':'KeyPair-350b','userid':'" + USER + "','imageid':'" + IMAGE + "'}}", body);
    }

    @Test
    void encodesUserDataAndSendsFlagsAsText() {
        var script = new SecretText("#!/bin/bash\necho user_test > /home/user.txt");
        var body = new ChangeOsBody(IMAGE, null, null, null, null, true, script);
        assertJson(
                "{'os-change':{'imageid':'" + IMAGE + "','metadata':{'BYOL':'true',"
                        + "'user_data':'IyEvYmluL2Jhc2gKZWNobyB1c2VyX3Rlc3QgPiAvaG9tZS91c2VyLnR4dA=='}}}",
                body);
    }

    @Test
    void refusesTwoLogins() {
        SecretText password = new SecretText("1qazXSW@");
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChangeOsBody(IMAGE, "key", USER, password, null, false, null));
    }

    @Test
    void neverPrintsItsSecrets() {
        var body = new ChangeOsBody(
                IMAGE, null, null, new SecretText("1qazXSW@"), null, false, new SecretText("token: abc"));
        assertFalse(body.toString().contains("1qaz") || body.toString().contains("abc"), body.toString());
    }

    private static void assertJson(String expected, ChangeOsBody body) {
        assertEquals(expected.replace('\'', '"'), new String(body.toJson(), StandardCharsets.UTF_8));
    }
}
