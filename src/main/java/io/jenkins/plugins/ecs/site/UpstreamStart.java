package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractProject;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.tasks.BuildTrigger;
import java.util.stream.Stream;

/**
 * Tells whether a build started another one itself, by its own configuration: the Pipeline step {@code build}, or <em>Build other projects</em>. Whoever configures the started job can
 * have it start after any build, so every other cause proves nothing. Threads: any; loads the upstream build.
 */
final class UpstreamStart {

    /** By name, since the plugin that has it need not be installed. */
    private static final String BUILD_STEP = "org.jenkinsci.plugins.workflow.support.steps.build.BuildUpstreamCause";

    private UpstreamStart() {}

    static boolean isMeantBy(Cause.UpstreamCause cause, @CheckForNull Job<?, ?> started) {
        return isOfBuildStep(cause) || isConfigured(run(cause), started);
    }

    private static boolean isOfBuildStep(Cause.UpstreamCause cause) {
        return Stream.<Class<?>>iterate(cause.getClass(), type -> type != null, Class::getSuperclass)
                .anyMatch(type -> type.getName().equals(BUILD_STEP));
    }

    private static boolean isConfigured(@CheckForNull Run<?, ?> upstream, @CheckForNull Job<?, ?> started) {
        if (upstream == null || !(upstream.getParent() instanceof AbstractProject<?, ?> project)) {
            return false;
        }
        BuildTrigger trigger = project.getPublishersList().get(BuildTrigger.class);
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return trigger != null && trigger.getChildJobs(project).contains(started);
        }
    }

    /** The upstream build; null where it is gone. */
    @CheckForNull
    static Run<?, ?> run(Cause.UpstreamCause cause) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return cause.getUpstreamRun();
        }
    }
}
