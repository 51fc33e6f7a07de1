package io.jenkins.plugins.ecs.run;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.model.queue.QueueTaskFuture;
import hudson.tasks.Shell;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.pipeline.EcsChangeOsStep;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import jenkins.model.ModifiableTopLevelItemGroup;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** The two ways to ask for a change. What is tested through this holds for both. */
enum FrontEnd {
    PIPELINE {
        @Override
        Job<?, ?> job(ModifiableTopLevelItemGroup where, OsChangeParameters asked) throws Exception {
            WorkflowJob job = create(WorkflowJob.class, where);
            job.setDefinition(new CpsFlowDefinition(Snippetizer.object2Groovy(step(asked)), true));
            return job;
        }

        @Override
        void echo(Job<?, ?> job, String line) throws Exception {
            WorkflowJob pipeline = (WorkflowJob) job;
            String script = ((CpsFlowDefinition) pipeline.getDefinition()).getScript();
            pipeline.setDefinition(new CpsFlowDefinition(script + "\necho '" + line + "'", true));
        }

        @Override
        Job<?, ?> on(Node agent, Job<?, ?> job) throws Exception {
            WorkflowJob pipeline = (WorkflowJob) job;
            String script = ((CpsFlowDefinition) pipeline.getDefinition()).getScript();
            pipeline.setDefinition(
                    new CpsFlowDefinition("node('" + agent.getNodeName() + "') { " + script + " }", true));
            return job;
        }

        @Override
        void abort(Run<?, ?> run) {
            ((WorkflowRun) run).doStop();
        }
    },
    FREESTYLE {
        @Override
        Job<?, ?> job(ModifiableTopLevelItemGroup where, OsChangeParameters asked) throws Exception {
            FreeStyleProject job = create(FreeStyleProject.class, where);
            job.getBuildersList().add(new EcsChangeOsBuilder(asked));
            job.save();
            return job;
        }

        @Override
        void echo(Job<?, ?> job, String line) throws Exception {
            ((FreeStyleProject) job).getBuildersList().add(new Shell("set +x\necho '" + line + "'"));
        }

        @Override
        Job<?, ?> on(Node agent, Job<?, ?> job) throws Exception {
            ((FreeStyleProject) job).setAssignedNode(agent);
            return job;
        }

        @Override
        void abort(Run<?, ?> run) throws Exception {
            ((FreeStyleBuild) run).doStop();
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A new job, in a folder or at the top, that asks for this change. */
    abstract Job<?, ?> job(ModifiableTopLevelItemGroup where, OsChangeParameters asked) throws Exception;

    /** Has a build of this job write a line after its change; a freestyle build needs a shell for it. */
    abstract void echo(Job<?, ?> job, String line) throws Exception;

    /** Has the job ask for its change on this agent. */
    abstract Job<?, ?> on(Node agent, Job<?, ?> job) throws Exception;

    abstract void abort(Run<?, ?> run) throws Exception;

    /** Asks for this change in a new job and waits for its end. */
    Run<?, ?> run(JenkinsRule jenkins, OsChangeParameters asked) throws Exception {
        return run(jenkins.jenkins, asked);
    }

    Run<?, ?> run(ModifiableTopLevelItemGroup where, OsChangeParameters asked) throws Exception {
        return (Run<?, ?>) build(where, asked).get();
    }

    /** Asks for this change in a new job, which writes these lines afterwards, and waits for its begin. */
    Run<?, ?> start(ModifiableTopLevelItemGroup where, OsChangeParameters asked, String... lines) throws Exception {
        return (Run<?, ?>) build(where, asked, lines).waitForStart();
    }

    private QueueTaskFuture<?> build(ModifiableTopLevelItemGroup where, OsChangeParameters asked, String... lines)
            throws Exception {
        Job<?, ?> job = job(where, asked);
        for (String line : lines) {
            echo(job, line);
        }
        return ((ParameterizedJobMixIn.ParameterizedJob<?, ?>) job).scheduleBuild2(0);
    }

    private static <T extends TopLevelItem> T create(Class<T> type, ModifiableTopLevelItemGroup where)
            throws IOException {
        TopLevelItemDescriptor descriptor =
                (TopLevelItemDescriptor) Jenkins.get().getDescriptorOrDie(type);
        return type.cast(where.createProject(descriptor, "job-" + COUNT.incrementAndGet(), true));
    }

    private static EcsChangeOsStep step(OsChangeParameters asked) {
        EcsChangeOsStep step = new EcsChangeOsStep();
        step.setServerId(asked.getServerId());
        step.setServerName(asked.getServerName());
        step.setImageId(asked.getImageId());
        step.setImageName(asked.getImageName());
        step.setKeyCredentialId(asked.getKeyCredentialId());
        step.setUserData(asked.getUserData());
        step.setUserDataCredentialId(asked.getUserDataCredentialId());
        step.setSite(asked.getSite());
        step.setCredentialsId(asked.getCredentialsId());
        step.setMode(asked.getMode());
        step.setStopFirst(asked.isStopFirst());
        step.setByol(asked.isByol());
        step.setTimeoutMinutes(asked.getTimeoutMinutes());
        step.setPollSeconds(asked.getPollSeconds());
        step.setDryRun(asked.isDryRun());
        step.setSkipIfCurrent(asked.isSkipIfCurrent());
        step.setSaveImageAs(asked.getSaveImageAs());
        step.setEncrypt(asked.isEncrypt());
        step.setKmsKeyId(asked.getKmsKeyId());
        step.setAutoPay(asked.isAutoPay());
        step.setCloudInit(asked.isCloudInit());
        step.setWaitForLogin(asked.isWaitForLogin());
        step.setLoginHost(asked.getLoginHost());
        step.setLoginPort(asked.getLoginPort());
        step.setLoginTimeoutMinutes(asked.getLoginTimeoutMinutes());
        return step;
    }
}
