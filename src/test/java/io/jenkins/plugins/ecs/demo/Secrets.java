package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.cloud.TokenAuth;
import java.time.Clock;
import java.util.Map;

/** How the terminal demo signs in: with what stands in the environment, never on the command line. */
final class Secrets {

    private Secrets() {}

    /** @throws IllegalArgumentException with a message for users, when the environment does not suffice */
    static RequestAuth auth(Endpoints endpoints, Project project, Map<String, String> environment) {
        String id = environment.get("ECS_ACCESS_KEY");
        String secret = environment.get("ECS_SECRET_KEY");
        if (id != null && secret != null) {
            String token = environment.get("ECS_SECURITY_TOKEN");
            return signer(new AccessKey(id, new SecretText(secret), token == null ? null : new SecretText(token)));
        }
        String domain = environment.get("ECS_DOMAIN");
        String user = environment.get("ECS_USER");
        String password = environment.get("ECS_PASSWORD");
        if (domain != null && user != null && password != null) {
            IamUser who = new IamUser(domain, user, new SecretText(password));
            return new TokenAuth(endpoints.iam(), who, project, Clock.systemUTC());
        }
        throw new IllegalArgumentException("set ECS_ACCESS_KEY and ECS_SECRET_KEY in the environment,"
                + " or ECS_DOMAIN, ECS_USER and ECS_PASSWORD");
    }

    static RequestAuth signer(AccessKey key) {
        return new RequestSigner(key, Clock.systemUTC());
    }
}
