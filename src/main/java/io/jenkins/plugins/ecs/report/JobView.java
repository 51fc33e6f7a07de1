package io.jenkins.plugins.ecs.report;

import io.jenkins.plugins.ecs.oschange.record.JobReport;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What the cloud last said of its job, or of a sub-job; times are UTC as the cloud writes them. */
@ExportedBean(defaultVisibility = 5)
public final class JobView {

    private final JobReport job;

    JobView(JobReport job) {
        this.job = job;
    }

    @Exported
    public String getId() {
        return job.id();
    }

    @Exported
    public String getType() {
        return job.type();
    }

    @Exported
    public String getStatus() {
        return job.status();
    }

    @Exported
    public String getBeginTime() {
        return job.beginTime();
    }

    @Exported
    public String getEndTime() {
        return job.endTime();
    }

    @Exported
    public List<JobView> getSubJobs() {
        return job.subJobs().stream().map(JobView::new).toList();
    }
}
