package io.jenkins.plugins.ecs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Timer;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.web.PluginClasses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.metrics.api.Metrics;
import org.junit.jupiter.api.Test;

/** The figures that the Metrics plugin gets. */
class ChangeMetricsTest extends WithScene {

    private static long gauge(String name) {
        Gauge<?> gauge = (Gauge<?>) Metrics.metricRegistry().getMetrics().get("ecs-change-os." + name);
        return ((Number) gauge.getValue()).longValue();
    }

    private static long meter(String name) {
        return ((Meter) Metrics.metricRegistry().getMetrics().get("ecs-change-os.changes." + name)).getCount();
    }

    private FreeStyleProject job(OsChangeParameters asked) throws IOException {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new EcsChangeOsBuilder(asked));
        return job;
    }

    @Test
    void countChangesByTheirEndAndRequestsToTheCloud() throws Exception {
        scene.cloud.faults().throttle("GET", "/jobs/", "1");
        jenkins.buildAndAssertSuccess(job(JenkinsScene.parameters()));
        OsChangeParameters again = JenkinsScene.parameters();
        again.setDryRun(true);
        again.setStopFirst(true);
        jenkins.buildAndAssertSuccess(job(again));
        jenkins.buildAndAssertStatus(Result.FAILURE, job(JenkinsScene.parameters())); // it is running now

        assertEquals(1, meter("submitted"));
        assertEquals(1, meter("success"));
        assertEquals(1, meter("dry-run"));
        assertEquals(1, meter("nothing-changed"));
        assertEquals(0, meter("failed"));
        assertEquals(scene.cloud.requests().size(), gauge("requests.sent"));
        assertEquals(1, gauge("requests.throttled"));
        assertEquals(0, gauge("requests.delay"));
        Timer duration = (Timer) Metrics.metricRegistry().getMetrics().get("ecs-change-os.changes.duration");
        assertEquals(1, duration.getCount());
        assertTrue(duration.getSnapshot().getMin() > Duration.ofMillis(500).toNanos());
    }

    @Test
    void tellWhatIsUnderWayAndWhatWaits() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        FreeStyleBuild first = job(JenkinsScene.parameters()).scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Cloud job: INIT", first);
        OsChangeParameters next = JenkinsScene.parameters();
        next.setStopFirst(true);
        FreeStyleBuild second = job(next).scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Queued: waiting for another build", second);

        assertEquals(1, gauge("changes.under-way"));
        assertEquals(1, gauge("changes.queued"));

        second.doStop();
        jenkins.waitForCompletion(second);
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        assertEquals(0, gauge("changes.under-way"));
        assertEquals(Region.IMAGE, scene.cloud.region().at(Region.SERVER).imageId());
    }

    @Test
    void areAllInTheTableOfTheDocument() throws Exception {
        String page = Files.readString(Path.of("docs/performance.md"));
        Matcher row =
                Pattern.compile("(?m)^\\| `ecs-change-os[^|]*\\|[^|]*\\|.*").matcher(page);
        TreeSet<String> told = new TreeSet<>();
        while (row.find()) {
            String prefix = row.group().replaceAll("(?s)^\\| `([a-z.-]+\\.).*", "$1");
            Pattern.compile("`([a-z.-]+)`")
                    .matcher(row.group())
                    .results()
                    .map(code -> code.group(1))
                    .filter(code -> !code.equals("status"))
                    .forEach(code -> told.add(code.contains(".") ? code : prefix + code));
        }
        assertEquals(
                Metrics.metricRegistry().getNames().stream()
                        .filter(name -> name.startsWith("ecs-change-os."))
                        .collect(Collectors.toCollection(TreeSet::new)),
                told);
    }

    /** Else it could not be loaded without that plugin. */
    @Test
    void areTheOnlyOnesThatKnowTheMetricsPlugin() throws IOException {
        List<String> know = PluginClasses.all().stream()
                .filter(ChangeMetricsTest::knowsMetrics)
                .map(Class::getPackageName)
                .distinct()
                .toList();
        assertEquals(List.of(ChangeMetrics.class.getPackageName()), know);
    }

    private static boolean knowsMetrics(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream code = type.getResourceAsStream(file)) {
            String text = new String(code.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.contains("com/codahale/") || text.contains("jenkins/metrics/");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
