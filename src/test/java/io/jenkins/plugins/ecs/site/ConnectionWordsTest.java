package io.jenkins.plugins.ecs.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.util.FormValidation;
import hudson.util.FormValidation.Kind;
import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.cloud.TokenAuth;
import io.jenkins.plugins.ecs.oschange.MessageForm;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test of a site speaks of the kind of key it used, tries the guardrails, and says what it cannot know. */
class ConnectionWordsTest {

    private static final String NOBODYS = "0".repeat(32);
    private static final Pattern LINE = Pattern.compile("<li>(.*?)</li>");

    private final Clock clock = Clock.systemUTC();
    private final Locale before = Locale.getDefault();
    private SimulatedCloud cloud;

    /** How a connection fails, and what is said of it. */
    enum Scene {
        KEY_UNKNOWN(
                rig -> rig.key(new AccessKey("NOBODYSACCESSKEYID00", "secret"), SimulatedCloud.PROJECT),
                "does not accept the access key (APIGW.0301"),
        KEY_WRONG_SECRET(
                rig -> rig.key(new AccessKey(SimulatedCloud.ACCESS_KEY.id(), "wrong"), SimulatedCloud.PROJECT),
                "access key ID (AK) and secret access key (SK) of the credential, which may be swapped"),
        KEY_WRONG_PROJECT(
                rig -> rig.key(SimulatedCloud.ACCESS_KEY, NOBODYS),
                "accepts the access key, but not for this project (Ecs.0023"),
        KEY_NO_SUCH_PROJECT_NAME(
                rig -> rig.signing(SimulatedCloud.ACCESS_KEY, Project.named("nobodys")),
                "but not for this project (looking the project up"),
        KEY_EMPTY(
                rig -> rig.key(new AccessKey(SimulatedCloud.ACCESS_KEY.id(), " "), SimulatedCloud.PROJECT),
                "cannot be used (the secret access key is empty)"),
        USER_WRONG_PASSWORD(
                rig -> rig.user(Identity.DOMAIN, "wrong", Project.withId(SimulatedCloud.PROJECT)),
                "account name, user name or password, and does not say which"),
        USER_WRONG_DOMAIN(
                rig -> rig.user("other-domain", Identity.PASSWORD, Project.withId(SimulatedCloud.PROJECT)),
                "the account name is the domain name of the API"),
        USER_WRONG_PROJECT(
                rig -> rig.user(Identity.DOMAIN, Identity.PASSWORD, Project.withId(NOBODYS)),
                "IAM knows no such project for this user (signing in: IAM.0001"),
        USER_EXPIRED(
                rig -> {
                    rig.cloud.faults().answer("POST", "/v3/auth/tokens", 401, "IAM.0066", "The password expired.");
                    return rig.user(Identity.DOMAIN, Identity.PASSWORD, Project.withId(SimulatedCloud.PROJECT));
                },
                "password of the IAM user has expired (signing in: IAM.0066"),
        USER_REFUSED_WITHOUT_WORDS(
                rig -> {
                    rig.cloud.faults().say("POST", "/v3/auth/tokens", 401, "");
                    return rig.user(Identity.DOMAIN, Identity.PASSWORD, Project.withId(SimulatedCloud.PROJECT));
                },
                "IAM refused the sign-in (signing in: HTTP 401"),
        USER_IAM_DOWN(
                rig -> {
                    rig.cloud.identity().down();
                    return rig.user(Identity.DOMAIN, Identity.PASSWORD, Project.withId(SimulatedCloud.PROJECT));
                },
                "IAM answered with an error (signing in: APIGW.0202"),
        USER_TOKEN_REFUSED(
                rig -> {
                    rig.cloud.faults().answer("GET", "cloudservers", 401, "APIGW.0307", "The token must be updated.");
                    rig.cloud.faults().answer("GET", "cloudservers", 401, "APIGW.0307", "The token must be updated.");
                    return rig.user(Identity.DOMAIN, Identity.PASSWORD, Project.withId(SimulatedCloud.PROJECT));
                },
                "IAM signed the user in, but the ECS endpoint does not accept its token (APIGW.0307");

        private final Function<ConnectionWordsTest, FormValidation> fails;
        private final String words;

        Scene(Function<ConnectionWordsTest, FormValidation> fails, String words) {
            this.fails = fails;
            this.words = words;
        }
    }

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(clock);
    }

    @AfterEach
    void stop() {
        cloud.close();
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongInWordsOfTheKindOfKey(Scene scene) throws IOException {
        FormValidation result = scene.fails.apply(this);
        assertEquals(Kind.ERROR, result.kind);
        assertThat(result.renderHtml(), containsString(scene.words));
        assertThat(result.renderHtml(), not(containsString("Not tested")));
        for (Locale language : new Locale[] {Locale.GERMANY, Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH}) {
            Locale.setDefault(language);
            cloud.close();
            cloud = new SimulatedCloud(clock);
            String told = line(scene.fails.apply(this), 0);
            MessageForm.assertForm(told.replace("&quot;", "“"));
        }
    }

    @Test
    void tellsClocksThatDifferFromAWrongKey() throws IOException {
        try (SimulatedCloud late = new SimulatedCloud(Clock.offset(clock, Duration.ofMinutes(-20)))) {
            FormValidation result =
                    test(Clients.signing(late.endpoint(), clock), true, new EcsSite("a", late.endpoint(), NOBODYS));
            assertEquals(Kind.ERROR, result.kind);
            assertThat(result.renderHtml(), containsString("because its time is 1"));
            assertThat(result.renderHtml(), not(containsString("secret access key")));
        }
    }

    @Test
    void blamesNoClockForAPassword() throws IOException {
        cloud.close();
        cloud = new SimulatedCloud(Clock.offset(clock, Duration.ofMinutes(-20)));
        FormValidation result = user(Identity.DOMAIN, Identity.PASSWORD, Project.named(Identity.PROJECT_NAME));
        assertEquals(Kind.OK, result.kind, result.renderHtml());
        assertThat(result.renderHtml(), containsString("the IAM user is signed in"));
        assertThat(result.renderHtml(), containsString("Signing in with a password does not depend on it"));
    }

    @Test
    void saysWhatItCannotKnow() {
        String told = key(SimulatedCloud.ACCESS_KEY, SimulatedCloud.PROJECT).renderHtml();
        assertThat(told, containsString("the access key (AK/SK) is accepted"));
        assertThat(
                told,
                containsString("Not tested, because this test only reads: whether the credential may change an OS"));
        assertEquals(0, cloud.changeRequests());
    }

    @Test
    void countsWhatTheGuardrailsAllow() {
        for (int i = 0; i < 120; i++) {
            String id = UUID.randomUUID().toString();
            cloud.region().addServer(id, "web-" + i, "ACTIVE");
            if (i % 10 == 0) {
                cloud.region().at(id).json().putArray("tags").add("jenkins=yes");
            }
            cloud.region().addImage(UUID.randomUUID().toString(), "Golden_" + i);
        }
        FormValidation result = railed(site -> {
            site.setServerTag("jenkins=yes");
            site.setAllowedImages("Golden_1*\nStandard_Ubuntu_22.04_latest");
        });
        assertEquals(Kind.OK, result.kind, result.renderHtml());
        assertThat(result.renderHtml(), containsString("“server tag”: allows 12 of 121 servers"));
        assertThat(result.renderHtml(), containsString("“allowed images”: allows 32 of 122 images"));
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void warnsOfGuardrailsThatFitNothing(Tongue language) {
        Locale.setDefault(language.locale);
        FormValidation result = railed(site -> {
            site.setServerTag("jenkins=yes");
            site.setAllowedImages("Standard_Ubuntu*\nNo_such_*\n" + UUID.randomUUID());
        });
        assertEquals(Kind.WARNING, result.kind);
        assertThat(line(result, 2), containsString("jenkins=yes"));
        MessageForm.assertForm(line(result, 2));
        assertThat(line(result, 5), containsString("No_such_*"));
        MessageForm.assertForm(line(result, 5));
    }

    @Test
    void countsNothingThatItMayNotRead() {
        cloud.permissions().deny(Call.SERVERS);
        FormValidation result = railed(site -> site.setServerTag("jenkins=yes"));
        assertEquals(Kind.WARNING, result.kind);
        assertThat(result.renderHtml(), containsString("Servers: not permitted (Pdp.0001"));
        assertThat(result.renderHtml(), not(containsString("server tag")));
    }

    enum Tongue {
        ENGLISH(Locale.ENGLISH),
        GERMAN(Locale.GERMANY),
        CHINESE(Locale.SIMPLIFIED_CHINESE);

        private final Locale locale;

        Tongue(Locale locale) {
            this.locale = locale;
        }
    }

    private FormValidation railed(Consumer<EcsSite> rails) {
        EcsSite site = new EcsSite("main", cloud.endpoint(), SimulatedCloud.PROJECT);
        rails.accept(site);
        return test(Clients.signing(cloud.endpoint(), clock), true, site);
    }

    private FormValidation key(AccessKey key, String project) {
        return signing(key, Project.withId(project));
    }

    private FormValidation signing(AccessKey key, Project project) {
        RequestSigner signer = new RequestSigner(key, clock);
        return test(Clients.of(cloud.endpoint(), project, signer, clock, new OkHttpClient()), true, site());
    }

    private FormValidation user(String domain, String password, Project project) {
        IamUser user = new IamUser(domain, Identity.USER_NAME, new SecretText(password));
        TokenAuth auth = new TokenAuth(Endpoints.of(cloud.endpoint()).iam(), user, project, clock);
        return test(Clients.of(cloud.endpoint(), project, auth, clock, new OkHttpClient()), false, site());
    }

    private EcsSite site() {
        return new EcsSite("main", cloud.endpoint(), SimulatedCloud.PROJECT);
    }

    private static FormValidation test(EcsClient client, boolean key, EcsSite site) {
        return ConnectionTest.of(client, key, site);
    }

    private static String line(FormValidation result, int index) {
        return LINE.matcher(result.renderHtml()).results().toList().get(index).group(1);
    }
}
