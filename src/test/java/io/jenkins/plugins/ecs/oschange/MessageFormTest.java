package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a change can fail is told in one form, in each language: what is wrong with which server, what is known of it, what to do. */
class MessageFormTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /** Between two sentences of a text. */
    private static final Pattern INNER_STOP = Pattern.compile("[.!?] (?=\\p{Lu})|[。！？](?=.)");

    /** Parts of sentences, which the frame around them ends. */
    private static final List<String> FRAGMENTS = List.of("login.", "EcsSites.displayName");

    private final Locale before = Locale.getDefault();

    enum Language {
        ENGLISH(Locale.ENGLISH, ""),
        GERMAN(Locale.GERMANY, "_de"),
        CHINESE(Locale.SIMPLIFIED_CHINESE, "_zh_CN");

        private final Locale locale;
        private final String suffix;

        Language(Locale locale, String suffix) {
            this.locale = locale;
            this.suffix = suffix;
        }
    }

    /** A way to fail. */
    private record Scene(String name, Function<Rig, OsChange> fails) {
        @Override
        public String toString() {
            return name;
        }
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    static Stream<Scene> scenes() {
        return Stream.of(
                refused("nothing is specified", rig -> new ChangeRequest(null, null)),
                refused("several fields are wrong", rig -> new ChangeRequest("a", "b").timeoutMinutes(0)),
                refused("the image's name is wrong", rig -> rig.request().saveImageAs("a/b")),
                refused("there is no such server", rig -> new ChangeRequest(NOBODY, Region.IMAGE)),
                refused("no server has the name", rig -> new ChangeRequest(null, Region.IMAGE).serverName("x")),
                refused("there is no such image", rig -> new ChangeRequest(Region.SERVER, NOBODY)),
                new Scene("the password is weak", rig -> {
                    rig.login = new Login.WithPassword(new SecretText("weakling"));
                    return rig.run(rig.request());
                }),
                new Scene("a guardrail forbids it", rig -> {
                    rig.guardRails = new GuardRails("main", "jenkins=yes", List.of("Debian*"));
                    return rig.run(rig.request());
                }),
                new Scene("the credential is missing", rig -> {
                    rig.misconfigured = "credentialsId: there is no credential";
                    return rig.run(rig.request());
                }),
                new Scene("the credential store breaks", rig -> {
                    rig.breaks = new IllegalStateException("It is away.");
                    return rig.run(rig.request());
                }),
                new Scene("the disk of Jenkins is full", rig -> {
                    OsChange change = new OsChange("test", rig.request());
                    rig.driveUntil(change, State.CHECKED);
                    rig.diskFull = true;
                    return rig.drive(change);
                }),
                new Scene("the cloud cannot be reached", rig -> {
                    rig.elsewhere = Rig.NOWHERE;
                    return rig.run(rig.request());
                }),
                new Scene("the time is up before", rig -> {
                    rig.cloud.faults().answerFor(Duration.ofDays(1), "GET", "/cloudservers/", 429, "Ecs.x", "Wait.");
                    return rig.run(rig.request());
                }),
                new Scene("the time is up in the cloud", rig -> {
                    rig.cloud.jobsTake(Duration.ofDays(1));
                    return rig.run(rig.request());
                }),
                new Scene("the time is up after the cloud job", rig -> {
                    rig.server().behaviour().bootSlowly(Duration.ofDays(1));
                    return rig.run(rig.request());
                }),
                new Scene("the reply is lost", rig -> {
                    rig.cloud.faults().loseRequest("POST", "/changeos");
                    return rig.run(rig.request());
                }),
                new Scene("the cloud job fails", rig -> {
                    rig.server()
                            .behaviour()
                            .failChanges("Ecs.0021", "Quota exceeded")
                            .tellReasonsNested();
                    return rig.run(rig.request());
                }),
                new Scene("the cloud job fails without a reason", rig -> {
                    rig.server().behaviour().failChanges("Ecs.0202", "");
                    return rig.run(rig.request());
                }),
                new Scene("the cloud wants money", rig -> {
                    rig.server().behaviour().wantPayment();
                    return rig.run(rig.request());
                }),
                new Scene("the server is not as it should be", rig -> {
                    OsChange change = new OsChange("test", rig.request());
                    rig.driveUntil(change, State.VERIFYING);
                    rig.server().json().put("status", "ERROR");
                    return rig.drive(change);
                }),
                new Scene(
                        "nobody answers in the new system",
                        rig -> rig.run(rig.request().loginWait(new LoginWait("127.0.0.1", 1, 1)))),
                new Scene("the image cannot be ordered", rig -> {
                    rig.cloud.faults().refuse("POST", "/cloudimages/action", 403, "IMG.0026", "Not allowed.");
                    return rig.run(rig.request().saveImageAs("old"));
                }),
                new Scene("the image fails", rig -> {
                    rig.cloud.region().imageOrders().fail("IMG.0006", "Too large.");
                    return rig.run(rig.request().saveImageAs("old"));
                }),
                new Scene("the cloud refuses after the image was made", rig -> {
                    rig.cloud.faults().refuse("POST", "/changeos", 400, "Ecs.0021", "Quota exceeded.");
                    return rig.run(rig.request().saveImageAs("old"));
                }),
                stopped(
                        "the cloud refuses after the stop",
                        rig -> rig.cloud.faults().refuse("POST", "/changeos", 400, "Ecs.0021", "Quota exceeded.")),
                stopped("the server cannot be started again", rig -> {
                    rig.cloud.faults().refuse("POST", "/changeos", 400, "Ecs.0021", "Quota exceeded.");
                    rig.cloud.faults().refuse("POST", "/cloudservers/action", 400, "Ecs.0110", "May not start.");
                }),
                aborted("it is aborted before", State.PREPARING, rig -> {}),
                aborted("it is aborted in the cloud", State.SUBMITTED, rig -> {}),
                aborted(
                        "it is aborted without reply",
                        State.UNCERTAIN,
                        rig -> rig.cloud.faults().loseRequest("POST", "/changeos")),
                aborted("it is aborted after the cloud job", State.VERIFYING, rig -> {}));
    }

    private static Scene refused(String name, Function<Rig, ChangeRequest> request) {
        return new Scene(name, rig -> rig.run(request.apply(rig)));
    }

    private static Scene stopped(String name, Consumer<Rig> then) {
        return new Scene(name, rig -> {
            rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
            OsChange change = new OsChange("test", rig.request().stopFirst(true));
            rig.driveUntil(change, State.CHECKED);
            then.accept(rig);
            return rig.drive(change);
        });
    }

    private static Scene aborted(String name, State when, Consumer<Rig> first) {
        return new Scene(name, rig -> {
            first.accept(rig);
            OsChange change = new OsChange("test", rig.request());
            rig.driveUntil(change, when);
            MessageForm.assertForm(change.abandon());
            return rig.drive(change);
        });
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void hasTheForm(Scene scene) {
        for (Language language : Language.values()) {
            Locale.setDefault(language.locale);
            try (Rig rig = new Rig()) {
                OsChange change = scene.fails.apply(rig);
                assertEquals(State.FAILED, change.state(), rig.log());
                MessageForm.assertForm(change.failure().message());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsCodeAndRequestBeforeTheAdvice(Language language) {
        Locale.setDefault(language.locale);
        try (Rig rig = new Rig()) {
            rig.cloud.faults().answer("POST", "/changeos", 403, "Pdp.0001", "Policy does not allow it.");
            String message = rig.run(rig.request()).failure().message();
            int code = message.indexOf("Pdp.0001: Policy does not allow it [");
            int advice = message.indexOf(Texts.advice("Pdp.0001"));
            assertThat(message, code, greaterThan(message.indexOf(Region.SERVER)));
            assertThat(message, code, lessThan(advice));
            assertThat(message, endsWith(Texts.advice("Pdp.0001")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNoServerWasSpecified(Language language) {
        Locale.setDefault(language.locale);
        String message =
                Failures.refused(new ChangeRequest(null, null), "site: x").getMessage();
        assertThat(message, containsString(Texts.text("server.unspecified")));
        MessageForm.assertForm(message);
    }

    @ParameterizedTest
    @EnumSource
    void endsEveryAdviceAndEveryTextOfSeveralSentences(Language language) throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        int seen = 0;
        for (Path file : files(language)) {
            Properties texts = new Properties();
            texts.load(new StringReader(Files.readString(file)));
            boolean advice = file.getFileName().toString().startsWith("Advice");
            for (String key : texts.stringPropertyNames()) {
                String text = texts.getProperty(key);
                boolean frame = text.matches("(?s).*\\{\\d}");
                boolean fragment = FRAGMENTS.stream().anyMatch(key::startsWith);
                boolean whole = advice || INNER_STOP.matcher(text).find();
                seen += whole ? 1 : 0;
                if (whole && !frame && !fragment) {
                    // A choice holds a text for each number, none of which is empty when it is told.
                    List<String> faults = MessageForm.faults(text.replaceAll("\\{(\\d)[^{}]*(\\{\\d}[^{}]*)*}", "x$1"));
                    faults.forEach(fault -> wrong.put(file.getFileName() + " " + key, fault + ": " + text));
                }
            }
        }
        assertTrue(seen > 150, "texts of several sentences: " + seen);
        assertEquals(Map.of(), wrong);
    }

    @Test
    void findsWhatHasNotTheForm() {
        for (String wrong : List.of(
                "OS of server a not changed: Pdp.0001: no [request 1] Grant it.",
                "OS of server  not changed: x.",
                "It failed (Not allowed.). Grant it.",
                "It failed: no reason.. Look.",
                "It failed",
                "失败（原因。）。",
                "失败。 请检查。")) {
            assertThat(wrong, MessageForm.faults(wrong), not(List.of()));
        }
    }

    private static List<Path> files(Language language) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("(Texts|Messages|Advice)" + language.suffix + "\\.properties"))
                    .sorted()
                    .toList();
        }
    }
}
