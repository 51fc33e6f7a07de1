package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import io.jenkins.plugins.ecs.credentials.EcsKeyPair;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A build that runs as a user can use the credentials that this user may use, and no others. */
class BuildIdentityTest extends WithScene {

    private Folder team;

    @BeforeEach
    void start() throws Exception {
        team = jenkins.createProject(Folder.class, "team");
        store().addCredentials(
                        Domain.global(), new EcsKeyPair(CredentialsScope.GLOBAL, "of-team", null, Region.KEY_PAIR));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD, hudson.model.Computer.BUILD)
                .everywhere()
                .to("user", "stranger")
                .grant(CredentialsProvider.USE_ITEM)
                .everywhere()
                .to("user"));
    }

    @AfterEach
    void stop() {
        RunAs.nobody();
    }

    @ParameterizedTest
    @EnumSource
    void usesWhatItsUserMayUse(FrontEnd frontEnd) throws Exception {
        RunAs.allBuilds("user");
        Run<?, ?> run = frontEnd.run(team, asked());
        jenkins.assertBuildStatusSuccess(run);
        assertEquals(
                "user", Tasks.getAuthenticationOf2((Queue.Task) run.getParent()).getName());
        assertNotNull(CredentialsProvider.getFingerprintOf(ofTeam()), "the use is recorded");
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingThatItsUserMayNotUse(FrontEnd frontEnd) throws Exception {
        RunAs.allBuilds("stranger");

        Run<?, ?> run = frontEnd.run(team, asked());

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("that this build can see", run);
        assertEquals(0, scene.cloud.requests().size());
        assertNull(CredentialsProvider.getFingerprintOf(ofTeam()));
    }

    private static OsChangeParameters asked() {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("of-team");
        return asked;
    }

    private CredentialsStore store() {
        return CredentialsProvider.lookupStores(team).iterator().next();
    }

    private com.cloudbees.plugins.credentials.Credentials ofTeam() {
        return store().getCredentials(Domain.global()).get(0);
    }
}
