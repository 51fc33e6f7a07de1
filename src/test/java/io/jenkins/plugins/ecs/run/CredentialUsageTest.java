package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.XmlFile;
import hudson.model.Fingerprint;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;

/** What the page of a credential tells of the builds that used it. */
class CredentialUsageTest extends WithScene {

    private static final AtomicInteger SAVES = new AtomicInteger();

    @TestExtension
    public static class Saves extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Fingerprint) {
                SAVES.incrementAndGet();
            }
        }
    }

    @Test
    void isNotedOnceForABuildHoweverManyChangesItHas() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "for (int i = 0; i < 3; i++) { ecsChangeOs serverId: '" + Region.SERVER + "', imageId: '" + Region.IMAGE
                        + "', keyCredentialId: 'web-login', dryRun: true }",
                true));
        jenkins.buildAndAssertSuccess(job);
        SAVES.set(0);

        jenkins.buildAndAssertSuccess(job);

        assertEquals(2, SAVES.get(), "one for the API credential, one for the login");
        assertTrue(uses("api-key").includes(2));
        assertTrue(uses("web-login").includes(2));
    }

    private Fingerprint.RangeSet uses(String id) throws IOException {
        for (var credential : SystemCredentialsProvider.getInstance().getCredentials()) {
            if (credential instanceof IdCredentials named && named.getId().equals(id)) {
                return CredentialsProvider.getFingerprintOf(credential)
                        .getRangeSet(jenkins.jenkins.getItems().get(0).getFullName());
            }
        }
        throw new AssertionError("no credential " + id);
    }
}
