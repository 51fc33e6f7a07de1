package io.jenkins.plugins.ecs.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the documents lead somewhere; whether others do, only the web knows. */
class LinksTest {

    @ParameterizedTest
    @MethodSource("files")
    void leadSomewhere(Markdown file) throws IOException {
        assertEquals(List.of(), dead(file));
    }

    static Stream<Markdown> files() throws IOException {
        return Markdown.ofProject().stream();
    }

    @Test
    void picturesAreAllShown() throws IOException {
        Set<String> shown = files().flatMap(file -> file.links().stream())
                .map(link -> Path.of(link.split("#", 2)[0]).getFileName().toString())
                .collect(Collectors.toSet());
        try (Stream<Path> pictures = Files.list(Path.of("docs", "images"))) {
            assertEquals(
                    List.of(),
                    pictures.map(picture -> picture.getFileName().toString())
                            .filter(name -> !shown.contains(name))
                            .toList());
        }
    }

    @Test
    void deadOnesAreFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), "# A heading, with `code`\n");
        Path page = Files.writeString(folder.resolve("page.md"), """
                [fine](other.md#a-heading-with-code) ![no picture](none.svg) [no such part](other.md#b) [web](https://example.org)
                ```groovy
                echo '[no link](none.md)'
                ```
                <img src="gone.png">
                """);

        assertEquals(List.of("none.svg", "other.md#b", "gone.png"), dead(Markdown.read(page)));
    }

    private static List<String> dead(Markdown file) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String link : file.links()) {
            if (!link.contains("://") && !leadsSomewhere(file, link)) {
                dead.add(link);
            }
        }
        return dead;
    }

    private static boolean leadsSomewhere(Markdown file, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file.file : file.file.resolveSibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || Markdown.read(target).anchors.contains(parts[1]));
    }
}
