package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.cloud.TokenAuth;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.simulator.Identity;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What to do goes by the kind of what went wrong, where the cloud gives no code that stands in the vendor's table. */
class AdviceTest {

    private static final String OF_NO_USE = "error table";
    private static final char[] OPEN = "changeit".toCharArray();

    @AutoClose
    private final Rig rig = new Rig();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"itemNotFound\":{\"message\":\"Instance could not be found.\",\"code\":404}}",
                "{\"error\":{\"code\":\"Xyz.0001\",\"message\":\"There is none.\"}}",
            })
    void saysToCheckServerProjectAndRegionWhereThereIsNoSuchServer(String body) {
        for (int i = 0; i < 5; i++) {
            rig.cloud.faults().say("GET", "/cloudservers/", 404, body);
        }
        String message = refused();
        assertThat(message, containsString("Check server ID, project and region of the site."));
        assertThat(message, not(containsString(OF_NO_USE)));
    }

    @Test
    void saysToCheckCredentialAndProjectWhereThereIsNoSuchProject() {
        rig.project = Project.named("nobodys");
        assertToCheckTheSignIn(refused());
    }

    @Test
    void saysToCheckCredentialAndProjectWhereThePasswordIsRefused() {
        signInWith("wrong");
        assertToCheckTheSignIn(refused());
    }

    @Test
    void blamesNoCredentialWhereTheIdentityServiceIsDown() {
        signInWith(Identity.PASSWORD);
        for (int i = 0; i < 5; i++) {
            rig.cloud.faults().say("POST", "/v3/auth/tokens", 503, "");
        }
        assertThat(refused(), not(containsString("API credential")));
    }

    @Test
    void saysHowToTrustACertificate(@TempDir Path folder) throws Exception {
        try (MockWebServer cloud = new MockWebServer()) {
            cloud.useHttps(selfSigned(folder).getSocketFactory());
            cloud.start(InetAddress.getByName("127.0.0.1"), 0);
            rig.elsewhere = "https://127.0.0.1:" + cloud.getPort();
            String message = refused();
            assertThat(message, containsString("The certificate of the endpoint is not trusted"));
            assertThat(message, containsString("Java trust store of the Jenkins controller"));
            assertThat(message, not(containsString("proxy")));
        }
    }

    private void signInWith(String password) {
        IamUser user = new IamUser(Identity.DOMAIN, Identity.USER_NAME, new SecretText(password));
        rig.auth = new TokenAuth(Endpoints.of(rig.cloud.endpoint()).iam(), user, rig.project, rig.clock);
    }

    private static void assertToCheckTheSignIn(String message) {
        assertThat(message, containsString("Check the API credential, and the project of the site."));
        assertThat(message, not(containsString(OF_NO_USE)));
    }

    private String refused() {
        OsChange change = rig.run(rig.request());
        assertEquals(Kind.REFUSED, change.failure().kind());
        return change.failure().message();
    }

    /** With a certificate that nobody vouches for. */
    private static SSLContext selfSigned(Path folder) throws Exception {
        Path file = folder.resolve("cloud.p12");
        String options = "-genkeypair -keyalg EC -dname CN=cloud -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass "
                + String.valueOf(OPEN);
        Process keytool = new ProcessBuilder((Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + options
                                + " -keystore " + file)
                        .split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, OPEN);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, OPEN);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }
}
