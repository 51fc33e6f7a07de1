package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.cloud.NoAnswerException;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.time.Duration;
import java.util.Objects;

/** Follows the cloud's job, and tells what changes. Where the job cannot be read, the server is monitored instead. */
public final class FollowingJob implements Phase {

    private static final int UNAUTHORIZED = 401;

    /** A job may be known a moment after it was named, so that one answer that there is none says nothing. */
    private static final int MOST_UNREADABLE = 3;

    static Duration firstLook(ActiveChange change) {
        return LookTimes.first(change.request().pollInterval());
    }

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        JobReport last = change.record().job();
        Job job;
        try {
            job = change.client(context).job(last.id());
            requireOurServer(job, change);
        } catch (RefusedException e) {
            return unreadable(change, e, context);
        }
        change.looked();
        change.record().job(new JobReport(last.id(), job));
        tell(change, last, context);
        switch (Objects.toString(job.status(), "")) {
            case "SUCCESS" -> {
                change.enter(State.VERIFYING, context);
                return Duration.ZERO;
            }
            case "FAIL" -> throw Failures.jobFailed(change.record(), job);
            case "PENDING_PAYMENT" -> {
                if (!change.request().autoPay()) {
                    throw Failures.awaitsPayment(change.record());
                }
                return change.lookTimes(context).after(change.sinceState(context));
            }
            default -> {
                return change.lookTimes(context).after(change.sinceState(context));
            }
        }
    }

    /** A job of another server is none of ours, whatever it is called. */
    private static void requireOurServer(Job job, ActiveChange change) throws NoAnswerException {
        String server = job.entities() == null ? null : job.entities().serverId();
        if (server != null && !server.equalsIgnoreCase(change.record().serverId())) {
            throw new NoAnswerException("the answer is about a job of another server", (String) null);
        }
    }

    private static Duration unreadable(ActiveChange change, RefusedException e, ChangeContext context)
            throws RefusedException {
        boolean passing = e.kind().forLookup() == Verdict.RETRY || e.error().httpStatus() == UNAUTHORIZED;
        if (passing || change.observations().unreadableJob() < MOST_UNREADABLE) {
            throw e;
        }
        change.say(text("job.unreadable", CloudWords.told(e)), context);
        change.enter(State.VERIFYING, context);
        return Duration.ZERO;
    }

    private static void tell(ActiveChange change, JobReport last, ChangeContext context) {
        JobReport now = change.record().job();
        for (JobReport sub : now.subJobs()) {
            JobReport before = last.subJob(sub.id());
            boolean news = before == null || !Objects.equals(before.status(), sub.status());
            if (news && change.voice().hasRoomForSubJob()) {
                change.say(
                        text("job.sub", Objects.toString(sub.type(), "-"), Objects.toString(sub.status(), "-")),
                        context);
            }
        }
        if (!Objects.equals(last.status(), now.status())) {
            String status = Objects.toString(now.status(), "-");
            Duration elapsed = change.sinceState(context);
            UsualDuration usual = now.ended() ? null : change.record().usual();
            change.say(text("job.status", status, Texts.elapsed(elapsed, usual)), context);
        }
    }
}
