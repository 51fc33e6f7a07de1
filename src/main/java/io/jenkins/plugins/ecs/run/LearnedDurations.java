package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.JobDurations;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Learns how long cloud jobs take, for all changes of this controller. Of a job that did not end well, or of which the cloud told no times, nothing is learned.
 *
 * <p>Persistence: one small file beside the queues, written when something was learned; nothing secret. Where it cannot be read, learning begins anew. Threads: any. Errors: logged, never
 * thrown, since no change may fail by it.
 */
@Extension
public final class LearnedDurations {

    private static final Logger LOGGER = Logger.getLogger(LearnedDurations.class.getName());
    private static final int VERSION = 1;
    private static final XStream2 XSTREAM = new XStream2();

    static {
        XSTREAM.alias("durations", Kept.class);
        XSTREAM.alias("of", KeptLine.class);
    }

    private final Set<ChangeRecord> learned = Collections.newSetFromMap(new WeakHashMap<>());
    private JobDurations known;

    private static final class Kept {
        private final int version;
        private final List<KeptLine> lines;

        private Kept(List<KeptLine> lines) {
            version = VERSION;
            this.lines = lines;
        }
    }

    private static final class KeptLine {
        private final String site;
        private final String image;
        private final String milliseconds;

        private KeptLine(JobDurations.Line line) {
            site = line.site();
            image = line.image();
            milliseconds = line.durations().stream()
                    .map(took -> String.valueOf(took.toMillis()))
                    .collect(Collectors.joining(" "));
        }

        private JobDurations.Line line() {
            List<Duration> durations = milliseconds == null
                    ? List.of()
                    : Stream.of(milliseconds.split(" "))
                            .map(word -> Duration.ofMillis(Long.parseLong(word)))
                            .toList();
            return new JobDurations.Line(site, image, durations);
        }
    }

    static LearnedDurations get() {
        return ExtensionList.lookupSingleton(LearnedDurations.class);
    }

    /** @return how long the cloud jobs of such changes usually take, or null where nobody knows */
    @CheckForNull
    synchronized UsualDuration usual(NotedSite site, ChangeRecord change) {
        return known().usual(site.place(), change.imageId());
    }

    /** Learns from a change that has ended well, once. */
    synchronized void learn(NotedSite site, ChangeRecord change) {
        Duration took = took(change);
        if (took == null || !learned.add(change)) {
            return;
        }
        known().add(site.place(), change.imageId(), took);
        try {
            file().write(new Kept(
                    new ArrayList<>(known.lines().stream().map(KeptLine::new).toList())));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write down how long cloud jobs take");
        }
    }

    @CheckForNull
    private static Duration took(ChangeRecord change) {
        AftermathNote later = change.aftermath();
        boolean well = change.state() == State.SUCCEEDED
                || later != null && later.ended() && later.outcome() == AftermathNote.Outcome.CHANGED;
        JobReport job = change.job();
        return well && job != null && "SUCCESS".equals(job.status()) ? job.took() : null;
    }

    private synchronized JobDurations known() {
        if (known == null) {
            JobDurations kept = new JobDurations();
            known = kept;
            XmlFile file = file();
            try {
                if (file.exists()
                        && file.read() instanceof Kept read
                        && read.version <= VERSION
                        && read.lines != null) {
                    read.lines.forEach(line -> kept.restore(line.line()));
                }
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot read how long cloud jobs take: " + file);
            }
        }
        return known;
    }

    private static XmlFile file() {
        return new XmlFile(XSTREAM, new File(QueueFiles.folder(), "durations.xml"));
    }
}
