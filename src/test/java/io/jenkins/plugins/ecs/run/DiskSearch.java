package io.jenkins.plugins.ecs.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Finds secrets in files: as they are, in base64, in any place. */
public final class DiskSearch {

    private DiskSearch() {}

    /** @return the files below this folder that hold the secret */
    public static List<Path> find(Path folder, String secret) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    if (content.contains(secret) || content.contains(encoded)) {
                        found.add(file);
                    }
                } catch (NoSuchFileException e) {
                    // Jenkins goes on writing meanwhile.
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                return e instanceof NoSuchFileException ? FileVisitResult.CONTINUE : super.visitFileFailed(file, e);
            }
        });
        return found;
    }
}
