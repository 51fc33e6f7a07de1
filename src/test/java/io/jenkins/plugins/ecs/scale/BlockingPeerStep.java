package io.jenkins.plugins.ecs.scale;

import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.cloud.ChangeOsBody;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** The same call as the closest plugins would make it: a thread that asks, sleeps, and asks again. */
abstract class BlockingPeerStep extends Step {

    private static final OkHttpClient HTTP = new OkHttpClient();

    private final String endpoint;
    private final String serverId;
    private final int pollSeconds;

    BlockingPeerStep(String endpoint, String serverId, int pollSeconds) {
        this.endpoint = endpoint;
        this.serverId = serverId;
        this.pollSeconds = pollSeconds;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, endpoint, serverId, pollSeconds);
    }

    static class Execution extends SynchronousNonBlockingStepExecution<Void> {
        private static final long serialVersionUID = 1L;

        private final String endpoint;
        private final String serverId;
        private final int pollSeconds;

        Execution(StepContext context, String endpoint, String serverId, int pollSeconds) {
            super(context);
            this.endpoint = endpoint;
            this.serverId = serverId;
            this.pollSeconds = pollSeconds;
        }

        @Override
        protected Void run() throws Exception {
            EcsClient client = Clients.signing(endpoint, Clock.systemUTC(), HTTP);
            String jobId =
                    client.changeOs(serverId, new ChangeOsBody(Region.IMAGE, null, null, null, null, false, null));
            getContext().get(TaskListener.class).getLogger().println("job " + jobId);
            while (!ended(client.job(jobId))) {
                TimeUnit.SECONDS.sleep(pollSeconds);
            }
            return null;
        }

        private static boolean ended(Job job) {
            return "SUCCESS".equals(job.status()) || job.failed();
        }
    }

    /** To be registered by whoever measures it. */
    abstract static class BlockingPeerDescriptor extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "blockingPeer";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class);
        }
    }
}
