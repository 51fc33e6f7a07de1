package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Job;
import java.time.Duration;
import java.util.Objects;

/** Follows the cloud's job: says what changes, and once a minute that nothing did. */
final class JobWatch implements Phase {

    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    /** Jobs begin within seconds, so the first look is early; a shorter poll interval makes it earlier. */
    static Duration firstLook(OsChange change) {
        Duration interval = change.request().pollInterval();
        return interval.compareTo(FIRST_LOOK) < 0 ? interval : FIRST_LOOK;
    }

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        JobReport last = change.job();
        Job job = context.client().job(last.id());
        change.job(new JobReport(last.id(), job));
        tell(change, last, context);
        switch (Objects.toString(job.status(), "")) {
            case "SUCCESS" -> {
                change.enter(State.VERIFYING, context);
                return Duration.ZERO;
            }
            case "FAIL" -> throw Failures.jobFailed(change, job);
            case "PENDING_PAYMENT" -> throw Failures.awaitsPayment(change);
            default -> {
                return change.request().pollInterval();
            }
        }
    }

    private static void tell(OsChange change, JobReport last, ChangeContext context) {
        JobReport now = change.job();
        Duration elapsed = change.sinceState(context);
        boolean told = false;
        for (JobReport sub : now.subJobs()) {
            JobReport before = last.subJob(sub.id());
            if (before == null || !Objects.equals(before.status(), sub.status())) {
                context.progress().say(text("job.sub", sub.type(), sub.status()));
                told = true;
            }
        }
        if (!Objects.equals(last.status(), now.status())) {
            context.progress().say(text("job.status", now.status(), Texts.duration(elapsed)));
            told = true;
        }
        change.heartbeat().beat(told, text("job.still", now.status(), Texts.duration(elapsed)), context);
    }
}
