package io.jenkins.plugins.ecs.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Documents, scripts and CI files name the Jenkins and the Java of the two POMs. */
class BaselineTest {

    private static final Pattern LTS = Pattern.compile("\\b2\\.\\d{3}\\.\\d+\\b");
    private static final Pattern REQUIREMENT =
            Pattern.compile("Jenkins (2\\.\\d+\\.\\d+) or newer \\(Java ([\\d or,]+)\\)");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<$]+)</version>");

    private final String pom = read("pom.xml");
    private final String enginePom = read("engine/pom.xml");
    private final String readme = read("README.md");
    private final String toolchain = read("scripts/toolchain.sh");
    private final MatchResult requirement = only(REQUIREMENT, readme);

    /** Those that the README names. */
    private final SortedSet<Integer> plugin = numbers(requirement.group(2));

    private final int engine = number("<maven.compiler.release>(\\d+)<", enginePom);

    BaselineTest() throws IOException {}

    @Test
    void documentsNameTheJenkinsOfThePom() throws IOException {
        String jenkins =
                only(Pattern.compile("<jenkins.baseline>([^<]+)<"), pom).group(1)
                        + only(Pattern.compile("<jenkins.version>\\$\\{jenkins.baseline}([^<]+)<"), pom)
                                .group(1);
        assertEquals(jenkins, requirement.group(1));
        for (Markdown document : Markdown.ofProject()) {
            LTS.matcher(read(document.file.toString()))
                    .results()
                    .forEach(named -> assertEquals(jenkins, named.group(), document.file.toString()));
        }
    }

    @Test
    void pluginIsBuiltAndTestedOnTheJavaThatTheReadmeNames() throws IOException {
        assertEquals(
                plugin,
                numbers(only(Pattern.compile("plugin_jdks=\"([\\d ]+)\""), toolchain)
                        .group(1)));
        SortedSet<Integer> tested = Pattern.compile("jdk: (\\d+)")
                .matcher(read("Jenkinsfile"))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(plugin, tested, "Jenkinsfile");
        int scanned = number("java-version: (\\d+)", read(".github/workflows/jenkins-security-scan.yml"));
        assertTrue(plugin.contains(scanned), "jenkins-security-scan.yml");
        for (String document : List.of("README.md", "CONTRIBUTING.md")) {
            MatchResult named = only(Pattern.compile("JDK (\\d+ or \\d+)"), read(document));
            assertEquals(plugin, numbers(named.group(1)), document);
        }
    }

    @Test
    void engineIsBuiltOnTheJavaThatTheDocumentsName() throws IOException {
        assertEquals(engine, number("\\((\\d+) for the engine alone\\)", readme));
        assertEquals(engine, number("for the engine any from (\\d+)", read("CONTRIBUTING.md")));
        assertEquals(engine, number("seq -s ' ' (\\d+)", toolchain));
        assertEquals(engine, number("java: \\[(\\d+),", read(".github/workflows/engine.yml")));
    }

    @Test
    void bothPomsHaveTheSameLibraries() {
        Map<String, String> ofEngine = dependencies(enginePom);
        Map<String, String> both = dependencies(pom);
        both.keySet().retainAll(ofEngine.keySet());
        assertTrue(both.containsKey("mockwebserver3"));
        both.forEach((artifact, version) -> assertEquals(version, ofEngine.get(artifact), artifact));
        assertEquals(ofEngine.get("mockwebserver3"), ofEngine.get("okhttp-jvm"));
    }

    private static Map<String, String> dependencies(String pom) {
        Map<String, String> versions = new LinkedHashMap<>();
        DEPENDENCY.matcher(pom).results().forEach(found -> versions.put(found.group(1), found.group(2)));
        return versions;
    }

    private static SortedSet<Integer> numbers(String text) {
        SortedSet<Integer> numbers = new TreeSet<>();
        Pattern.compile("\\d+").matcher(text).results().forEach(found -> numbers.add(Integer.valueOf(found.group())));
        return numbers;
    }

    private static int number(String pattern, String text) {
        return Integer.parseInt(only(Pattern.compile(pattern), text).group(1));
    }

    private static MatchResult only(Pattern pattern, String text) {
        List<MatchResult> found = pattern.matcher(text).results().toList();
        assertFalse(found.isEmpty(), () -> "no " + pattern);
        assertEquals(1, found.size(), () -> "more than one " + pattern);
        return found.get(0);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
