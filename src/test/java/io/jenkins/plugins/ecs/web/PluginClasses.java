package io.jenkins.plugins.ecs.web;

import io.jenkins.plugins.ecs.site.EcsSite;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every class that the plugin consists of. */
public final class PluginClasses {

    private PluginClasses() {}

    static Path folder() {
        return Path.of(URI.create(EcsSite.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    public static List<Class<?>> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder().resolve("io/jenkins/plugins/ecs"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .<Class<?>>map(PluginClasses::load)
                    .toList();
        }
    }

    private static Class<?> load(Path file) {
        String name = folder().relativize(file)
                .toString()
                .replace(File.separatorChar, '.')
                .replaceAll("\\.class$", "");
        try {
            return Class.forName(name, false, PluginClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
