package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.File;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;
import org.jvnet.hudson.test.JenkinsRule;

/** What the {@link EventMatrixTest} does in the process of the controller. */
final class CellsInJenkins {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final Map<Cell, Run<?, ?>> RUNS = new ConcurrentHashMap<>();
    private static final Audited AUDITED = new Audited();

    private CellsInJenkins() {}

    /** What became of a cell. @param left what should not be there any more, or empty */
    record Seen(State state, boolean over, String log, String left) implements Serializable {}

    private static final class Audited extends Handler {
        private static final Logger AUDIT = Logger.getLogger("io.jenkins.plugins.ecs.audit");

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    static void configure(JenkinsRule jenkins, String endpoint) throws Throwable {
        JenkinsScene.configure(endpoint);
        jenkins.jenkins.setNumExecutors(20);
        jenkins.createProject(Folder.class, "to");
    }

    /** Starts a build for each cell, and waits until its change is there, as far as the log tells. */
    static void begin(JenkinsRule jenkins, ArrayList<Cell> cells) throws Throwable {
        Audited.AUDIT.addHandler(AUDITED);
        Map<Cell, Run<?, ?>> before = new HashMap<>();
        for (Cell cell : cells) {
            if (cell.place() == Cell.Place.QUEUED) {
                before.put(cell, start(FrontEnd.PIPELINE, cell.server(), cell.before()));
            }
        }
        for (Run<?, ?> run : before.values()) {
            jenkins.waitForMessage("Cloud job: INIT", run);
        }
        for (Cell cell : cells) {
            RUNS.put(cell, start(cell.frontEnd(), cell.server(), cell.name()));
        }
        for (Cell cell : cells) {
            Run<?, ?> run = RUNS.get(cell);
            if (cell.place().message != null) {
                jenkins.waitForMessage(cell.place().message, run);
            }
            if (cell.place() == Cell.Place.DETACHED) {
                cell.frontEnd().abort(run);
                jenkins.waitForCompletion(run);
                JenkinsScene.awaitEnd(change(run));
            }
        }
    }

    private static Run<?, ?> start(FrontEnd frontEnd, String server, String name) throws Exception {
        OsChangeParameters asked = new OsChangeParameters(server, Region.IMAGE);
        asked.setKeyCredentialId("web-login");
        asked.setPollSeconds(1);
        asked.setStopFirst(true);
        Job<?, ?> job = frontEnd.job(Jenkins.get(), asked);
        job.renameTo(name);
        return (Run<?, ?>) ((ParameterizedJob<?, ?>) job).scheduleBuild2(0).waitForStart();
    }

    /** Fails where a change is not where its cell says. */
    static void requirePlaces(JenkinsRule jenkins, ArrayList<Cell> cells) {
        for (Cell cell : cells) {
            State state =
                    switch (cell.place()) {
                        case QUEUED -> State.QUEUED;
                        case PLANNING -> State.PREPARING;
                        case STOPPING -> State.STOPPING;
                        case SENDING -> State.SUBMITTING;
                        case FOLLOWING -> State.SUBMITTED;
                        case DETACHED -> State.FAILED;
                    };
            assertEquals(state, change(RUNS.get(cell)).state(), cell.name());
        }
    }

    /** Has the event happen to each build, and returns when it has. */
    static void happen(JenkinsRule jenkins, ArrayList<Cell> cells) throws Throwable {
        for (Cell cell : cells) {
            Run<?, ?> run = RUNS.get(cell);
            switch (cell.event()) {
                case MOVE -> move(run.getParent(), jenkins.jenkins.getItemByFullName("to", Folder.class));
                case RENAME -> run.getParent().renameTo(cell.name() + "-renamed");
                case DELETE -> run.getParent().delete();
                case ABORT -> {
                    cell.frontEnd().abort(run);
                    jenkins.waitForMessage("Wait aborted", run);
                }
                case QUIET_DOWN -> jenkins.jenkins.doQuietDown(false, 0, null, false);
                case RESTART, CRASH -> throw new IllegalArgumentException("happens to the process");
            }
        }
    }

    private static <I extends hudson.model.AbstractItem & TopLevelItem> void move(Job<?, ?> job, Folder to)
            throws Exception {
        @SuppressWarnings("unchecked")
        I item = (I) job;
        Items.move(item, to);
    }

    /** Returns when all that is not sent says that it waits, and has been asked for since. */
    static void awaitHeld(JenkinsRule jenkins, ArrayList<Cell> cells) throws Throwable {
        for (Cell cell : cells) {
            if (!cell.isSent()) {
                jenkins.waitForMessage("Jenkins is preparing to shut down", RUNS.get(cell));
            } else {
                JenkinsScene.awaitEnd(change(RUNS.get(cell)));
            }
        }
        ChangeClock.get().pass(Duration.ofSeconds(30));
    }

    static void cancelQuietDown(JenkinsRule jenkins) {
        jenkins.jenkins.doCancelQuietDown();
    }

    /** What becomes of each, when all is over. Time passes ten times as fast meanwhile. */
    static HashMap<Cell, Seen> end(JenkinsRule jenkins, ArrayList<Cell> cells) throws Throwable {
        for (Cell cell : cells) {
            RUNS.computeIfAbsent(cell, CellsInJenkins::loaded);
        }
        long until = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < until && !cells.stream().allMatch(cell -> isOver(RUNS.get(cell)))) {
            Thread.sleep(500);
            ChangeClock.get().pass(Duration.ofSeconds(5));
        }
        HashMap<Cell, Seen> seen = new HashMap<>();
        for (Cell cell : cells) {
            Run<?, ?> run = RUNS.get(cell);
            boolean deleted = cell.event() == Cell.Event.DELETE;
            String log = deleted ? audited(cell) : JenkinsRule.getLog(run);
            seen.put(cell, new Seen(change(run).state(), isOver(run), log, left(cell, run)));
        }
        return seen;
    }

    private static Run<?, ?> loaded(Cell cell) {
        return Jenkins.get().getItemByFullName(cell.name(), Job.class).getBuildByNumber(1);
    }

    private static boolean isOver(Run<?, ?> run) {
        return !run.isBuilding() && AftermathNote.isOver(change(run));
    }

    private static String audited(Cell cell) {
        return String.join(
                "\n",
                AUDITED.lines.stream()
                        .filter(line -> line.contains("server=" + cell.server()))
                        .toList());
    }

    private static String left(Cell cell, Run<?, ?> run) {
        File queue = new File(Jenkins.get().getRootDir(), "ecs-change-os/" + cell.server() + ".xml");
        File job = run.getParent().getRootDir();
        boolean ghost = cell.event() == Cell.Event.DELETE && job.exists();
        return (queue.exists() ? queue + " " : "") + (ghost ? job.toString() : "");
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return RunChanges.in(run).records().get(0);
    }
}
