package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.ConfigurationException.Field;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets as they come out of clipboards and files. */
class PastedSecretsTest {

    private static final String ID = SimulatedCloud.ACCESS_KEY.id();
    private static final String SECRET = SimulatedCloud.ACCESS_KEY.secret().reveal();

    @AutoClose
    private final SignInRig rig = new SignInRig();

    private final TestClock clock = rig.clock;
    private final SimulatedCloud cloud = rig.cloud;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " ", "\t", "\u00a0", "\u200b", "\ufeff", "\u2060", "\u2003", " \u200b\n"})
    void leavesOutWhatCannotBeSeenAtTheEnds(String unseen) throws CloudException {
        AccessKey key = new AccessKey(unseen + ID + unseen, new SecretText(unseen + SECRET + unseen), null);
        assertEquals(
                "web-1", rig.signing(key, SignInRig.BY_ID).server(Region.SERVER).name());
    }

    @Test
    void repeatsNoneOfItsOwnSecretsThatAnErrorRepeats() throws CloudException {
        EcsClient client = rig.withPassword(SignInRig.user(Identity.PASSWORD), SignInRig.BY_ID);
        client.server(Region.SERVER);
        List<SecretText> secrets = client.secrets();
        assertEquals(2, secrets.size(), "password and token");
        for (SecretText secret : secrets) {
            cloud.faults().answer("GET", "/cloudservers/", 400, "Ecs.0005", "x".repeat(490) + secret.reveal());
            RefusedException e = assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
            assertFalse(e.getMessage().contains(secret.reveal().substring(0, 5)), e.getMessage());
            assertTrue(e.getMessage().endsWith("x****"), e.getMessage());
        }
    }

    @Test
    void takesAnEmptySecurityTokenForNone() {
        assertNull(new AccessKey(ID, new SecretText(SECRET), new SecretText("\n")).securityToken());
        assertEquals(
                "token",
                new AccessKey(ID, new SecretText(SECRET), new SecretText("token\n"))
                        .securityToken()
                        .reveal());
    }

    @ParameterizedTest
    @CsvSource({
        "'', SK, , ACCESS_KEY_ID, the access key ID is empty",
        "'\u200b', SK, , ACCESS_KEY_ID, the access key ID is empty",
        "'AK\u00a0EXAMPLE', SK, , ACCESS_KEY_ID, 'the access key ID holds U+00A0 as character 3, which cannot be part"
                + " of one'",
        "AK, '', , SECRET_ACCESS_KEY, the secret access key is empty",
        "AK, 'S3cr\u200bet', , SECRET_ACCESS_KEY, 'the secret access key holds U+200B as character 5, which cannot be"
                + " part of one'",
        "AK, 'S3cr et', , SECRET_ACCESS_KEY, 'the secret access key holds U+0020 as character 5, which cannot be part"
                + " of one'",
        "AK, SK, 'S3crét', SECURITY_TOKEN, 'the security token holds U+00E9 as character 5, which cannot be part of"
                + " one'",
    })
    void namesTheFieldThatCannotBeUsed(String id, String secret, String token, Field field, String message) {
        AccessKey key = new AccessKey(id, new SecretText(secret), token == null ? null : new SecretText(token));

        ConfigurationException problem = assertThrows(
                ConfigurationException.class,
                () -> rig.signing(key, SignInRig.BY_ID)
                        .changeOs(Region.SERVER, new ChangeOsBody(Region.IMAGE, null, null, null, null, false, null)));

        assertEquals(field, problem.field());
        assertEquals(message, problem.getMessage());
        assertEquals(FailureClass.NOT_SIGNED_IN, problem.kind());
        assertFalse(printed(problem).contains("S3cr"), "no secret");
        assertEquals(0, cloud.requestCount());
    }

    @ParameterizedTest
    @CsvSource({"'', jenkins, secret, ACCOUNT_NAME", "d, '\u00a0', secret, USER_NAME", "d, jenkins, '\n', PASSWORD"})
    void namesWhatIsMissingOfAUser(String domain, String name, String password, Field field) {
        ConfigurationException problem = assertThrows(
                ConfigurationException.class,
                () -> rig.withPassword(new IamUser(domain, name, new SecretText(password)), SignInRig.BY_ID)
                        .server(Region.SERVER));
        assertEquals(field, problem.field());
        assertEquals(0, cloud.requestCount());
    }

    @Test
    void signsInWithNamesAndAPasswordThatEndWithALineBreak() throws CloudException {
        IamUser user = new IamUser(
                Identity.DOMAIN + "\n", "\u200b" + Identity.USER_NAME, new SecretText(Identity.PASSWORD + "\r\n"));
        assertEquals(
                "web-1",
                rig.withPassword(user, SignInRig.BY_ID).server(Region.SERVER).name());
    }

    @Test
    void keepsTheSpacesOfAPassword() {
        assertEquals(
                " a b ",
                new IamUser("d", "n", new SecretText("\ufeff a b \n"))
                        .password()
                        .reveal());
    }

    @Test
    void namesAProjectIdThatNoHeaderCanCarry() {
        EcsClient client = Clients.of(
                cloud.endpoint(),
                Project.withId("5fa3\u00a0b7"),
                new RequestSigner(SimulatedCloud.ACCESS_KEY, clock),
                clock,
                new OkHttpClient());
        ConfigurationException problem = assertThrows(ConfigurationException.class, () -> client.server(Region.SERVER));
        assertEquals(Field.PROJECT, problem.field());
    }

    @Test
    void neverPrintsAHeaderThatTheHttpLibraryDoesNotLike() {
        OkHttpClient quarrelsome = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new IllegalArgumentException("Unexpected char 0x0a in X-Security-Token value: S3cret\n");
                })
                .build();

        NoAnswerException problem = assertThrows(
                NoAnswerException.class,
                () -> Clients.signing(cloud.endpoint(), clock, quarrelsome).server(Region.SERVER));

        assertEquals(FailureClass.NOT_SENT, problem.kind());
        assertTrue(problem.getMessage().endsWith("java.lang.IllegalArgumentException"), problem.getMessage());
        assertFalse(printed(problem).contains("S3cret"));
    }

    private static String printed(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
