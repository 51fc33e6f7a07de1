package io.jenkins.plugins.ecs.run;

import hudson.model.Job;
import java.io.File;
import java.nio.file.Path;
import jenkins.model.Jenkins;

/** The folder of a build, as it is noted: below the home of Jenkins if it is there, so that it is not taken for that of the original in a copy of the home. Threads: any. */
final class BuildFolder {

    private BuildFolder() {}

    static File of(Job<?, ?> job, int build) {
        return new File(job.getBuildDir(), String.valueOf(build));
    }

    static String noted(File folder) {
        Path home = Jenkins.get().getRootDir().toPath();
        Path place = folder.toPath();
        return (place.startsWith(home) ? home.relativize(place) : place).toString();
    }

    static File at(String noted) {
        return Jenkins.get().getRootDir().toPath().resolve(noted).toFile();
    }
}
