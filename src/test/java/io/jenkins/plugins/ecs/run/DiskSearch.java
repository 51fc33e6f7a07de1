package io.jenkins.plugins.ecs.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Finds secrets in files: as they are, in base64, in any place. */
public final class DiskSearch {

    private DiskSearch() {}

    /** @return the files below this folder that hold the secret */
    public static List<Path> find(Path folder, String secret) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String content = read(file);
                        return content.contains(secret) || content.contains(encoded);
                    })
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
