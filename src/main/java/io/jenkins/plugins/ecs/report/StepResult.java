package io.jenkins.plugins.ecs.report;

import hudson.Util;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.ChangeStatus;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.LoginNote;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.SitePlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Builds what the Pipeline step returns: a plain serialisable map, which scripts can read in the sandbox and which survives restarts. */
public final class StepResult {

    private StepResult() {}

    /** The same of a change that failed before there was a record of it. @param request as it was asked for */
    public static LinkedHashMap<String, Object> of(ChangeRequest request, ChangeFailure failure) {
        ChangeRecord none = new ChangeRecord("none", request);
        none.failure(failure);
        return of(none);
    }

    /** @param change one that has ended; times are UTC as the cloud writes them, null where it gave none */
    public static LinkedHashMap<String, Object> of(ChangeRecord change) {
        JobReport job = change.job();
        ServerSnapshot server = change.unchanged() ? change.before() : change.after();
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put("jobId", job == null ? null : job.id());
        result.put("site", change.request().site());
        result.put("serverId", Util.fixEmpty(change.serverId()));
        result.put("imageId", Util.fixEmpty(change.imageId()));
        result.put("status", ChangeStatus.of(change).name());
        ChangeFailure failure = change.failure();
        result.put("failureKind", failure == null ? null : failure.kind().name());
        result.put("message", failure == null ? null : failure.message());
        result.put("beginTime", job == null ? null : job.beginTime());
        result.put("endTime", job == null ? null : job.endTime());
        result.put("durationSeconds", change.history().duration(Instant.now()).toSeconds());
        result.put("savedImageId", change.image().isSaved() ? change.image().imageId() : null);
        result.put("systemVolumeId", server == null ? null : server.systemVolumeId());
        result.put(
                "floatingAddresses", server == null ? new ArrayList<>() : new ArrayList<>(server.floatingAddresses()));
        result.put("addresses", server == null ? new ArrayList<>() : new ArrayList<>(server.addresses()));
        result.put("plan", change.plan().text() == null ? null : plan(change));
        LoginNote login = change.login();
        result.put("loginAddress", login.address());
        result.put("loginUser", login.user());
        result.put("hostKey", login.hostKey());
        result.put("cloudInit", login.cloudInit());
        return result;
    }

    /** What a dry run would have done, for whoever approves it. */
    private static LinkedHashMap<String, Object> plan(ChangeRecord change) {
        ChangeRequest asked = change.request();
        ServerSnapshot server = change.before();
        LinkedHashMap<String, Object> plan = new LinkedHashMap<>();
        plan.put("text", change.plan().text());
        plan.put("site", asked.site());
        SitePlace place = asked.place();
        plan.put("endpoint", place == null ? null : place.endpoint());
        plan.put("project", place == null ? null : place.project());
        plan.put("serverId", change.serverId());
        plan.put("serverName", server.name());
        plan.put("systemVolumeId", change.plan().volumeId());
        plan.put("fromImageId", server.imageIds().stream().findFirst().orElse(null));
        plan.put("fromImageName", server.imageName());
        plan.put("imageId", change.imageId());
        plan.put("imageName", change.imageName());
        plan.put("login", change.plan().login());
        return plan;
    }
}
