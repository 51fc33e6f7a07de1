package io.jenkins.plugins.ecs.oschange.record;

import io.jenkins.plugins.ecs.cloud.Job;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the cloud last said of its job, or of a sub-job. */
public final class JobReport implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String SUCCESS = "SUCCESS";
    private static final String FAIL = "FAIL";
    private static final Set<String> COMPARED = Set.of(SUCCESS, FAIL);

    private final String id;
    private final String type;
    private final String status;
    private final String beginTime;
    private final String endTime;
    private ArrayList<JobReport> subJobs = new ArrayList<>();

    /** A job of which only the id is known. */
    public JobReport(String id) {
        this.id = id;
        type = null;
        status = null;
        beginTime = null;
        endTime = null;
    }

    public JobReport(String id, Job job) {
        this.id = id;
        type = job.type();
        status = job.status();
        beginTime = told(job.beginTime());
        endTime = told(job.endTime());
        job.subJobs().forEach(sub -> subJobs.add(new JobReport(sub.id(), sub)));
    }

    private JobReport(JobReport told, Masking masking) {
        id = told.id;
        type = masking.of(told.type);
        status = masking.unless(COMPARED, told.status);
        beginTime = masking.of(told.beginTime);
        endTime = masking.of(told.endTime);
        told.subJobs.forEach(sub -> subJobs.add(sub.without(masking)));
    }

    /** Clouds write an empty text for a time that has not come. */
    private static String told(String time) {
        return time == null || time.isBlank() ? null : time;
    }

    /** The same, with secrets masked in all but its ID, by which it is asked for. */
    JobReport without(Masking masking) {
        return new JobReport(this, masking);
    }

    private Object readResolve() {
        subJobs = subJobs == null ? new ArrayList<>() : subJobs;
        return this;
    }

    public String id() {
        return id;
    }

    /** A text for people, or null. */
    public String type() {
        return type;
    }

    /** The cloud's word, or null before the first look. */
    public String status() {
        return status;
    }

    /** UTC, as the cloud writes it; null where it told none. */
    public String beginTime() {
        return beginTime;
    }

    /** UTC, as the cloud writes it; null where it told none, as of a job that has not ended. */
    public String endTime() {
        return endTime;
    }

    /** Whether the cloud says that it has ended, well or not. */
    public boolean ended() {
        return SUCCESS.equals(status) || FAIL.equals(status);
    }

    /** From its begin to its end by the cloud's clock; null where it told no two times of which one is after the other. */
    public Duration took() {
        if (beginTime == null || endTime == null) {
            return null;
        }
        try {
            Duration took = Duration.between(Instant.parse(beginTime), Instant.parse(endTime));
            return took.isNegative() || took.isZero() ? null : took;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    public List<JobReport> subJobs() {
        return subJobs;
    }

    public JobReport subJob(String subJobId) {
        return subJobs.stream()
                .filter(sub -> Objects.equals(sub.id, subJobId))
                .findFirst()
                .orElse(null);
    }
}
