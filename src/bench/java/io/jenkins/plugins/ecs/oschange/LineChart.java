package io.jenkins.plugins.ecs.oschange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart of numbers by the second, as SVG that reads on a light and on a dark page. The scale is logarithmic. */
final class LineChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int BOTTOM = 220;
    private static final int TOP = 40;
    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c");

    private final String title;
    private final String axis;
    private final List<String> names = new ArrayList<>();
    private final List<int[]> lines = new ArrayList<>();

    LineChart(String title, String axis) {
        this.title = title;
        this.axis = axis;
    }

    LineChart line(String name, int[] values) {
        names.add(name);
        lines.add(values);
        return this;
    }

    String svg() {
        int longest = lines.stream().mapToInt(line -> line.length).max().orElseThrow();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#808080\">%n",
                WIDTH,
                HEIGHT));
        text(svg, LEFT, 16, title);
        text(svg, LEFT, HEIGHT - 6, axis + ", to " + longest);
        for (int level = 1; level <= 10_000; level *= 10) {
            double y = y(level);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#80808060\"/>%n<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>%n",
                    LEFT,
                    y,
                    WIDTH,
                    LEFT - 6,
                    y + 4,
                    level));
        }
        for (int i = 0; i < lines.size(); i++) {
            StringBuilder path = new StringBuilder();
            int[] values = lines.get(i);
            for (int second = 0; second < values.length; second++) {
                double x = LEFT + (double) (WIDTH - LEFT) * second / longest;
                path.append(String.format(
                        Locale.ROOT, "%s%.1f %.1f", second == 0 ? "M" : "L", x, y(Math.max(1, values[second]))));
            }
            svg.append(
                    String.format(Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>%n", path, COLOURS.get(i)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\">%s</text>%n",
                    WIDTH,
                    16 + 16 * i,
                    COLOURS.get(i),
                    names.get(i)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void text(StringBuilder svg, int x, int y, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, text));
    }

    private static double y(int value) {
        return BOTTOM - Math.log10(value) / 4 * (BOTTOM - TOP);
    }
}
