package io.jenkins.plugins.ecs.run;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.TopLevelItem;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Tests that share one Jenkins, each with a {@link JenkinsScene} of its own: for those that configure nothing but jobs, credentials, sites, security and the proxy. Jobs are deleted after each, and
 * with them the places of their changes in the queues.
 */
@WithJenkins
public abstract class SharedScene {

    protected static JenkinsRule jenkins;
    protected JenkinsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void open() throws Exception {
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.jenkins.setProxy(null);
        SystemCredentialsProvider.getInstance().setDomainCredentialsMap(Map.of(Domain.global(), new ArrayList<>()));
        EcsSites.get().setPermissionRequired(false);
        scene = new JenkinsScene();
    }

    @AfterEach
    void close() throws Exception {
        for (TopLevelItem item : List.copyOf(jenkins.jenkins.getItems())) {
            item.delete();
        }
        scene.close();
    }
}
