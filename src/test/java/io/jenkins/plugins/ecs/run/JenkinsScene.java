package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor.FormException;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsKeyPair;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins with one site, at a simulated cloud whose jobs take a second, and credentials of every kind. */
public final class JenkinsScene implements AutoCloseable {

    public static final String PASSWORD = "Passw0rd@server";
    /** A line of the user data that the credentials hold. */
    public static final String TOKEN_VALUE = "t0ps3cret-0123456789";

    /** The line of the user data that holds it. */
    public static final String TOKEN = "token: " + TOKEN_VALUE;

    public static final String SECRET_KEY = SimulatedCloud.ACCESS_KEY.secret().reveal();

    public final SimulatedCloud cloud;

    public JenkinsScene() throws IOException, FormException {
        cloud = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofSeconds(1));
        cloud.region().imageOrders().take(Duration.ofSeconds(1));
        configure(cloud.endpoint());
    }

    /** Sets this Jenkins up for a simulated cloud that may run in another process. Builds that are started by others start at once. */
    public static void configure(String endpoint) throws IOException, FormException {
        Jenkins.get().setQuietPeriod(0);
        add(new EcsAccessKey(
                CredentialsScope.GLOBAL,
                "api-key",
                null,
                SimulatedCloud.ACCESS_KEY.id(),
                Secret.fromString(SECRET_KEY)));
        add(new EcsKeyPair(CredentialsScope.GLOBAL, "web-login", null, Region.KEY_PAIR));
        add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "user-and-password", null, "root", PASSWORD));
        add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "password-text", null, Secret.fromString(PASSWORD)));
        String userData = "#cloud-config\n" + TOKEN + "\n";
        add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "user-data", null, Secret.fromString(userData)));
        add(new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                "user-data-file",
                null,
                "cloud.cfg",
                SecretBytes.fromRawBytes(userData.getBytes(StandardCharsets.UTF_8))));
        EcsSite site = new EcsSite("simulated", endpoint, SimulatedCloud.PROJECT);
        site.setCredentialsId("api-key");
        EcsSites.get().setSites(List.of(site));
    }

    public static void add(Credentials credentials) throws IOException {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
    }

    /** The parameters that everybody gives, with a wait as short as it can be. */
    public static OsChangeParameters parameters() {
        OsChangeParameters parameters = new OsChangeParameters(Region.SERVER, Region.IMAGE);
        parameters.setKeyCredentialId("web-login");
        parameters.setPollSeconds(1);
        return parameters;
    }

    /** The only site. */
    public EcsSite site() {
        return EcsSites.get().getSites().get(0);
    }

    /** Waits for the end of a change that is ended by another thread. */
    public static ChangeRecord awaitEnd(ChangeRecord change) {
        return assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (!change.state().ended()) {
                Thread.sleep(20);
            }
            return change;
        });
    }

    /** Waits for words in the log of a build, which may have ended. */
    public static void awaitLine(String words, Run<?, ?> run) {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (!JenkinsRule.getLog(run).contains(words)) {
                Thread.sleep(100);
            }
        });
    }

    @Override
    public void close() {
        cloud.close();
    }
}
