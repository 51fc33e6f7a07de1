package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No text of the plugin and no document uses a term that the glossary has replaced. The glossary's own table is the only list of them. */
class GlossaryTest {

    private static final Path GLOSSARY = Path.of("docs", "developers", "glossary.md");
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LABEL = Pattern.compile("\\$\\{%([^}(]+)");

    enum Language {
        English(""),
        German("_de"),
        Chinese("_zh_CN");

        private final String suffix;

        Language(String suffix) {
            this.suffix = suffix;
        }

        boolean speaks(Path file) {
            String name = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
            return suffix.isEmpty()
                    ? Stream.of(values()).noneMatch(other -> !other.suffix.isEmpty() && name.endsWith(other.suffix))
                    : name.endsWith(suffix);
        }
    }

    /** A text that people read, and where it stands. */
    private record Text(Path file, String words) {}

    @ParameterizedTest
    @EnumSource
    void usesNoReplacedTerm(Language language) throws IOException {
        List<Text> texts = texts(language);
        assertTrue(texts.size() > 100, "texts in " + language + ": " + texts.size());
        assertEquals(List.of(), misuses(replaced(language), texts));
    }

    @ParameterizedTest
    @EnumSource
    void findsATermThatIsPutBack(Language language) throws IOException {
        List<Pattern> terms = replaced(language);
        assertTrue(terms.size() > 10, "replaced in " + language + ": " + terms);
        String old =
                switch (language) {
                    case English -> "The Guard rails of the site";
                    case German -> "der ECS-Standort";
                    case Chinese -> "更换服务器的操作系统";
                };
        assertFalse(misuses(terms, List.of(new Text(GLOSSARY, old))).isEmpty());
    }

    @Test
    void namesEveryThingInEveryLanguage() throws IOException {
        List<List<String>> terms = rows().filter(
                        row -> row.size() == 4 && !row.get(0).equals("English"))
                .toList();
        assertTrue(terms.size() > 30);
        terms.forEach(row -> assertTrue(row.stream().limit(3).noneMatch(String::isEmpty), row.toString()));
    }

    private static List<String> misuses(List<Pattern> terms, List<Text> texts) {
        return texts.stream()
                .flatMap(text -> terms.stream()
                        .flatMap(term -> term.matcher(text.words()).results())
                        .map(MatchResult::group)
                        .map(found -> "‘" + found + "’ in " + text.file() + ": " + text.words()))
                .toList();
    }

    private static List<Pattern> replaced(Language language) throws IOException {
        return rows().filter(row -> row.get(0).equals(language.name()))
                .flatMap(row -> CODE.matcher(row.get(1)).results())
                .map(code -> code.group(1).replace("\\|", "|"))
                .map(term -> Pattern.compile(
                        (Character.isLetter(term.codePointAt(0)) && language != Language.Chinese ? "\\b" : "") + term,
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    /** The cells of all rows of all tables. */
    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(GLOSSARY).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> CELL.splitAsStream(line.substring(1) + ' ')
                        .map(String::strip)
                        .toList())
                .map(cells -> cells.subList(0, cells.size() - 1));
    }

    private static List<Text> texts(Language language) throws IOException {
        List<Text> texts = new ArrayList<>();
        for (Path file : files(RESOURCES)) {
            String name = file.toString();
            String content = Files.readString(file);
            if (name.endsWith(".jelly") && language == Language.English) {
                LABEL.matcher(content).results().forEach(label -> texts.add(new Text(file, label.group(1))));
                if (name.endsWith("index.jelly")) {
                    texts.add(new Text(file, content));
                }
            } else if (name.endsWith(".properties") && language.speaks(file)) {
                Properties properties = new Properties();
                properties.load(new StringReader(content));
                properties.values().forEach(text -> texts.add(new Text(file, text.toString())));
            } else if (name.endsWith(".html") && language.speaks(file)) {
                texts.add(new Text(file, content.replaceAll("\\s+", " ")));
            }
        }
        if (language == Language.English) {
            for (Path document : documents()) {
                Files.readAllLines(document).forEach(line -> texts.add(new Text(document, line)));
            }
        }
        return texts;
    }

    private static List<Path> documents() throws IOException {
        return Stream.concat(
                        files(Path.of("docs")).stream(), Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")))
                .filter(file -> file.toString().endsWith(".md") && !file.equals(GLOSSARY))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
