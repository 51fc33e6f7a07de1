package io.jenkins.plugins.ecs.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.web.PluginClasses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The packages depend on each other in one direction: each knows only those that stand above it in the table of {@code docs/developers/architecture.md}. Those of one row know nothing of
 * each other.
 */
class PackagesTest {

    private static final String ROOT = "io.jenkins.plugins.ecs.";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z.]+`(?:, `[a-z.]+`)*) \\|");
    private static final Pattern USED = Pattern.compile("io/jenkins/plugins/ecs/([a-z/]+)/[A-Z]");
    private static final Pattern JENKINS =
            Pattern.compile("(?<![a-z/])(hudson|jenkins|org/jenkinsci|org/kohsuke)/[a-z]");

    @Test
    void areAllInTheTable() throws IOException {
        TreeSet<String> rooms = new TreeSet<>();
        PluginClasses.all().forEach(type -> rooms.add(room(type)));
        TreeSet<String> told = new TreeSet<>();
        rows().forEach(told::addAll);
        assertEquals(rooms, told);
    }

    @Test
    void knowOnlyThoseAbove() throws IOException {
        List<List<String>> rows = rows();
        List<String> wrong = new ArrayList<>();
        for (Class<?> type : PluginClasses.all()) {
            for (String used : used(type)) {
                if (!used.equals(room(type)) && row(rows, used) >= row(rows, room(type))) {
                    wrong.add(type.getName() + " knows " + used);
                }
            }
        }
        assertThat(wrong, empty());
    }

    @Test
    void ofTheEngineKnowNothingOfJenkins() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Class<?> type : PluginClasses.all()) {
            if (room(type).matches("(cloud|oschange|login)(\\..*)?")
                    && code(type).anyMatch(JENKINS.asPredicate())) {
                wrong.add(type.getName());
            }
        }
        assertThat(wrong, empty());
        assertEquals(true, code(EcsSite.class).anyMatch(JENKINS.asPredicate()), "a class that does is found");
    }

    @Test
    void areFoundInTheCode() throws IOException {
        assertEquals(new TreeSet<>(List.of("cloud", "oschange.preflight", "site")), used(EcsSite.class));
        assertFalse(rows().isEmpty());
    }

    private static int row(List<List<String>> rows, String room) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains(room)) {
                return i;
            }
        }
        throw new AssertionError("no row for " + room);
    }

    private static List<List<String>> rows() throws IOException {
        String page = Files.readString(Path.of("docs/developers/architecture.md"));
        String table = page.substring(page.indexOf("## Packages"));
        return ROW.matcher(table.substring(0, table.indexOf("\n\n", table.indexOf("|"))))
                .results()
                .map(row -> Arrays.asList(row.group(1).replace("`", "").split(", ")))
                .toList();
    }

    private static String room(Class<?> type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static TreeSet<String> used(Class<?> type) throws IOException {
        return code(type)
                .flatMap(code -> USED.matcher(code).results())
                .map((MatchResult match) -> match.group(1).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The class file; the names that it uses stand in it as text. */
    private static Stream<String> code(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream code = type.getResourceAsStream(file)) {
            return Stream.of(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }
}
