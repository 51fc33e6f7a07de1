package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * A change's place in the queue of its server.
 *
 * <p>Persistence: in the file of the queue, by the ID of the change and the name of its build, which follows when a job or folder is moved or renamed. Equal to every entry of the same
 * change. Threads: any.
 */
final class QueueEntry {

    private static final Logger LOGGER = Logger.getLogger(QueueEntry.class.getName());

    private final String changeId;
    private volatile String job;
    private final int build;
    private volatile boolean released;
    private volatile boolean overtaken;
    /** Where its build is on disk, below the home of Jenkins if it is there: for a job that Jenkins could not load. */
    private volatile String folder;
    /** Known in the process that drives it, so that a job may be renamed meanwhile. */
    private transient volatile Run<?, ?> joined;
    /** Whether it could not be loaded when that was last tried. */
    private transient volatile boolean buildMissing;
    /** What was wrong with it when that was logged. */
    private transient volatile String told;

    QueueEntry(Run<?, ?> run, ChangeRecord change) {
        changeId = change.id();
        job = run.getParent().getFullName();
        build = run.getNumber();
        joined = run;
        folder = BuildFolder.noted(run.getRootDir());
    }

    /** Of a build that need not be loaded. */
    QueueEntry(Job<?, ?> job, int build, ChangeRecord change) {
        changeId = change.id();
        this.job = job.getFullName();
        this.build = build;
        folder = BuildFolder.noted(BuildFolder.of(job, build));
    }

    String changeId() {
        return changeId;
    }

    /** Whether an administrator has given up its turn: it goes before nobody any more. */
    boolean isReleased() {
        return released;
    }

    void released(boolean given) {
        released = given;
    }

    /** Whether another change of the server was sent after this one was released: what the server shows tells nothing of this one any more. */
    boolean isOvertaken() {
        return overtaken;
    }

    /** @return whether it was released, and is overtaken from now on */
    boolean overtake() {
        boolean now = released && !overtaken;
        overtaken = released;
        return now;
    }

    ChangeSummary summary(ChangeRecord record) {
        return ChangeSummary.of(record, job, build);
    }

    /** The build, for whoever may read it. */
    String runId() {
        return job + '#' + build;
    }

    void joined(@CheckForNull Run<?, ?> run) {
        if (run != null) {
            joined = run;
            job = run.getParent().getFullName();
            folder = BuildFolder.noted(run.getRootDir());
        }
    }

    /** The build where it is at hand. */
    @CheckForNull
    Run<?, ?> joined() {
        return joined;
    }

    /** Whether its job is not there, though its record is, or its build was not when {@link #standing} looked: it could not be loaded. No build is loaded to tell it. */
    boolean isUnloadable() {
        return joined == null && (buildMissing || parent() == null);
    }

    /** A job or folder has another name. @return whether the build is in it */
    boolean moved(String from, String to) {
        String before = job;
        job = before == null ? null : JobMoves.moved(before, from, to);
        if (Objects.equals(before, job)) {
            return false;
        }
        Job<?, ?> parent = parent();
        if (parent != null) {
            folder = BuildFolder.noted(BuildFolder.of(parent, build));
        }
        return true;
    }

    /** Reads the record from disk where it is not at hand, and loads the build only where the record says that it has not ended. */
    Standing standing() {
        ChangeRecord record;
        try {
            record = record();
        } catch (IOException e) {
            tell(e);
            return Standing.UNREADABLE;
        }
        if (record == null || AftermathNote.isOver(record)) {
            return Standing.OVER;
        }
        if (record.state().ended()) {
            return Standing.DETACHED;
        }
        Run<?, ?> run = run();
        buildMissing = run == null;
        return run != null && run.isBuilding() ? Standing.ALIVE : Standing.LEFT;
    }

    boolean isReadable() {
        try {
            record();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void tell(IOException e) {
        if (!e.toString().equals(told)) {
            told = e.toString();
            LOGGER.log(Level.WARNING, e, () -> "cannot read the record of an OS change of " + runId());
        }
    }

    /** Whether it has had its turn: it goes before all who have not, wherever it stands. */
    boolean isUnderWay() {
        try {
            return isUnderWay(record());
        } catch (IOException e) {
            return true;
        }
    }

    static boolean isUnderWay(@CheckForNull ChangeRecord record) {
        return record != null && record.state() != State.QUEUED && !AftermathNote.isOver(record);
    }

    boolean isOfSameBuild(QueueEntry other) {
        return build == other.build && Objects.equals(job, other.job);
    }

    /** The change, for people who may not know its build. @param own whether that is the build of whoever is told */
    String label(boolean own) {
        try {
            ChangeRecord record = record();
            if (record == null || !record.state().ended()) {
                return own ? Messages.QueueEntry_sameBuild() : Messages.QueueEntry_build();
            }
            return record.job() == null
                    ? Messages.QueueEntry_detachedWithoutJob()
                    : Messages.QueueEntry_detached(record.job().id());
        } catch (IOException e) {
            return Messages.QueueEntry_unreadable();
        }
    }

    /**
     * Null where its build was deleted. No build is loaded.
     *
     * @throws IOException where it cannot be read, or is gone though its build is there: nobody knows then what was sent, since it is on disk before the change joins
     */
    @CheckForNull
    ChangeRecord record() throws IOException {
        if (changeId == null || job == null || build < 1) {
            throw new IOException("an entry in the queue of a server is incomplete");
        }
        Run<?, ?> run = joined;
        File place = run == null ? folder() : run.getRootDir();
        if (place == null || !KeptChange.isBuild(place)) {
            return null;
        }
        RunChanges loaded = RunChanges.in(run);
        return loaded == null
                ? KeptChange.inBuild(KeptChange.file(place, changeId)).record()
                : loaded.require(changeId).record();
    }

    @CheckForNull
    private File folder() {
        Job<?, ?> parent = parent();
        String noted = folder;
        return parent != null ? BuildFolder.of(parent, build) : noted == null ? null : BuildFolder.at(noted);
    }

    @CheckForNull
    private Job<?, ?> parent() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(job, Job.class);
        }
    }

    /** The build, which is loaded where it is not yet. */
    @CheckForNull
    Run<?, ?> run() {
        if (joined == null) {
            Job<?, ?> parent = parent();
            joined = parent == null ? null : parent.getBuildByNumber(build);
        }
        return joined;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueEntry that && Objects.equals(changeId, that.changeId);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(changeId);
    }
}
