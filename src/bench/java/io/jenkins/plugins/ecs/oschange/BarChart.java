package io.jenkins.plugins.ecs.oschange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Groups of bars from 0 to 1, as SVG that reads on a light and on a dark page. */
final class BarChart {

    private static final int WIDTH = 720;
    private static final int LEFT = 230;
    private static final int ROW = 20;
    private static final int TOP = 30;
    private static final List<String> COLOURS = List.of("#1f77b4", "#2ca02c", "#d62728");

    private final String title;
    private final List<Group> groups = new ArrayList<>();

    /** Some bars with a name. */
    static final class Group {
        private final String name;
        private final List<String> labels = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        private Group(String name) {
            this.name = name;
        }

        Group bar(String label, double value) {
            labels.add(label);
            values.add(value);
            return this;
        }
    }

    BarChart(String title) {
        this.title = title;
    }

    Group group(String name) {
        Group group = new Group(name);
        groups.add(group);
        return group;
    }

    String svg() {
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (Group group : groups) {
            text(bars, 4, y + 14, "start", group.name);
            for (int i = 0; i < group.values.size(); i++) {
                double value = group.values.get(i);
                y += ROW;
                text(bars, LEFT - 6, y + 14, "end", group.labels.get(i));
                bars.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                        LEFT,
                        y + 2,
                        (WIDTH - LEFT - 50) * value,
                        ROW - 4,
                        COLOURS.get(i % COLOURS.size())));
                text(
                        bars,
                        LEFT + (WIDTH - LEFT - 50) * value + 6,
                        y + 14,
                        "start",
                        String.format(Locale.ROOT, "%.2f", value));
            }
            y += ROW + 8;
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#808080\">%n",
                WIDTH,
                y));
        text(svg, 4, 16, "start", title);
        return svg.append(bars).append("</svg>\n").toString();
    }

    private static void text(StringBuilder svg, double x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }
}
