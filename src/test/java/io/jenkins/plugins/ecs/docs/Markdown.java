package io.jenkins.plugins.ecs.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file, as far as the tests of the documents read it. */
final class Markdown {

    private static final Pattern FENCE = Pattern.compile("(`{3,})(.*)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*\\]\\(([^)\\s]+)[^)]*\\)|(?:src|href)=\"([^\"]+)\"");

    /** Code between fences, with the words after the opening one. */
    record Snippet(Path file, int line, String language, String code) {
        @Override
        public String toString() {
            return file + ":" + line + " " + language;
        }
    }

    final Path file;
    final List<String> anchors = new ArrayList<>();
    final List<Snippet> snippets = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Markdown(Path file) throws IOException {
        this.file = file;
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(fence.group(1));
                String code = String.join("\n", lines.subList(i + 1, end)) + "\n";
                snippets.add(new Snippet(file, i + 1, fence.group(2).trim(), code));
                i = end;
            } else {
                prose(lines.get(i));
            }
        }
    }

    static Markdown read(Path file) throws IOException {
        return new Markdown(file);
    }

    /** All that this project has: at the top, in {@code docs}, in {@code docs/developers} and in {@code .github}. */
    static List<Markdown> ofProject() throws IOException {
        List<Markdown> read = new ArrayList<>();
        for (String folder : List.of(".", "docs", "docs/developers", ".github")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                        .sorted()
                        .toList()) {
                    read.add(read(file.normalize()));
                }
            }
        }
        return read;
    }

    private void prose(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            anchors.add(anchor(heading.group(1)));
        }
        text.append(line).append('\n');
    }

    /** As GitHub makes them. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** Where it points to, pictures included. */
    List<String> links() {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .toList();
    }

    /** The rows of all tables whose first cells are these: the code in the first cell, and the second cell. */
    Map<String, String> table(String first, String second) {
        Map<String, String> rows = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : text.toString().split("\n")) {
            inside = line.startsWith("| " + first + " | " + second + " |") || inside && line.startsWith("|");
            MatchResult row = inside ? row(line) : null;
            if (row != null) {
                rows.put(row.group(1), row.group(2));
            }
        }
        return rows;
    }

    private static MatchResult row(String line) {
        Matcher row = Pattern.compile("\\| `(\\w+)` \\| ([^|]*) \\|.*").matcher(line);
        return row.matches() ? row.toMatchResult() : null;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
