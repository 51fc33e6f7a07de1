package io.jenkins.plugins.ecs.run;

import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.File;
import java.io.IOException;

/** Puts records into runs that made no such change, and into the lists of a controller. */
public final class Records {

    private Records() {}

    public static void add(Run<?, ?> run, ChangeRecord record) throws IOException {
        KeptChange kept = kept(record);
        RunChanges.begin(run).add(kept);
        kept.write(run);
    }

    private static KeptChange kept(ChangeRecord record) {
        return new KeptChange(
                ServerQueue.get().home(),
                new NotedSite(EcsSites.get().getSites().get(0), null),
                record);
    }

    /** Queues a change of a build that is not loaded. */
    public static void queue(Job<?, ?> job, int build, ChangeRecord record) throws IOException {
        File folder = new File(job.getBuildDir(), String.valueOf(build));
        File file = KeptChange.file(folder, record.id());
        new XmlFile(KeptChange.XSTREAM, file).write(kept(record));
        ServerQueue.get().found(record, new QueueEntry(job, build, record));
    }

    /** Keeps the outcome of a change. */
    public static void outcome(String job, int build, ChangeRecord record) {
        LastOutcomes.get().note(record, job, build);
    }

    /** Has nobody see to the changes that no build drives, which is done once a minute: those that a test puts into queues stay as they are. */
    public static void stopSweeping() {
        ExtensionList<ServerQueue> queues = ExtensionList.lookup(ServerQueue.class);
        queues.remove(ServerQueue.get());
        queues.add(new ServerQueue() {
            @Override
            void sweep() {}
        });
    }

    /** What needs attention is looked at by another process. */
    public static void forgetWhatWasLookedAt() {
        ExtensionList<Attention> all = ExtensionList.lookup(Attention.class);
        all.remove(Attention.get());
        all.add(new Attention());
    }

    /** Looks at the queues, as is done once a minute. */
    public static void look() {
        Attention.get().look();
    }
}
