package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The files and commands that cloud-init leaves on a new system, in a folder of their own; a real shell reads them. */
final class GuestOs implements AutoCloseable {

    private static final List<String> TOOLS = List.of("cat", "ls", "sed", "sh", "stat");
    private static final List<String> FOLDERS =
            List.of("bin", "run/cloud-init", "var/lib/cloud/instance", "etc/cloud", "proc");

    private final Path root;
    private final Scene scene;

    /** What is there of cloud-init. */
    enum Scene {
        NOT_STARTED,
        RUNNING,
        DONE,
        DEGRADED,
        ERROR,
        ERROR_BUT_RUNNING,
        DISABLED,
        ABSENT,
        /** {@code cloud-init status} without JSON, before 22.4. */
        PLAIN_DONE,
        PLAIN_ERROR,
        /** No {@code status} at all, before 17.2: only the result. */
        RESULT_DONE,
        RESULT_ERROR,
        /** Only the file that is written last. */
        FINISHED,
        /** That file as the image brought it, from another machine. */
        FINISHED_LONG_AGO,
        /** The login shell answers something else. */
        GARBAGE
    }

    GuestOs(Scene scene) {
        this.scene = scene;
        try {
            root = Files.createTempDirectory("guest");
            for (String folder : FOLDERS) {
                Files.createDirectories(root.resolve(folder));
            }
            for (String tool : TOOLS) {
                Path real = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
                Files.createSymbolicLink(root.resolve("bin").resolve(tool), real);
            }
            Instant booted = Instant.now().minusSeconds(90);
            Files.writeString(root.resolve("proc/stat"), "cpu 1 2 3\nbtime " + booted.getEpochSecond() + "\n");
            furnish(scene, booted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scene scene() {
        return scene;
    }

    private void furnish(Scene scene, Instant booted) throws IOException {
        switch (scene) {
            case NOT_STARTED -> status(fixture("running").replace("\"running\"", "\"not started\""), 0);
            case RUNNING -> status(fixture("running"), 0);
            case DONE -> status(fixture("done"), 0);
            case DEGRADED -> status(fixture("degraded"), 2);
            case ERROR -> status(fixture("error"), 1);
            case ERROR_BUT_RUNNING -> status(fixture("error").replace("error - done", "error - running"), 1);
            case DISABLED -> status(fixture("disabled"), 0);
            case ABSENT -> Files.delete(root.resolve("run/cloud-init"));
            case PLAIN_DONE -> plain("status: done\ntime: Thu, 15 Jan 2026 08:34:13 +0000\ndetail:\nDataSource\n", 0);
            case PLAIN_ERROR -> plain("status: error\ndetail:\n('scripts-user', RuntimeError('Runparts: 1'))\n", 1);
            case RESULT_DONE -> old(fixture("result"));
            case RESULT_ERROR -> old(fixture("result").replace("[]", "[\"scripts failed\"]"));
            case FINISHED -> finished(booted.plusSeconds(60));
            case FINISHED_LONG_AGO -> finished(booted.minusSeconds(86400));
            case GARBAGE -> {}
        }
    }

    private void status(String json, int exit) throws IOException {
        Files.writeString(root.resolve("run/status.json"), json);
        command("[ \"$*\" = \"status --format json\" ] || exit 9\ncat " + root.resolve("run/status.json") + "\nexit "
                + exit + "\n");
    }

    private void plain(String text, int exit) throws IOException {
        Files.writeString(root.resolve("run/status.txt"), text);
        command("[ \"$*\" = \"status --long\" ] || { echo \"usage: cloud-init\" >&2; exit 2; }\ncat "
                + root.resolve("run/status.txt") + "\nexit " + exit + "\n");
    }

    private void old(String result) throws IOException {
        command("echo \"usage: cloud-init\" >&2\nexit 2\n");
        Files.writeString(root.resolve("run/cloud-init/result.json"), result);
    }

    private void finished(Instant when) throws IOException {
        command("exit 2\n");
        Path file = root.resolve("var/lib/cloud/instance/boot-finished");
        Files.writeString(file, "31.80 - v. 0.7.9\n");
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    private void command(String script) throws IOException {
        Path file = root.resolve("bin/cloud-init");
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String fixture(String name) throws IOException {
        try (InputStream in = GuestOs.class.getResourceAsStream("cloud-init/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a login shell prints for this command, with the files of this system in the place of the machine's own. */
    String answer(String command) throws IOException {
        String here = command;
        for (String folder : List.of("/run/cloud-init", "/var/lib/cloud", "/etc/cloud", "/proc/stat")) {
            here = here.replace(folder, root + folder);
        }
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", here).redirectErrorStream(true);
        shell.environment().clear();
        shell.environment().put("PATH", root.resolve("bin").toString());
        Process process = shell.start();
        process.getOutputStream().close();
        byte[] answer = process.getInputStream().readAllBytes();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try (var all = Files.walk(root)) {
            all.sorted((one, other) -> other.compareTo(one))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
