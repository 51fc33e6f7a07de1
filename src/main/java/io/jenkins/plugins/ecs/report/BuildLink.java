package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.run.ChangeSummary;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * A build as the reader may see it, without it being loaded.
 *
 * @param url of its OS changes, relative to the root of Jenkins; null where the build was deleted, or another job has its name by now
 */
public record BuildLink(String label, @CheckForNull String url) {

    public String getLabel() {
        return label;
    }

    @CheckForNull
    public String getUrl() {
        return url;
    }

    @CheckForNull
    String absoluteUrl() {
        String root = Jenkins.get().getRootUrl();
        return url == null ? null : root == null ? url : root + url;
    }

    /** Finds builds for one drawing of a page, by one reader; each job is looked up once. */
    static final class Lookup {
        private final Map<String, Optional<Job<?, ?>>> jobs = new HashMap<>();

        /** Null where the reader may not see the job, or it is gone. */
        @CheckForNull
        BuildLink of(ChangeSummary change) {
            Job<?, ?> job = job(change).orElse(null);
            if (job == null) {
                return null;
            }
            String label = PlainText.of(job.getFullDisplayName()) + " #" + change.build();
            boolean there = change.isIn(new File(job.getBuildDir(), String.valueOf(change.build())));
            return new BuildLink(label, there ? job.getUrl() + change.build() + "/ecs-os-changes/" : null);
        }

        /** Whether the reader may see the job. */
        boolean sees(ChangeSummary change) {
            return job(change).isPresent();
        }

        private Optional<Job<?, ?>> job(ChangeSummary change) {
            return jobs.computeIfAbsent(change.job(), Lookup::visible);
        }

        private static Optional<Job<?, ?>> visible(String name) {
            try {
                return Optional.ofNullable(Jenkins.get().getItemByFullName(name, Job.class));
            } catch (AccessDeniedException3 e) {
                return Optional.empty();
            }
        }
    }
}
