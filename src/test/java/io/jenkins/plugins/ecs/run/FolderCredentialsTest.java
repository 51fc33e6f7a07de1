package io.jenkins.plugins.ecs.run;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsKeyPair;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folders and domains decide which credentials a build can see. */
class FolderCredentialsTest extends WithScene {

    private Folder folder;

    @BeforeEach
    void start() throws Exception {
        folder = jenkins.createProject(Folder.class, "team");
    }

    @Test
    void findsACredentialOfItsFolder() throws Exception {
        store().addCredentials(
                        Domain.global(), new EcsKeyPair(CredentialsScope.GLOBAL, "of-team", null, Region.KEY_PAIR));
        jenkins.buildAndAssertSuccess(job(folder.createProject(FreeStyleProject.class, "inside")));
    }

    @Test
    void doesNotFindACredentialOfAnotherFolder() throws Exception {
        store().addCredentials(
                        Domain.global(), new EcsKeyPair(CredentialsScope.GLOBAL, "of-team", null, Region.KEY_PAIR));
        FreeStyleProject outside = job(jenkins.createFreeStyleProject("outside"));
        jenkins.assertLogContains(
                "there is no credential ‘of-team’", jenkins.buildAndAssertStatus(Result.FAILURE, outside));
    }

    @Test
    void findsNoApiCredentialOfAnotherDomain() throws Exception {
        Domain elsewhere = new Domain("elsewhere", null, List.of(new HostnameSpecification("ecs.example.com", null)));
        store().addDomain(
                        elsewhere,
                        new EcsAccessKey(
                                CredentialsScope.GLOBAL,
                                "of-team",
                                null,
                                SimulatedCloud.ACCESS_KEY.id(),
                                Secret.fromString(JenkinsScene.SECRET_KEY)));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setCredentialsId("of-team");
        FreeStyleProject inside = folder.createProject(FreeStyleProject.class, "inside");
        inside.getBuildersList().add(new EcsChangeOsBuilder(asked));
        jenkins.assertLogContains(
                "there is no credential ‘of-team’", jenkins.buildAndAssertStatus(Result.FAILURE, inside));
    }

    private CredentialsStore store() {
        return CredentialsProvider.lookupStores(folder).iterator().next();
    }

    private static FreeStyleProject job(FreeStyleProject job) {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("of-team");
        job.getBuildersList().add(new EcsChangeOsBuilder(asked));
        return job;
    }
}
