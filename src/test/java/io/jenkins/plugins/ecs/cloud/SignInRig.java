package io.jenkins.plugins.ecs.cloud;

import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** A simulated cloud, and clients that sign in there with an access key or a password. */
final class SignInRig implements AutoCloseable {

    static final Project BY_ID = Project.withId(SimulatedCloud.PROJECT);
    static final Project BY_NAME = Project.named(Identity.PROJECT_NAME);

    final TestClock clock = new TestClock();
    final SimulatedCloud cloud;

    SignInRig() {
        try {
            cloud = new SimulatedCloud(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpUrl iam() {
        return Endpoints.of(cloud.endpoint()).iam();
    }

    static IamUser user(String password) {
        return new IamUser(Identity.DOMAIN, Identity.USER_NAME, new SecretText(password));
    }

    TokenAuth auth(IamUser user, Project project) {
        return new TokenAuth(iam(), user, project, clock, clock::nanoTime);
    }

    EcsClient signing(AccessKey key, Project project) {
        return client(new RequestSigner(key, clock, clock::nanoTime), project);
    }

    EcsClient withPassword(IamUser user, Project project) {
        return client(auth(user, project), project);
    }

    EcsClient client(RequestAuth auth, Project project) {
        return Clients.of(cloud.endpoint(), project, auth, clock, new OkHttpClient());
    }

    @Override
    public void close() {
        cloud.close();
    }
}
