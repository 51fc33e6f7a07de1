package io.jenkins.plugins.ecs.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The author of a job chooses server and image by name. */
@Tag("browser")
@WithJenkins
class ServerPickerTest {

    private static final String OTHER_SERVER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    private static final String FORM = "[name='builder']";

    private JenkinsRule jenkins;
    private JenkinsScene scene;
    private Browser browser;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new JenkinsScene();
        scene.cloud.region().addServer(OTHER_SERVER, "db-1", "ACTIVE");
        browser = new Browser(rule);
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        scene.close();
    }

    @Test
    void picksServerAndImageByName() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("re-image");
        browser.open(job.getUrl() + "configure");
        browser.click(browser.button("Add build step"));
        browser.click(browser.await(() -> browser.all("button").stream()
                .filter(WebElement::isDisplayed)
                .filter(button -> button.getText().contains("Change the OS"))
                .findFirst()
                .orElse(null)));

        browser.makeRoomFor(browser.find("[name='builder']"));
        WebElement server = browser.field("serverId");
        browser.type(server, "db");
        browser.awaitText(".ecs-picker__list", "ACTIVE");
        browser.assertAccessible(FORM);
        browser.picture("server-picker", browser.find("[name='builder']"));
        browser.assertAccessibleInDark(FORM);
        browser.picture("server-picker-dark", browser.find("[name='builder']"));
        browser.click(".ecs-picker__option");
        assertEquals(OTHER_SERVER, server.getDomProperty("value"));
        browser.awaitText(".ecs-picker__label", "db-1 · ACTIVE");

        WebElement image = browser.field("imageId");
        browser.type(image, "standard");
        browser.awaitText(".ecs-picker__list", "Ubuntu");
        browser.click(".ecs-picker__option");
        browser.awaitText(".ecs-picker__label", "Standard_Ubuntu_22.04_latest");
        browser.click(browser.button("Save"));
        browser.await(() -> job.getBuildersList().isEmpty() ? null : this);

        OsChangeParameters saved = saved(job);
        assertEquals(OTHER_SERVER, saved.getServerId());
        assertEquals(Region.IMAGE, saved.getImageId());
        browser.assertQuiet();
    }

    @Test
    void canBeFilledInWithTheKeyboardAlone() throws Exception {
        FreeStyleProject job = job("${SERVER}", Region.IMAGE);
        browser.open(job.getUrl() + "configure");
        browser.field("serverId");
        browser.tabTo("serverId");
        browser.selectAll();
        browser.keys("web");
        browser.awaitText(".ecs-picker__list", "web-1");
        browser.keys(Keys.ARROW_DOWN);
        assertEquals("true", browser.find(".ecs-picker__option").getDomAttribute("aria-selected"));
        browser.keys(Keys.ENTER);
        browser.awaitText(".ecs-picker__label", "web-1");
        browser.keys(Keys.TAB);
        browser.tabTo("imageId");
        browser.keys(Keys.ARROW_DOWN);
        browser.awaitText(".ecs-picker__list", "Ubuntu");
        browser.keys(Keys.ESCAPE);
        browser.tabTo("ifRunning");
        browser.keys(Keys.ARROW_DOWN);
        while (!"Save".equals(browser.focused().getText())) {
            browser.keys(Keys.TAB);
        }
        browser.keys(Keys.ENTER);
        browser.await(() -> saved(job).getServerId().equals(Region.SERVER) ? this : null);
        assertTrue(saved(job).isStopFirst());
        browser.assertQuiet();
    }

    /** The pattern stays, unless somebody chooses one of the images. */
    @Test
    void showsWhichImageAPatternMeans() throws Exception {
        scene.cloud.region().addImage(UUID.randomUUID().toString(), "Golden_1");
        FreeStyleProject job = job("${SERVER}", "");
        browser.open(job.getUrl() + "configure");

        browser.type(browser.field("imageName"), "Standard_Ubuntu*");
        browser.awaitText(".ecs-picker__list", "The pattern fits one image, which a build uses: Standard_Ubuntu_22.04_latest");
        assertEquals(1, browser.shown(".ecs-picker__option").size());
        browser.assertAccessible(FORM);
        browser.keys(Keys.ESCAPE, Keys.TAB);
        browser.awaitText(".ecs-picker:has([name='_.imageName']) + .ecs-picker__label", "The pattern fits one image");
        browser.click(browser.button("Save"));

        browser.await(() -> "Standard_Ubuntu*".equals(saved(job).getImageName()) ? this : null);
        browser.assertQuiet();
    }

    @Test
    void keepsVariablesAndIdsThatAreTyped() throws Exception {
        FreeStyleProject job = job(Region.SERVER, Region.IMAGE);
        browser.open(job.getUrl() + "configure");
        browser.awaitText(".ecs-picker__label", "web-1 · SHUTOFF");
        browser.type(browser.field("serverId"), "${SERVER_ID}");
        browser.awaitText(".ecs-picker__list", "Known only in the build");
        browser.type(browser.field("imageId"), "00000000-0000-0000-0000-000000000000" + Keys.TAB);
        browser.awaitText(".ecs-picker__label", "No resource with this ID");
        browser.click(browser.button("Save"));
        browser.await(() -> saved(job).getServerId().equals("${SERVER_ID}") ? this : null);
        assertEquals("00000000-0000-0000-0000-000000000000", saved(job).getImageId());
        browser.assertQuiet();
    }

    @Test
    void staysFriendlyWhenTheCloudCannotBeAsked() throws Exception {
        FreeStyleProject job = job(Region.SERVER, Region.IMAGE);
        scene.cloud.close();
        browser.open(job.getUrl() + "configure");
        browser.awaitText(".ecs-picker__label", "The list cannot be shown");
        browser.awaitText(".ecs-picker__label", "You can still enter an ID");
        browser.assertAccessible(FORM);
        browser.assertQuiet();
    }

    @Test
    void searchesThousandsOfServersWithoutDelay() throws Exception {
        for (int i = 0; i < 2000; i++) {
            scene.cloud.region().addServer(UUID.randomUUID().toString(), "fleet-" + i, i % 2 == 0 ? "ACTIVE" : "SHUTOFF");
        }
        for (int i = 0; i < 500; i++) {
            scene.cloud.region().addImage(UUID.randomUUID().toString(), "Golden_" + i);
        }
        FreeStyleProject job = job("${SERVER}", "${IMAGE}");
        browser.open(job.getUrl() + "configure");

        List<Long> first = List.of(search("serverId", "fleet-1999"), search("imageId", "golden_499"));
        List<Long> later = List.of(search("serverId", "fleet-77"), search("imageId", "golden_4"));
        System.out.println("MEASURED search while the lists are fetched: " + first + " ms; with the lists at hand: " + later
                + " ms (2,002 servers, 502 images; typing pause of 150 ms included)");
        later.forEach(millis -> assertThat(millis, lessThan(1000L)));
        assertTrue(browser.find(".ecs-picker__message").getText().startsWith("50 of 111 shown"));
        browser.assertQuiet();
    }

    /** @return milliseconds from the last key to the choice on the screen */
    private long search(String field, String words) {
        browser.type(browser.field(field), words);
        Instant typed = Instant.now();
        String prefix = words.split("_")[0].replaceAll("-.*", "");
        browser.await(() -> browser.all(".ecs-picker__list").stream()
                        .filter(WebElement::isDisplayed)
                        .anyMatch(list -> list.getText().toLowerCase().contains(words) && list.getText().toLowerCase().contains(prefix))
                ? this
                : null);
        return Duration.between(typed, Instant.now()).toMillis();
    }

    private FreeStyleProject job(String server, String image) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("re-image");
        job.getBuildersList().add(new EcsChangeOsBuilder(new OsChangeParameters(server, image)));
        return job;
    }

    private static OsChangeParameters saved(FreeStyleProject job) {
        return job.getBuildersList().get(EcsChangeOsBuilder.class).getParameters();
    }
}
