package io.jenkins.plugins.ecs.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;

/** What the tests see: where {@code docs/images} has a picture of that name it is renewed; the others are to be looked at, in {@code target/pictures}. */
final class Pictures {

    private static final Path SHOWN = Path.of("docs", "images");
    private static final Path OTHERS = Path.of("target", "pictures");
    private static final int LARGEST = 200_000;

    private Pictures() {}

    static void keep(String name, TakesScreenshot what) throws IOException {
        byte[] png = what.getScreenshotAs(OutputType.BYTES);
        if (png.length > LARGEST) {
            throw new AssertionError(name + " has " + png.length + " bytes");
        }
        Path shown = SHOWN.resolve(name + ".png");
        Files.createDirectories(OTHERS);
        Files.write(Files.exists(shown) ? shown : OTHERS.resolve(name + ".png"), png);
    }
}
