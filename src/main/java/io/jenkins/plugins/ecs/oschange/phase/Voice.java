package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.ImageJob;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a change says in the log, and what it has said already. In memory only; one thread at a time. */
final class Voice {

    private static final Logger LOGGER = Logger.getLogger(Voice.class.getName());

    private static final int MOST_SUB_JOB_LINES = 100;

    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    /** What began less than that ago is told without "still". */
    private static final Duration NEW = Duration.ofSeconds(10);

    private final ChangeRecord record;
    private final Set<String> warned = new HashSet<>();
    private String toldLogin;
    private String toldImageJob;
    private Moment saidAt;
    private boolean siteTold;
    private int subJobLines;

    Voice(ChangeRecord record) {
        this.record = record;
    }

    /**
     * A line of the log. It begins with the server's name, since the logs of a fleet are interleaved.
     *
     * @throws RuntimeException when it could not be written, as long as the request may be sent next: nobody could know what is about to be destroyed
     */
    void say(String line, Moment now, ChangeContext context) {
        try {
            write(line, now, context);
        } catch (RuntimeException e) {
            boolean settled = record.exposure().mayHaveSent() || record.image().isOut() || record.failure() != null;
            if (!settled) {
                throw e;
            }
            LOGGER.log(Level.WARNING, e, () -> "cannot log: " + record.masked(line));
        }
    }

    private void write(String line, Moment now, ChangeContext context) {
        saidAt = now;
        context.progress().say(text("line", Labels.serverName(record), line));
    }

    /** At which site it is made: once, and before anything else, so that a refusal shows which cloud it was about, too. */
    void saySite(Moment now, ChangeContext context) {
        String site = Labels.site(record.request());
        String credential = context.apiCredential();
        if (site != null && !siteTold) {
            say(credential == null ? site : text("plan.siteAndCredential", site, credential), now, context);
        }
        siteTold = true;
    }

    /** Once each, however often it is found. */
    void warn(String warning, Moment now, ChangeContext context) {
        if (warned.add(warning)) {
            say(text("warning", warning), now, context);
        }
    }

    /** Whether another line about a sub-job may be told: jobs that flap would fill the log. */
    boolean hasRoomForSubJob() {
        return ++subJobLines <= MOST_SUB_JOB_LINES;
    }

    /** Whether a job of IMS tells something new: another status, or another quarter that is done. */
    boolean isImageNews(ImageJob job) {
        String now = job.status() + (job.progress() == null ? "" : " " + (int) (job.progress() * 4));
        boolean news = !now.equals(toldImageJob);
        toldImageJob = now;
        return news;
    }

    int warnings() {
        return warned.size();
    }

    /** Whether the plan's login is another than the one that was told last. */
    boolean isNews(String login) {
        boolean news = !login.equals(toldLogin);
        toldLogin = login;
        return news;
    }

    /** The change goes on, whether or not this can be told. */
    void sayUnsaved(Exception why, Moment now, ChangeContext context) {
        LOGGER.log(
                Level.WARNING, why, () -> "cannot save the record of the OS change of server " + Labels.server(record));
        try {
            write(text("save.failed", why.toString()), now, context);
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, "cannot log it either", e);
        }
    }

    /** Says something when nothing was said for a minute, so that nobody takes a long wait for a hang. */
    void beat(Backlog backlog, Instant time, Moment now, ChangeContext context) {
        if (saidAt == null) {
            saidAt = now;
        } else if (!saidAt.isWithin(HEARTBEAT.minusMillis(1), now)) {
            try {
                boolean isNew = Duration.between(record.history().since(), time).compareTo(NEW) < 0;
                String state = Labels.state(record);
                String line =
                        isNew ? text("now", state) : text("still", state, backlog.behind(Texts.elapsed(record, time)));
                write(line, now, context);
            } catch (RuntimeException e) { // the next line that matters will tell
                LOGGER.log(Level.FINE, "cannot log a sign of life", e);
            }
        }
    }
}
