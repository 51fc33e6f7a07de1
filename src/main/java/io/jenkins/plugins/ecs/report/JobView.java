package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What the cloud last said of its job, or of a sub-job; times are the cloud’s, in milliseconds since 1970, and null where it gave none. */
@ExportedBean(defaultVisibility = 5)
public final class JobView {

    private final JobReport job;
    private final UsualDuration usual;

    JobView(JobReport job, @CheckForNull UsualDuration usual) {
        this.job = job;
        this.usual = usual;
    }

    /** How long such jobs usually take, for people; null where nobody knows. */
    @CheckForNull
    public String getUsualDuration() {
        return usual == null ? null : Util.getTimeSpanString(usual.median().toMillis());
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
    @CheckForNull
    public Long getBeginTime() {
        return ChangeTimes.millis(job.beginTime());
    }

    @Exported
    @CheckForNull
    public Long getEndTime() {
        return ChangeTimes.millis(job.endTime());
    }

    @Exported
    public List<JobView> getSubJobs() {
        return job.subJobs().stream().map(sub -> new JobView(sub, null)).toList();
    }
}
