package io.jenkins.plugins.ecs.report;

import hudson.Util;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Draws a {@link Timeline} as SVG. Colours are left to the style sheet of the page, so that it is readable in every theme; there is no style and no script in it, as
 * the Content Security Policy of Jenkins demands.
 */
final class TimelineSvg {

    private static final int WIDTH = 860;
    private static final int LABELS = 250;
    private static final int LENGTHS = 90;
    private static final int CHART = WIDTH - LABELS - LENGTHS;
    private static final int ROW = 30;
    private static final int BAR = 16;
    private static final int AXIS = 26;
    private static final int MOST_TICKS = 6;
    private static final int LONGEST_LABEL = 34;
    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 604_800
    };

    private final Timeline timeline;
    private final long span;
    private final StringBuilder svg = new StringBuilder();

    TimelineSvg(Timeline timeline) {
        this.timeline = timeline;
        // A picture of nothing would have no scale.
        span = Math.max(1000, Duration.between(timeline.begin(), timeline.end()).toMillis());
    }

    @Override
    public String toString() {
        svg.setLength(0);
        int chartHeight = timeline.rows().size() * ROW;
        add("<svg class=\"ecs-timeline\" role=\"img\" viewBox=\"0 0 %d %d\">", WIDTH, chartHeight + AXIS);
        add("<title>%s</title>", Util.xmlEscape(Messages.Timeline_title()));
        axis(chartHeight);
        int top = 0;
        for (Timeline.Row row : timeline.rows()) {
            row(row, top);
            top += ROW;
        }
        return svg.append("</svg>").toString();
    }

    private void axis(int height) {
        long step = step() * 1000L;
        svg.append("<g class=\"ecs-timeline__axis\">");
        for (long at = 0; at <= span; at += step) {
            double x = LABELS + (double) CHART * at / span;
            add("<line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\"/>", x, x, height + 4);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, height + 20, length(at, step));
        }
        svg.append("</g>");
    }

    private int step() {
        for (int step : STEPS) {
            if (span / 1000.0 / step <= MOST_TICKS) {
                return step;
            }
        }
        return (int) (span / 1000 / MOST_TICKS);
    }

    private void row(Timeline.Row row, int top) {
        String label =
                row.label().length() > LONGEST_LABEL ? row.label().substring(0, LONGEST_LABEL - 1) + '…' : row.label();
        add("<g class=\"ecs-timeline__row ecs-timeline__row--%s\">", row.look());
        add("<text x=\"%d\" y=\"%d\">%s</text>", row.part() ? 18 : 2, top + 20, Util.xmlEscape(label));
        boolean end = row.look().equals("succeeded")
                || row.look().equals("failed") && row.length().isZero();
        for (Timeline.Bar bar : row.bars()) {
            if (end) {
                add("<circle cx=\"%.1f\" cy=\"%d\" r=\"7\"/>", x(bar.from()), top + ROW / 2);
            } else {
                bar(bar, top);
            }
        }
        if (!end) {
            long millis = row.length().toMillis();
            add(
                    "<text class=\"ecs-timeline__length\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                    WIDTH - 2, top + 20, length(millis, millis < 10_000 ? 100 : 1000));
        }
        svg.append("</g>");
    }

    private void bar(Timeline.Bar bar, int top) {
        String look = bar.expected() ? "expected" : bar.open() ? "open" : null;
        double width = Math.max(3, x(bar.to()) - x(bar.from()));
        add(
                "<rect%s x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\">%s</rect>",
                look == null ? "" : " class=\"ecs-timeline__" + look + '"',
                Math.min(x(bar.from()), LABELS + CHART - width),
                top + (ROW - BAR) / 2,
                width,
                BAR,
                bar.expected() ? "<title>" + Util.xmlEscape(Messages.Timeline_expected()) + "</title>" : "");
    }

    private double x(Instant at) {
        return LABELS + (double) CHART * Duration.between(timeline.begin(), at).toMillis() / span;
    }

    /** A length of time for people. @param step how exact, in milliseconds */
    private static String length(long millis, long step) {
        long seconds = millis / 1000;
        if (step < 1000) {
            return millis < step
                    ? Util.xmlEscape(Messages.Timeline_instant())
                    : Messages.Timeline_seconds(String.format(Locale.ROOT, "%.1f", millis / 1000.0));
        }
        if (seconds < 60) {
            return Messages.Timeline_seconds(seconds);
        }
        if (seconds < 3600) {
            return seconds % 60 == 0
                    ? Messages.Timeline_minutes(seconds / 60)
                    : Messages.Timeline_minutesAndSeconds(seconds / 60, seconds % 60);
        }
        return Messages.Timeline_hoursAndMinutes(seconds / 3600, seconds % 3600 / 60);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
