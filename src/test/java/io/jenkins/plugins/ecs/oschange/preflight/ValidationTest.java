package io.jenkins.plugins.ecs.oschange.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

    @ParameterizedTest
    @ValueSource(strings = {"1qazXSW@", "Abcdefgh1", "ABCDEFG1#", "abc123!@$%^-_=+[{}]:,./?~"})
    void acceptsPasswordsOfThreeClasses(String password) {
        assertNull(Validation.password(new SecretText(password)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1qazXS@", "abcdefgh1", "ABCDEFGH", "Abcdefgh1Abcdefgh1Abcdefgh1", "1qazXSW@ ", "1qazXSWü@"})
    void refusesOtherPasswordsAndNeverRepeatsThem(String password) {
        String problem = Validation.password(new SecretText(password));
        assertNotNull(problem);
        assertTrue(password.isEmpty() || !problem.contains(password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"616fb98f-46ca-475e-917e-2563e5a8cd19", " 616FB98F-46CA-475E-917E-2563E5A8CD19 "})
    void acceptsServerIds(String id) {
        assertNull(Validation.serverId(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "616fb98f46ca475e917e2563e5a8cd19",
                "616fb98f-46ca-475e-917e-2563e5a8cd19/../x",
                "${SERVER}"
            })
    void refusesOtherServerIds(String id) {
        assertNotNull(Validation.serverId(id));
        assertNotNull(Validation.imageId(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                " web-1.example. ",
                "a_b",
                "::1",
                "2001:db8::17",
                "::ffff:10.0.0.1",
                "fe80::1%eth0",
                ""
            })
    void acceptsHostsToLogInTo(String host) {
        assertNull(Validation.loginHost(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1:22",
                "web:22",
                "1234:22",
                "[::1]",
                "a..b",
                ".a",
                "10.0.0.1%lo",
                "root@web",
                "-oX",
                "a b",
                ":",
                "a\nb"
            })
    void refusesOtherHostsToLogInTo(String host) {
        assertNotNull(Validation.loginHost(host));
    }

    @Test
    void boundsTimes() {
        assertNull(Validation.timeoutMinutes(30));
        assertNotNull(Validation.timeoutMinutes(0));
        assertNotNull(Validation.timeoutMinutes(1441));
        assertNull(Validation.pollSeconds(10));
        assertNotNull(Validation.pollSeconds(0));
        assertNotNull(Validation.pollSeconds(601));
    }

    @Test
    void knowsTheFormOfProjectAndUserIds() {
        assertNull(Validation.projectId("5fa3a0b7c1d24e0fb3c1d6a1e2f30415"));
        assertNotNull(Validation.projectId("eu-de"));
        assertNull(Validation.userId("7e25b1da389f4697a79df3a0e5bd494e"));
        assertNotNull(Validation.userId("admin"));
    }

    @Test
    void givesAdviceForGatewayCodesOfBothClouds() {
        assertEquals(Texts.advice("APIG.0301"), Texts.advice("APIGW.0301"));
        assertTrue(Texts.advice("APIGW.0301").contains("clock"));
        assertTrue(Texts.advice("Ecs.9999").contains("error table"));
        assertTrue(Texts.advice(null).contains("request ID"));
    }
}
