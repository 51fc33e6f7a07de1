package io.jenkins.plugins.ecs.run;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.pipeline.EcsChangeOsStep;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** The two ways to ask for a change. What is tested through this holds for both. */
enum FrontEnd {
    PIPELINE {
        @Override
        Run<?, ?> run(JenkinsRule jenkins, OsChangeParameters asked) throws Exception {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(Snippetizer.object2Groovy(step(asked)), true));
            return job.scheduleBuild2(0).get();
        }
    },
    FREESTYLE {
        @Override
        Run<?, ?> run(JenkinsRule jenkins, OsChangeParameters asked) throws Exception {
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(new EcsChangeOsBuilder(asked));
            return job.scheduleBuild2(0).get();
        }
    };

    /** Asks for this change in a new job and waits for its end. */
    abstract Run<?, ?> run(JenkinsRule jenkins, OsChangeParameters asked) throws Exception;

    private static EcsChangeOsStep step(OsChangeParameters asked) {
        EcsChangeOsStep step = new EcsChangeOsStep(asked.getServerId(), asked.getImageId());
        step.setKeyCredentialId(asked.getKeyCredentialId());
        step.setUserData(asked.getUserData());
        step.setSite(asked.getSite());
        step.setCredentialsId(asked.getCredentialsId());
        step.setMode(asked.getMode());
        step.setStopFirst(asked.isStopFirst());
        step.setByol(asked.isByol());
        step.setTimeoutMinutes(asked.getTimeoutMinutes());
        step.setPollSeconds(asked.getPollSeconds());
        step.setDryRun(asked.isDryRun());
        step.setEncrypt(asked.isEncrypt());
        step.setKmsKeyId(asked.getKmsKeyId());
        step.setAutoPay(asked.isAutoPay());
        step.setCloudInit(asked.isCloudInit());
        return step;
    }
}
