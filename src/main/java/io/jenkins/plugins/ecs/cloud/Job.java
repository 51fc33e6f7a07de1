package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A job of the cloud as {@code GET /v1/{project_id}/jobs/{job_id}} tells it; a sub-job has the same shape.
 *
 * @param status {@code INIT}, {@code RUNNING}, {@code SUCCESS}, {@code FAIL}, on Huawei Cloud also {@code PENDING_PAYMENT}; others may come
 * @param type a text for people: what the clouds call a change of OS is documented nowhere
 * @param beginTime UTC, as the cloud writes it; null, empty or absent before it begins
 * @param endTime the same; null, empty or absent while it runs
 */
public record Job(
        String status,
        @JsonProperty("job_id") String id,
        @JsonProperty("job_type") String type,
        @JsonProperty("begin_time") String beginTime,
        @JsonProperty("end_time") String endTime,
        @JsonProperty("error_code") String errorCode,
        @JsonProperty("fail_reason") String failReason,
        Entities entities) {

    /** What the job is about. @param message a reason that sub-jobs give here */
    public record Entities(
            @JsonProperty("server_id") String serverId,
            @JsonProperty("sub_jobs") List<Job> subJobs,
            @JsonProperty("errorcode_message") String message) {}

    public List<Job> subJobs() {
        return entities == null || entities.subJobs() == null ? List.of() : entities.subJobs();
    }

    public boolean failed() {
        return "FAIL".equals(status);
    }

    /**
     * Its own reason in words, on one line but not shortened, or null. Where the job gives one and what it is about gives another, both: the one names the step
     * that failed, the other why.
     */
    public String reason() {
        String step = failReason == null ? "" : ErrorParser.clean(failReason);
        String why = entities == null ? "" : ErrorParser.clean(entities.message());
        if (step.contains(why)) {
            return step.isEmpty() ? null : step;
        }
        return why.contains(step) ? why : step + " (" + why + ')';
    }

    /** The innermost failed job that gives a code or reason: a parent usually says no more than that a sub-job failed. */
    public Job deepestFailure() {
        return subJobs().stream()
                .filter(sub -> sub.failed() && (sub.errorCode() != null || sub.reason() != null))
                .map(Job::deepestFailure)
                .findFirst()
                .orElse(this);
    }
}
