package io.jenkins.plugins.ecs.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsIamUser;
import io.jenkins.plugins.ecs.credentials.EcsKeyPair;
import io.jenkins.plugins.ecs.freestyle.ChangeVariables;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.parameters.EcsImageParameterDefinition;
import io.jenkins.plugins.ecs.parameters.EcsServerParameterDefinition;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.pipeline.EcsChangeOsStep;
import io.jenkins.plugins.ecs.pipeline.EcsImagesStep;
import io.jenkins.plugins.ecs.pipeline.EcsServersStep;
import io.jenkins.plugins.ecs.report.StepResult;
import io.jenkins.plugins.ecs.site.EcsSite;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the documents tell every parameter there is, and no other. */
class ReferenceTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void tellsEveryParameterAndItsDefault() throws Exception {
        Map<String, String> table = Markdown.read(Path.of("docs/parameters.md")).table("parameter", "default");
        assertEquals(parameters(EcsChangeOsStep.class), new TreeSet<>(table.keySet()));
        EcsChangeOsStep untouched = new EcsChangeOsStep();
        for (DescribableParameter parameter :
                DescribableModel.of(EcsChangeOsStep.class).getParameters()) {
            String told = table.get(parameter.getName());
            Object value = value(untouched, parameter.getName());
            if (parameter.isRequired()) {
                assertEquals("–", told, parameter.getName());
            } else if (value == null) {
                assertTrue(told.matches("[a-z’,' ]+"), parameter.getName() + " has no default value, but: " + told);
            } else {
                assertEquals("`" + value + "`", told, parameter.getName());
            }
        }
    }

    @Test
    void tellsEveryArgumentOfTheStepsThatFind() throws IOException {
        Map<String, String> of = Markdown.read(Path.of("docs/parameters.md")).table("argument", "of");
        assertEquals(parameters(EcsServersStep.class), new TreeSet<>(of.keySet()));
        of.values().removeIf("both"::equals);
        assertEquals(Map.of("tag", "`ecsServers`"), of);
        Set<String> ofImages = parameters(EcsServersStep.class);
        ofImages.remove("tag");
        assertEquals(ofImages, parameters(EcsImagesStep.class));
    }

    @Test
    void tellsEveryVariableOfAFreestyleBuild() throws IOException {
        Map<String, String> told = Markdown.read(Path.of("docs/parameters.md")).table("variable", "value");
        assertEquals(ChangeVariables.names(), new TreeSet<>(told.keySet()));
    }

    @Test
    void tellsEveryKeyOfTheResult() throws IOException {
        ChangeFailure failure = new ChangeFailure(ChangeFailure.Kind.REFUSED, "no");
        String page = Files.readString(Path.of("docs/parameters.md"));
        String table = page.substring(page.indexOf("| key | value |"), page.indexOf("| status | `failureKind` |"));
        Set<String> told = table.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> CODE.matcher(line.split(" \\| ")[0]).results())
                .map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(
                        StepResult.of(new ChangeRequest("a", "b"), failure).keySet()),
                told);
    }

    private static Object value(Object bean, String property) throws Exception {
        for (PropertyDescriptor each : Introspector.getBeanInfo(bean.getClass()).getPropertyDescriptors()) {
            if (each.getName().equals(property)) {
                return each.getReadMethod().invoke(bean);
            }
        }
        throw new AssertionError("no getter for " + property);
    }

    @Test
    void tellsEveryFieldOfASite() throws IOException {
        String page = Files.readString(Path.of("docs/configuration.md"));
        Set<String> told = page.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split(" \\| ")[1])
                .flatMap(cell -> Stream.of(cell.split("[`, ]+")))
                .filter(word -> word.matches("[a-z]\\w+"))
                .collect(Collectors.toCollection(TreeSet::new));
        told.remove("in");
        told.remove("code");
        assertEquals(parameters(EcsSite.class), told);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                EcsChangeOsStep.class,
                EcsServersStep.class,
                EcsImagesStep.class,
                OsChangeParameters.class,
                EcsServerParameterDefinition.class,
                EcsImageParameterDefinition.class,
                EcsSite.class,
                EcsAccessKey.class,
                EcsIamUser.class,
                EcsKeyPair.class
            })
    void helpsWithEveryField(Class<?> type) {
        for (String parameter : parameters(type)) {
            if (!Set.of("id", "scope", "description").contains(parameter)) {
                assertTrue(hasHelp(type, parameter), type + ": no help for " + parameter);
            }
        }
    }

    /** Where Jenkins looks for it. */
    private static boolean hasHelp(Class<?> type, String parameter) {
        String help = type.getSimpleName() + "/help-" + parameter + ".html";
        return type.getResource(help) != null
                || type.getSuperclass() != Object.class && hasHelp(type.getSuperclass(), parameter);
    }

    @Test
    void tellsEveryFieldOfABuildParameter() throws IOException {
        Map<String, String> of = Markdown.read(Path.of("docs/parameters.md")).table("field", "of");
        Set<String> ofImages = parameters(EcsImageParameterDefinition.class);
        assertEquals(parameters(EcsServerParameterDefinition.class), new TreeSet<>(of.keySet()));
        of.values().removeIf("both"::equals);
        assertEquals(Map.of("tag", "`ecsServer`"), of);
        ofImages.add("tag");
        assertEquals(parameters(EcsServerParameterDefinition.class), ofImages);
    }

    /** Code in the first cell of a table is the beginning of a message, with … for what differs; or an error code. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/log-and-pages.md", "docs/troubleshooting.md"})
    void quotesMessagesAsTheyAre(String page) throws IOException {
        List<String> messages = messages();
        List<String> unknown = Files.readAllLines(Path.of(page)).stream()
                .filter(line -> line.startsWith("| "))
                .flatMap(line -> CODE.matcher(line.split(" \\| ")[0]).results())
                .map(code -> code.group(1))
                .filter(quoted -> !quoted.matches("\\w+\\.\\d{4}"))
                .filter(quoted -> messages.stream().noneMatch(quote(quoted).asPredicate()))
                .toList();
        assertEquals(List.of(), unknown);
    }

    private static Pattern quote(String message) {
        return Pattern.compile(Stream.of(message.split(" ?…"))
                .filter(part -> !part.isEmpty())
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }

    private static List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".properties")
                            && !each.toString().contains("_"))
                    .toList()) {
                Properties read = new Properties();
                try (var in = Files.newBufferedReader(file)) {
                    read.load(in);
                }
                read.stringPropertyNames().forEach(key -> messages.add(read.getProperty(key)));
            }
        }
        return messages;
    }

    /** The engine alone is compiled for an older Java; see {@code BaselineTest}. */
    @Test
    void pluginNeedsTheJavaThatTheReadmeNames() throws IOException {
        Matcher named = Pattern.compile("or newer \\(Java (\\d+) ").matcher(Files.readString(Path.of("README.md")));
        assertTrue(named.find());
        try (var classFile = new DataInputStream(EcsSite.class.getResourceAsStream("EcsSite.class"))) {
            classFile.skipNBytes(6);
            assertEquals(44 + Integer.parseInt(named.group(1)), classFile.readUnsignedShort());
        }
    }

    private static Set<String> parameters(Class<?> type) {
        return DescribableModel.of(type).getParameters().stream()
                .map(DescribableParameter::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
