package io.jenkins.plugins.ecs.run;

import hudson.XmlFile;
import hudson.model.Run;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.DriverNote;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.StateEntry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What is kept of one change, in a file of its own in the folder of its build: written whole, and atomically, at each state; nothing secret. So a change costs the same whether
 * its build has one or a thousand.
 *
 * <p>Persistence: {@code <build>/ecs-os-changes/<ID>.xml}. The names in it are those given below and of fields, never of classes. It has a version; one that is newer than this plugin
 * is not read. A build that was deleted does not come back by it.
 */
final class KeptChange {

    static final String FOLDER = "ecs-os-changes";

    private static final String SUFFIX = ".xml";

    private static final int VERSION = 1;

    /** A record has a few KiB: what is so much larger is none, and would take the memory of all. */
    private static final long LARGEST = 4L << 20;

    static final XStream2 XSTREAM = new XStream2();

    static {
        XSTREAM.alias("os-change", KeptChange.class);
        XSTREAM.alias("entry", StateEntry.class);
        XSTREAM.alias("job", JobReport.class);
    }

    private final int version;
    private final String home;
    private final long created;
    private final NotedSite site;
    private final ChangeRecord record;
    private transient OsChange process;

    KeptChange(String home, NotedSite site, ChangeRecord record) {
        this.home = home;
        this.site = site;
        this.record = record;
        created = System.currentTimeMillis();
        version = VERSION;
    }

    /** The {@link HomeId} of the Jenkins that it was begun in. */
    String home() {
        return home;
    }

    long created() {
        return created;
    }

    NotedSite site() {
        return site;
    }

    ChangeRecord record() {
        return record;
    }

    /** The one process that may drive it. */
    synchronized OsChange process() {
        DriverNote.monitorsAfterwards(record);
        process = process == null ? new OsChange(record) : process;
        return process;
    }

    /** Whether anything in this process of Jenkins drives it, or has driven it. */
    synchronized boolean isDriven() {
        return process != null;
    }

    /** @throws IOException when it is not on disk afterwards, with words that name no job, since they are told to others, too; also when the build was deleted */
    void write(Run<?, ?> run) throws IOException {
        File build = run.getRootDir();
        requireBuild(build);
        try {
            new XmlFile(XSTREAM, file(build, record.id())).write(this);
        } catch (IOException e) {
            requireBuild(build);
            throw new IOException(e.toString().replace(build.getPath(), "[build]"), e);
        }
        if (!isBuild(build)) {
            // It was deleted at that very moment.
            Files.deleteIfExists(file(build, record.id()).toPath());
            Files.deleteIfExists(new File(build, FOLDER).toPath());
            Files.deleteIfExists(build.toPath());
            requireBuild(build);
        }
    }

    private static void requireBuild(File build) throws IOException {
        if (!isBuild(build)) {
            throw new IOException("the build was deleted");
        }
    }

    /** Whether this is the folder of a build that was not deleted. */
    static boolean isBuild(File folder) {
        return new File(folder, "build.xml").exists();
    }

    /** @throws IOException when it cannot be read, or is of a newer version of this plugin */
    static KeptChange read(File file) throws IOException {
        if (file.length() > LARGEST) {
            throw new IOException("larger than any record: " + file);
        }
        Object read = new XmlFile(XSTREAM, file).read();
        if (read instanceof KeptChange kept && kept.version <= VERSION && kept.site != null && kept.isWhole()) {
            return kept;
        }
        throw new IOException("not a record that this version of the plugin reads: " + file);
    }

    private boolean isWhole() {
        return record != null && record.isWhole();
    }

    /** The same of a file in the folder of a build. @throws IOException also when it is a copy under another name */
    static KeptChange inBuild(File file) throws IOException {
        KeptChange kept = read(file);
        if (!file.getName().equals(name(kept.record.id()))) {
            throw new IOException("the record of another OS change: " + file);
        }
        return kept;
    }

    /** @param id one that no name of a path can be made of, or there is no such file */
    static File file(File build, String id) {
        return new File(new File(build, FOLDER), name(id));
    }

    private static String name(String id) {
        return id.replaceAll("[^\\w-]", "_") + SUFFIX;
    }
}
