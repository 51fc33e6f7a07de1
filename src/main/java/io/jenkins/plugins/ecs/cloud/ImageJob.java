package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * A job of IMS as {@code GET /v1/{project_id}/jobs/{job_id}} on the IMS host tells it. Times are left out: the service writes them in several forms, some of them empty after the
 * end.
 *
 * @param status {@code INIT}, {@code RUNNING}, {@code SUCCESS} or {@code FAIL}; others may come
 * @param errorCode null unless it failed
 */
public record ImageJob(
        String status,
        @JsonProperty("job_id") String id,
        @JsonProperty("job_type") String type,
        @JsonProperty("error_code") String errorCode,
        @JsonProperty("fail_reason") String failReason,
        Entities entities) {

    /** What the job is about. @param progress from 0 to 1, for display only: it may stand at 0.2 when the job has succeeded; null where not told */
    public record Entities(
            @JsonProperty("image_id") String imageId,
            @JsonProperty("image_name") String imageName,
            @JsonProperty("process_percent") Double progress,
            @JsonProperty("sub_jobs_result") List<ImageJob> subJobs) {}

    public boolean succeeded() {
        return "SUCCESS".equals(status);
    }

    public boolean failed() {
        return "FAIL".equals(status);
    }

    /** The id of the image it makes, also from a sub-job; null as long as none is told. */
    public String imageId() {
        if (entities == null) {
            return null;
        }
        if (entities.imageId() != null && !entities.imageId().isBlank()) {
            return Ids.lower(entities.imageId());
        }
        return entities.subJobs() == null
                ? null
                : entities.subJobs().stream()
                        .map(ImageJob::imageId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** From 0 to 1, for display only; null where not told. */
    public Double progress() {
        return entities == null ? null : entities.progress();
    }

    /** Why it failed, in words fit to be printed; null where it does not say. */
    public String reason() {
        return failReason == null || failReason.isBlank() ? null : ErrorParser.clean(failReason);
    }
}
