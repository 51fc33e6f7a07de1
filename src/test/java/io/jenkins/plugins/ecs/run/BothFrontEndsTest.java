package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsIamUser;
import io.jenkins.plugins.ecs.oschange.MessageForm;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.Level;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;

/** What the Pipeline step and the freestyle build step do alike, in a real Jenkins. */
class BothFrontEndsTest extends SharedScene {

    @ParameterizedTest
    @EnumSource
    void changesAnOs(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = frontEnd.run(jenkins, JenkinsScene.parameters());

        jenkins.assertBuildStatusSuccess(run);
        assertEquals(Region.IMAGE, scene.cloud.region().at(Region.SERVER).imageId());
        assertEquals(Region.KEY_PAIR, scene.cloud.region().at(Region.SERVER).keyName());
        ChangeRecord change = change(run);
        assertEquals(State.SUCCEEDED, change.state());
        jenkins.assertLogContains(
                "The cloud accepted the OS change: cloud job " + change.job().id(), run);
        jenkins.assertLogContains("Cloud job: SUCCESS", run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @ParameterizedTest
    @EnumSource
    void failsTheBuildWhenTheJobFails(FrontEnd frontEnd) throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0021", "Insufficient EVS disk quota.");

        Run<?, ?> run = frontEnd.run(jenkins, JenkinsScene.parameters());

        jenkins.assertBuildStatus(Result.FAILURE, run);
        String line = JenkinsRule.getLog(run)
                .lines()
                .filter(each -> each.contains("Ecs.0021"))
                .findFirst()
                .orElseThrow();
        assertThat(line, containsString("web-1 (" + Region.SERVER + ")"));
        assertThat(line, containsString("job " + change(run).job().id()));
        assertThat(line, containsString("Insufficient EVS disk quota"));
        assertThat(line, containsString("request a higher EVS quota"));
        jenkins.assertLogNotContains("\tat ", run);
    }

    @ParameterizedTest
    @EnumSource
    void keepsSecretsOutOfLogAndBuildFolder(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("user-and-password");

        Run<?, ?> run = frontEnd.run(jenkins, asked);

        jenkins.assertBuildStatusSuccess(run);
        assertThat(scene.cloud.requests().toString(), containsString(JenkinsScene.PASSWORD));
        for (String secret : List.of(JenkinsScene.PASSWORD, JenkinsScene.SECRET_KEY)) {
            assertThat(DiskSearch.find(run.getParent().getRootDir().toPath(), secret), empty());
        }
        Files.writeString(run.getRootDir().toPath().resolve("planted"), "x" + JenkinsScene.PASSWORD);
        assertThat(DiskSearch.find(run.getRootDir().toPath(), JenkinsScene.PASSWORD), not(empty()));
    }

    @ParameterizedTest
    @EnumSource
    void takesAPasswordFromASecretText(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("password-text");

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        assertThat(scene.cloud.requests().toString(), containsString("\"adminpass\":\"" + JenkinsScene.PASSWORD));
    }

    @ParameterizedTest
    @EnumSource
    void sendsUserDataAndOptions(FrontEnd frontEnd) throws Exception {
        scene.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId(null);
        asked.setUserData("#!/bin/bash\necho user_test > /home/user.txt");
        asked.setMode("withStopServer");
        asked.setByol(true);

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        String sent = scene.cloud.requests().toString();
        assertThat(
                sent, containsString("\"user_data\":\"IyEvYmluL2Jhc2gKZWNobyB1c2VyX3Rlc3QgPiAvaG9tZS91c2VyLnR4dA==\""));
        assertThat(sent, containsString("\"mode\":\"withStopServer\""));
        assertThat(sent, containsString("\"BYOL\":\"true\""));
    }

    @ParameterizedTest
    @EnumSource
    void stopsARunningServerFirst(FrontEnd frontEnd) throws Exception {
        scene.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setStopFirst(true);

        Run<?, ?> run = frontEnd.run(jenkins, asked);

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("The server is stopped", run);
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingInADryRun(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        assertTrue(scene.cloud.requests().stream()
                .allMatch(request -> request.method().equals("GET")));
    }

    @ParameterizedTest
    @EnumSource
    void leavesAServerAloneThatHasTheImageWhereAsked(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setSkipIfCurrent(true);
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        Run<?, ?> second = frontEnd.run(jenkins, asked);

        jenkins.assertBuildStatusSuccess(second);
        jenkins.assertLogContains("Nothing to do: the server (ACTIVE) already has the image", second);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @ParameterizedTest
    @EnumSource
    void savesTheSystemDiskFirst(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setSaveImageAs("undo-web-1");

        Run<?, ?> run = frontEnd.run(jenkins, asked);

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("is saved as private image ‘undo-web-1’", run);
        assertEquals(1, scene.cloud.audit().ourImages().size());
        asked.setStopFirst(true);
        Run<?, ?> again = frontEnd.run(jenkins, asked);
        jenkins.assertBuildStatus(Result.FAILURE, again);
        jenkins.assertLogContains("there is already a private image ‘undo-web-1’", again);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnUnknownCredential(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("nobody-knows");
        assertRefused(frontEnd.run(jenkins, asked), "keyCredentialId: there is no credential ‘nobody-knows’");
    }

    @ParameterizedTest
    @EnumSource
    void refusesACredentialOfAnotherKind(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("api-key");
        assertRefused(
                frontEnd.run(jenkins, asked), "credential ‘api-key’ is of kind “ECS access key”. Use one of kind");
    }

    @ParameterizedTest
    @EnumSource
    void refusesMalformedIds(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = new OsChangeParameters("web-1", "");
        assertRefused(frontEnd.run(jenkins, asked), "serverId: ‘web-1’ is not a server ID");
    }

    @ParameterizedTest
    @EnumSource
    void namesAllThatIsWrongAtOnce(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = new OsChangeParameters("web-1", "ubuntu");
        asked.setTimeoutMinutes(0);
        asked.setKeyCredentialId("nope");
        assertRefused(
                frontEnd.run(jenkins, asked),
                "serverId: ‘web-1’ is not a server ID",
                "imageId: ‘ubuntu’ is not an image ID",
                "timeoutMinutes: 0 is out of range",
                "keyCredentialId: there is no credential ‘nope’");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNoServerIsSpecified(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = new OsChangeParameters("", Region.IMAGE);
        assertRefused(
                frontEnd.run(jenkins, asked),
                "OS of server (not specified) not changed: serverId: missing (or its variables have no value); specify");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheServerWhereThereIsNoSuchSite(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setSite("none-such");
        assertRefused(
                frontEnd.run(jenkins, asked),
                "OS of server " + Region.SERVER + " not changed: site: there is no ECS site ‘none-such’");
    }

    @ParameterizedTest
    @EnumSource
    void readsNoFileThatAnIdNames(FrontEnd frontEnd) throws Exception {
        Files.createDirectories(jenkins.jenkins.getRootDir().toPath().resolve("ecs-change-os")); // as after any change
        OsChangeParameters asked = new OsChangeParameters("../config", Region.IMAGE);
        try (LogRecorder log =
                new LogRecorder().record(ServerQueue.class, Level.WARNING).capture(10)) {
            assertRefused(frontEnd.run(jenkins, asked), "serverId: ‘../config’ is not a server ID");
            assertThat(log.getMessages(), empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhenNoSiteIsConfigured(FrontEnd frontEnd) throws Exception {
        EcsSites.get().setSites(List.of());
        assertRefused(frontEnd.run(jenkins, JenkinsScene.parameters()), "no ECS site is configured");
    }

    @ParameterizedTest
    @EnumSource
    void asksForTheSiteWhenSeveralAreConfigured(FrontEnd frontEnd) throws Exception {
        EcsSite simulated = EcsSites.get().getSites().get(0);
        EcsSites.get().setSites(List.of(simulated, new EcsSite("other", "https://ecs.example.com", "0".repeat(32))));
        assertRefused(frontEnd.run(jenkins, JenkinsScene.parameters()), "name one of: simulated, other");

        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setSite("simulated");
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));
    }

    @ParameterizedTest
    @EnumSource
    void signsWithTheCredentialOfTheCall(FrontEnd frontEnd) throws Exception {
        EcsSites.get().getSites().get(0).setCredentialsId(null);
        assertRefused(frontEnd.run(jenkins, JenkinsScene.parameters()), "has no API credential");

        String accessKey = SimulatedCloud.ACCESS_KEY.id();
        UsernamePasswordCredentialsImpl pair = new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "as-user", null, accessKey, JenkinsScene.SECRET_KEY);
        JenkinsScene.add(pair);
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setCredentialsId("as-user");
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));
    }

    @ParameterizedTest
    @EnumSource
    void namesTheApiCredentialThatTheCloudRefuses(FrontEnd frontEnd) throws Exception {
        JenkinsScene.add(new EcsAccessKey(
                CredentialsScope.GLOBAL,
                "wrong-key",
                null,
                SimulatedCloud.ACCESS_KEY.id(),
                Secret.fromString("wr0ng-secret")));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setCredentialsId("wrong-key");
        Run<?, ?> run = frontEnd.run(jenkins, asked);
        assertRefused(run, "Used: API credential ‘wrong-key’ (credentialsId).");
        jenkins.assertLogContains("); API credential ‘wrong-key’ (credentialsId)", run);

        scene.site().setCredentialsId("wrong-key");
        assertRefused(
                frontEnd.run(jenkins, JenkinsScene.parameters()), "Used: API credential ‘wrong-key’ (of the site).");
    }

    @ParameterizedTest
    @EnumSource
    void signsInWithAPassword(FrontEnd frontEnd) throws Exception {
        JenkinsScene.add(new EcsIamUser(
                CredentialsScope.GLOBAL,
                "iam-user",
                null,
                Identity.DOMAIN,
                Identity.USER_NAME,
                Secret.fromString(Identity.PASSWORD)));
        EcsSite byName = new EcsSite("simulated", scene.cloud.endpoint(), "");
        byName.setProjectName(Identity.PROJECT_NAME);
        byName.setCredentialsId("iam-user");
        EcsSites.get().setSites(List.of(byName));

        Run<?, ?> run = frontEnd.run(jenkins, JenkinsScene.parameters());

        jenkins.assertBuildStatusSuccess(run);
        assertEquals(1, scene.cloud.identity().logins());
        assertThat(DiskSearch.find(run.getParent().getRootDir().toPath(), Identity.PASSWORD), empty());
    }

    @ParameterizedTest
    @EnumSource
    void findsTheKeyPairOfAnSshKey(FrontEnd frontEnd) throws Exception {
        String privateKey = resource("/io/jenkins/plugins/ecs/credentials/ed25519.key");
        JenkinsScene.add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL, "ssh", "root", new DirectEntryPrivateKeySource(privateKey), "", null));
        String publicKey = resource("/io/jenkins/plugins/ecs/credentials/ed25519.pub");
        scene.cloud.region().keyPair().put("public_key", publicKey.replace("test-only", "Generated-by-Nova"));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("ssh");

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        assertEquals(Region.KEY_PAIR, scene.cloud.region().at(Region.SERVER).keyName());
    }

    @ParameterizedTest
    @EnumSource
    void encryptsTheDiskAndPays(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setEncrypt(true);
        asked.setKmsKeyId("2a7d2d6f-3c8a-4a1e-9a4e-0e1d2c3b4a59");
        asked.setAutoPay(true);

        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        String sent = scene.cloud.requests().toString();
        assertThat(sent, containsString("\"__system__cmkid\":\"2a7d2d6f-3c8a-4a1e-9a4e-0e1d2c3b4a59\""));
        assertThat(sent, containsString("\"isAutoPay\":\"true\""));
    }

    @ParameterizedTest
    @EnumSource
    void goesThroughTheProxyOfJenkins(FrontEnd frontEnd) throws Exception {
        try (MockWebServer proxy = new MockWebServer();
                TimeLapse lapse = new TimeLapse()) {
            proxy.start();
            for (int i = 0; i < 5; i++) {
                proxy.enqueue(new MockResponse.Builder()
                        .code(403)
                        .body("blocked here")
                        .build());
            }
            jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.getPort()));
            EcsSite site = new EcsSite("far", "https://ecs.example.com", SimulatedCloud.PROJECT);
            site.setCredentialsId("api-key");
            EcsSites.get().setSites(List.of(site));

            jenkins.assertBuildStatus(Result.FAILURE, frontEnd.run(jenkins, JenkinsScene.parameters()));
            assertEquals("CONNECT", proxy.takeRequest().getMethod());

            int asked = proxy.getRequestCount();
            jenkins.jenkins.setProxy(
                    new ProxyConfiguration("127.0.0.1", proxy.getPort(), null, null, "*.example.com\n127.0.0.1"));
            jenkins.assertBuildStatus(Result.FAILURE, frontEnd.run(jenkins, JenkinsScene.parameters()));
            assertEquals(asked, proxy.getRequestCount(), "hosts of the no-proxy list are asked directly");
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsTheUseOfCredentials(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = frontEnd.run(jenkins, JenkinsScene.parameters());

        for (var credential : SystemCredentialsProvider.getInstance().getCredentials()) {
            String id = ((com.cloudbees.plugins.credentials.common.IdCredentials) credential).getId();
            boolean used = List.of("api-key", "web-login").contains(id);
            var fingerprint = CredentialsProvider.getFingerprintOf(credential);
            assertEquals(
                    used,
                    fingerprint != null
                            && fingerprint.getJobs().contains(run.getParent().getFullName()),
                    id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRecordWithTheBuild(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = frontEnd.run(jenkins, JenkinsScene.parameters());
        String jobId = change(run).job().id();

        run.reload();

        ChangeRecord loaded = change(run);
        assertEquals(State.SUCCEEDED, loaded.state());
        assertEquals(jobId, loaded.job().id());
        assertThat(loaded.after().systemVolumeId(), matchesPattern("[0-9a-f-]{36}"));
    }

    private static String resource(String path) throws IOException {
        try (var in = BothFrontEndsTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }

    private void assertRefused(Run<?, ?> run, String... words) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        for (String each : words) {
            jenkins.assertLogContains(each, run);
        }
        jenkins.assertLogNotContains("\tat ", run);
        assertEquals(0, scene.cloud.changeRequests());
        String error = JenkinsRule.getLog(run)
                .lines()
                .filter(line -> line.startsWith("ERROR: "))
                .findFirst()
                .orElseThrow()
                .substring("ERROR: ".length());
        assertThat(error, startsWith("OS of server "));
        MessageForm.assertForm(error);
    }
}
