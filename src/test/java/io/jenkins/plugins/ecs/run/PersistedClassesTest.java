package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Job;
import hudson.model.Run;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the plugin writes into files of Jenkins names no class that is internal to the JVM: another JVM may have none of that name. */
class PersistedClassesTest extends WithScene {

    private static final Pattern CLASS = Pattern.compile("[<\"]((?:java|javax|jdk|sun|com\\.sun)\\.[\\w.$-]+)");
    private static final Pattern ALIAS = Pattern.compile("(?:class|resolves-to)=\"([\\w.$-]+)\"");

    @Test
    void areOfThePublicApiInTheConfiguration() throws Exception {
        EcsSites.get().setSites(List.of(scene.site()));
        assertThat(internals(globalConfiguration()), empty());

        EcsSites.get().setSites(Collections.unmodifiableList(Arrays.asList(scene.site())));
        assertThat(internals(globalConfiguration()), empty());

        jenkins.configRoundtrip();
        assertThat(globalConfiguration(), containsString("<name>simulated</name>"));
        assertThat(internals(globalConfiguration()), empty());
    }

    @ParameterizedTest
    @EnumSource
    void areOfThePublicApiInJobsAndBuilds(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setUserData("#cloud-config");
        asked.setStopFirst(true);
        asked.setTimeoutMinutes(60);
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, asked);
        job.save();
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, asked);
        jenkins.waitForMessage("Cloud job: INIT", run);
        assertEquals(List.of(), internals(ofPlugin(job.getConfigFile().asString())));
        assertNoInternals(run);
        assertThat(
                internals(Files.readString(
                        jenkins.jenkins.getRootDir().toPath().resolve("ecs-change-os/" + Region.SERVER + ".xml"))),
                empty());

        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertNoInternals(run);
    }

    @ParameterizedTest
    @EnumSource
    void areOfThePublicApiInABuildThatFailed(FrontEnd frontEnd) throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0202", "Failed to create the system disk.");
        assertNoInternals(frontEnd.run(jenkins, JenkinsScene.parameters()));
    }

    @Test
    void areFoundWhereTheyAreWritten() {
        XStream2 xml = new XStream2();
        assertThat(internals(xml.toXML(List.of("a"))), hasItem("java.util.CollSer"));
        assertThat(
                internals(xml.toXML(Collections.unmodifiableList(new ArrayList<>()))),
                hasItem(containsString("java.util.Collections$")));
        assertThat(internals(xml.toXML(new ArrayList<>(List.of("a")))), empty());
        assertEquals(
                "<io.jenkins.plugins.ecs.A><b/></io.jenkins.plugins.ecs.A>",
                ofPlugin(
                        "<a><c class=\"java.util.CollSer\"/><io.jenkins.plugins.ecs.A><b/></io.jenkins.plugins.ecs.A></a>"));
    }

    private void assertNoInternals(Run<?, ?> run) throws IOException {
        run.save();
        String marker = ofPlugin(Files.readString(run.getRootDir().toPath().resolve("build.xml")));
        assertThat(internals(marker), empty());
        assertThat(marker, not(containsString(Region.SERVER)));
        String id = RunChanges.in(run).records().get(0).id();
        String saved = Files.readString(KeptChange.file(run.getRootDir(), id).toPath());
        assertThat(saved, containsString(Region.SERVER));
        assertThat(saved, not(containsString("io.jenkins.plugins")));
        assertThat(internals(saved), empty());
        assertThat(saved, not(containsString("$Lambda")));
    }

    private String globalConfiguration() throws IOException {
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(EcsSites.class.getName() + ".xml");
        String saved = Files.readString(file);
        assertThat(saved, containsString(EcsSite.class.getName()));
        return saved;
    }

    /** The elements that the plugin has in a file of Jenkins. */
    private static String ofPlugin(String xml) {
        StringBuilder own = new StringBuilder();
        Matcher element = Pattern.compile("(?s)<(io\\.jenkins\\.plugins\\.ecs\\.[\\w.-]+)[ >].*?</\\1>")
                .matcher(xml);
        while (element.find()) {
            own.append(element.group());
        }
        return own.toString();
    }

    private static List<String> internals(String xml) {
        List<String> found = new ArrayList<>();
        for (Pattern pattern : List.of(CLASS, ALIAS)) {
            pattern.matcher(xml)
                    .results()
                    .map(match -> match.group(1).replace("_-", "$"))
                    .filter(PersistedClassesTest::isInternal)
                    .forEach(found::add);
        }
        return found;
    }

    private static boolean isInternal(String name) {
        try {
            Class<?> type = Class.forName(name, false, PersistedClassesTest.class.getClassLoader());
            return type.getName().matches("(java|javax|jdk|sun|com\\.sun)\\..*")
                    && !Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException e) {
            return false; // an alias, or a class of another plugin
        }
    }
}
