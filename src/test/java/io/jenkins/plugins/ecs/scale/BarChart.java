package io.jenkins.plugins.ecs.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Threads and heap of each kind of step, as SVG that reads on a light and on a dark page. */
final class BarChart {

    private static final int WIDTH = 720;
    private static final int LEFT = 110;
    private static final int ROW = 22;

    private final List<String> names = new ArrayList<>();
    private final List<Double> threads = new ArrayList<>();
    private final List<Double> heap = new ArrayList<>();

    void add(String name, double extraThreads, double kibPerChange) {
        names.add(name);
        threads.add(extraThreads);
        heap.add(kibPerChange);
    }

    String svg() {
        int panel = 40 + ROW * names.size();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#808080\">%n",
                WIDTH,
                2 * panel));
        panel(svg, 0, "Extra threads", threads, "%.0f", "#d62728");
        panel(svg, panel, "Heap per waiting step, KiB", heap, "%.1f", "#1f77b4");
        return svg.append("</svg>\n").toString();
    }

    private void panel(StringBuilder svg, int top, String title, List<Double> values, String format, String colour) {
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        text(svg, 0, top + 16, title);
        for (int i = 0; i < names.size(); i++) {
            int y = top + 26 + ROW * i;
            double width = Math.max(1, (WIDTH - LEFT - 60) * Math.max(0, values.get(i)) / most);
            text(svg, 0, y + 13, names.get(i));
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%d %dh%.1fv16h-%.1fz\" fill=\"%s\"/>%n", LEFT, y, width, width, colour));
            text(svg, (int) (LEFT + width + 6), y + 13, String.format(Locale.ROOT, format, values.get(i)));
        }
    }

    private static void text(StringBuilder svg, int x, int y, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, text));
    }
}
