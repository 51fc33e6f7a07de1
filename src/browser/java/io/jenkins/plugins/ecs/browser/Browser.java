package io.jenkins.plugins.ecs.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.apache.commons.io.FileUtils;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium at a test's Jenkins. What goes wrong on a page fails the test: errors in the console, violations of the Content Security Policy. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;
    private final Path profile;
    private final String home;

    Browser(JenkinsRule jenkins) throws IOException {
        this(jenkins, Locale.ENGLISH);
    }

    Browser(JenkinsRule jenkins, Locale language) throws IOException {
        home = jenkins.getURL().toString();
        profile = Files.createTempDirectory("chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("chromium", "/usr/bin/chromium"));
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1100",
                "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language.toLanguageTag()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(System.getProperty("chromedriver", "/usr/bin/chromedriver"))
                        .toFile())
                .build();
        driver = new ChromeDriver(service, options);
    }

    /** Opens a page of Jenkins. @param path relative to its root */
    void open(String path) {
        driver.get(home + path);
        assertEnforcesItsPolicy();
    }

    private void assertEnforcesItsPolicy() {
        Object policy = driver.executeAsyncScript(
                "const done = arguments[0]; fetch(location.href).then(r => done(r.headers.get('content-security-policy')))");
        assertNotNull(policy, "the page is served without an enforced policy");
    }

    WebElement find(String css) {
        return await(() -> driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    List<WebElement> shown(String css) {
        return all(css).stream().filter(WebElement::isDisplayed).toList();
    }

    /** The field of that name, as Jenkins' forms call it. */
    WebElement field(String name) {
        return find("[name='_." + name + "']");
    }

    WebElement button(String text) {
        return await(() -> driver.findElements(By.cssSelector("button, a.jenkins-button")).stream()
                .filter(WebElement::isDisplayed)
                .filter(button -> button.getText().strip().equals(text))
                .findFirst()
                .orElse(null));
    }

    /** Waits until this holds of the text of the page. */
    void awaitText(String text) {
        await(() -> driver.findElement(By.tagName("body")).getText().contains(text) ? this : null);
    }

    void awaitText(String css, String text) {
        await(() -> driver.findElements(By.cssSelector(css)).stream()
                        .anyMatch(element -> element.getText().contains(text))
                ? this
                : null);
    }

    <T> T await(Supplier<T> what) {
        try {
            return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                    .ignoring(StaleElementReferenceException.class)
                    .until(ignored -> what.get());
        } catch (TimeoutException e) {
            throw new AssertionError("what was waited for did not come; the window: " + lastSight(), e);
        }
    }

    private Path lastSight() {
        try {
            Path picture = Files.createTempFile(Path.of("target"), "window", ".png");
            return Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clicks on the first that is shown, of a list that may be drawn anew at any moment. */
    void click(String css) {
        await(() -> {
            find(css).click();
            return this;
        });
    }

    void click(WebElement element) {
        center(element);
        element.click();
    }

    void center(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    }

    void type(WebElement field, String text) {
        center(field);
        field.clear();
        field.sendKeys(text);
    }

    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Ctrl and A. */
    void selectAll() {
        new Actions(driver).keyDown(Keys.CONTROL).sendKeys("a").keyUp(Keys.CONTROL).perform();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Presses Tab until that field has the focus. */
    void tabTo(String name) {
        for (int i = 0; i < 100; i++) {
            if (("_." + name).equals(focused().getDomAttribute("name"))) {
                return;
            }
            keys(Keys.TAB);
        }
        throw new AssertionError(name + " cannot be reached with the keyboard");
    }

    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    WebDriver driver() {
        return driver;
    }

    /** Asks axe-core whether the parts with these selectors can be used by everybody. */
    void assertAccessible(String... parts) {
        assertEquals(List.of(), Axe.complaints(driver, parts));
    }

    /** The same in dark colors, where there are such; they stay until the page is loaded anew. */
    void assertAccessibleInDark(String... parts) {
        if (Dark.isChosen(this)) {
            assertAccessible(parts);
        }
    }

    /** Nothing was complained of in the console, where the Content Security Policy complains too. @param expected what is all the same */
    void assertQuiet(String... expected) {
        List<String> errors = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> Arrays.stream(expected).noneMatch(message::contains))
                .toList();
        assertEquals(List.of(), errors);
    }

    /** Keeps a picture of the window. */
    void picture(String name) throws IOException {
        Pictures.keep(name, driver);
    }

    void picture(String name, WebElement part) throws IOException {
        center(part);
        Pictures.keep(name, part);
    }

    /** A window that is high enough for the part, and for the bars of the page that would cover it else. */
    void makeRoomFor(WebElement part) {
        resize(part.getSize().getHeight() + 400);
    }

    void resize(int height) {
        resize(1280, height);
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** The page is no wider than the window, and every name in its tables is whole. */
    void assertFits() {
        assertEquals(List.of(), script(Layout.TOO_WIDE));
        assertEquals(List.of(), script(Layout.CUT_NAMES));
    }

    /** Pictures of a part of the page at both widths, light and dark; it is light again only when it is loaded anew. */
    void pictures(String name, String part) throws IOException {
        pictures(name, () -> find(part), part);
    }

    /** The same of the window. @param parts those that everybody has to be able to use in dark colors too */
    void windows(String name, String... parts) throws IOException {
        pictures(name, () -> driver, parts);
    }

    private void pictures(String name, Supplier<TakesScreenshot> what, String... parts) throws IOException {
        bothWidths(name, what);
        if (Dark.isChosen(this)) {
            assertAccessible(parts);
            bothWidths(name + "-dark", what);
        }
    }

    private void bothWidths(String name, Supplier<TakesScreenshot> what) throws IOException {
        for (int width : new int[] {800, 1280}) {
            resize(width, 1100);
            assertFits();
            Pictures.keep(width == 800 ? name + "-narrow" : name, what.get());
        }
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        FileUtils.deleteDirectory(profile.toFile());
    }
}
