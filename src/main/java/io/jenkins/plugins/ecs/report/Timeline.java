package io.jenkins.plugins.ecs.report;

import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the picture of a change shows: a row for each state that it was in, and one for each sub-job of the cloud's job.
 *
 * @param begin the left edge
 * @param end the right edge, which may be in the future
 */
record Timeline(Instant begin, Instant end, List<Row> rows) {

    /** More sub-jobs than this are of use to nobody in a picture. */
    private static final int MOST_SUB_JOBS = 20;

    /** A cloud's clock that is off by less is not corrected. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(3);

    /**
     * A line of the picture.
     *
     * @param look how it is coloured: {@code waiting}, {@code working}, {@code job}, {@code unknown}, {@code succeeded} or {@code failed}
     * @param part whether it is part of the row above: a sub-job
     */
    record Row(String label, String look, boolean part, List<Bar> bars) {
        Duration length() {
            return bars.stream().filter(bar -> !bar.expected()).map(Bar::length).reduce(Duration.ZERO, Duration::plus);
        }

        boolean open() {
            return bars.stream().anyMatch(Bar::open);
        }
    }

    /**
     * A stretch of time.
     *
     * @param open whether it still grows
     * @param expected whether it is only what is usual, and still to come
     */
    record Bar(Instant from, Instant to, boolean open, boolean expected) {
        Bar(Instant from, Instant to, boolean open) {
            this(from, to, open, false);
        }

        Duration length() {
            return Duration.between(from, to);
        }
    }

    static Timeline of(ChangeRecord change, boolean running) {
        return of(change, running, Instant.now());
    }

    static Timeline of(ChangeRecord change, boolean running, Instant now) {
        List<PhaseView> phases = PhaseView.of(change, running);
        if (phases.isEmpty()) {
            return new Timeline(now, now, List.of());
        }
        Instant begin = phases.get(0).from();
        PhaseView last = phases.get(phases.size() - 1);
        Instant end = PhaseView.later(last.from(), last.to() == null ? now : last.to());
        List<Row> rows = new ArrayList<>();
        Map<State, Row> known = new EnumMap<>(State.class);
        for (PhaseView phase : phases) {
            Row row = known.computeIfAbsent(phase.state(), state -> {
                Row made = new Row(phase.getLabel(), look(state, change), false, new ArrayList<>());
                rows.add(made);
                return made;
            });
            row.bars().add(new Bar(phase.from(), phase.to() == null ? end : phase.to(), phase.to() == null));
            if (phase.state() == State.SUBMITTED && row.bars().size() == 1) {
                rows.addAll(subJobs(change.job(), phase.from(), end, running));
            }
        }
        Instant usualEnd = usualEnd(change, last);
        if (usualEnd == null || !usualEnd.isAfter(end)) {
            return new Timeline(begin, end, rows);
        }
        known.get(State.SUBMITTED).bars().add(new Bar(end, usualEnd, false, true));
        return new Timeline(begin, usualEnd, rows);
    }

    /** When the cloud's job usually would have ended; null where it does not run, or nobody knows. */
    private static Instant usualEnd(ChangeRecord change, PhaseView last) {
        boolean runs = last.state() == State.SUBMITTED && last.to() == null;
        return runs && change.usual() != null ? last.from().plus(change.usual().median()) : null;
    }

    private static List<Row> subJobs(JobReport job, Instant submitted, Instant end, boolean running) {
        if (job == null) {
            return List.of();
        }
        Duration shift = shift(job, submitted);
        List<Row> rows = new ArrayList<>();
        for (JobReport sub : job.subJobs()) {
            Instant from = moved(sub.beginTime(), shift, submitted, end);
            if (from != null && rows.size() < MOST_SUB_JOBS) {
                Instant to = moved(sub.endTime(), shift, from, end);
                String look = "FAIL".equals(sub.status()) ? "failed" : "job";
                String label = sub.type() == null ? Messages.Timeline_subJob() : sub.type();
                rows.add(new Row(
                        label, look, true, List.of(new Bar(from, to == null ? end : to, to == null && running))));
            }
        }
        return rows;
    }

    /** The cloud has a clock of its own: where it is clearly off, its job is drawn as beginning when it was accepted. */
    private static Duration shift(JobReport job, Instant submitted) {
        Instant begun = ChangeTimes.instant(job.beginTime());
        Duration off = begun == null ? Duration.ZERO : Duration.between(begun, submitted);
        return off.abs().compareTo(CLOCK_SLACK) > 0 ? off : Duration.ZERO;
    }

    /** @return the time by this machine's clock and within the picture, or null where the cloud gave none */
    private static Instant moved(String time, Duration shift, Instant earliest, Instant latest) {
        Instant told = ChangeTimes.instant(time);
        if (told == null) {
            return null;
        }
        Instant moved = PhaseView.later(earliest, told.plus(shift));
        return moved.isAfter(latest) ? latest : moved;
    }

    private static String look(State state, ChangeRecord change) {
        return switch (state) {
            case QUEUED, PREPARING, STOPPING, SAVING_IMAGE, CHECKED, STARTING_AGAIN -> "waiting";
            case SUBMITTING, SUBMITTED, VERIFYING, LOGGING_IN -> "working";
            case UNCERTAIN -> "unknown";
            case SUCCEEDED, FAILED -> Outcome.of(change, false).look().getName();
        };
    }
}
