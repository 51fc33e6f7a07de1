package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.File;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;

/**
 * The changes that a run made. That it has some stands in its {@code build.xml}, and no more; each is a {@link KeptChange} with a file of its own.
 *
 * <p>Persistence: empty. Threads: any. Errors: a record that cannot be read is left out, counted, and logged.
 */
public final class RunChanges extends InvisibleAction implements RunAction2 {

    private static final Logger LOGGER = Logger.getLogger(RunChanges.class.getName());

    private transient volatile Run<?, ?> run;
    /** Those that this process drives, or has driven, by ID. */
    private transient Map<String, KeptChange> inUse;

    /** What was wrong with records when that was logged. */
    private transient Set<String> told;

    private transient SoftReference<Map<String, KeptChange>> onDisk;

    private RunChanges(Run<?, ?> run) {
        attach(run);
    }

    /** Those of a run; null where it has none. */
    @CheckForNull
    public static RunChanges in(@CheckForNull Run<?, ?> run) {
        RunChanges changes = run == null ? null : run.getAction(RunChanges.class);
        return changes == null ? null : changes.attach(run);
    }

    /** Those of a run that is about to have one. @throws IOException when that cannot be written down */
    static synchronized RunChanges begin(Run<?, ?> run) throws IOException {
        RunChanges changes = in(run);
        if (changes == null) {
            changes = new RunChanges(run);
            run.addAction(changes);
            try {
                run.save();
            } catch (IOException e) {
                run.removeAction(changes); // else the next change would take it for saved
                throw e;
            }
            ChangedBuilds.add(run);
        }
        return changes;
    }

    @Override
    public void onAttached(Run<?, ?> attachedTo) {
        attach(attachedTo);
    }

    @Override
    public void onLoad(Run<?, ?> loadedWith) {
        attach(loadedWith);
    }

    /** Also where it was loaded into a run that was there already, which tells it nothing. */
    private synchronized RunChanges attach(Run<?, ?> to) {
        run = to;
        inUse = inUse == null ? new ConcurrentHashMap<>() : inUse;
        told = told == null ? ConcurrentHashMap.newKeySet() : told;
        return this;
    }

    public Run<?, ?> run() {
        return run;
    }

    /** All records, the oldest first. */
    public List<ChangeRecord> records() {
        return all().stream()
                .sorted(Comparator.comparingLong(KeptChange::created))
                .map(KeptChange::record)
                .toList();
    }

    private Collection<KeptChange> all() {
        return byId().values().stream().filter(Objects::nonNull).toList();
    }

    /** How many records cannot be read. */
    public int unreadable() {
        return (int) byId().values().stream().filter(Objects::isNull).count();
    }

    /** Null for those that cannot be read; they are read again each time, since somebody may repair them. */
    private synchronized Map<String, KeptChange> byId() {
        Map<String, KeptChange> all = onDisk == null ? null : onDisk.get();
        if (all == null) {
            all = new LinkedHashMap<>();
            File[] files =
                    new File(run.getRootDir(), KeptChange.FOLDER).listFiles((dir, name) -> name.endsWith(".xml"));
            for (File file : files == null ? new File[0] : files) {
                KeptChange kept = read(file);
                all.put(kept == null ? file.getName() : kept.record().id(), kept);
            }
            onDisk = all.containsValue(null) ? null : new SoftReference<>(all);
        }
        all.keySet().forEach(this::live);
        Map<String, KeptChange> now = new LinkedHashMap<>(all);
        inUse.keySet().forEach(id -> now.remove(file(id).getName()));
        now.putAll(inUse);
        return now;
    }

    /** The change where somebody uses it, perhaps by the same run as it was loaded before; else null. */
    @CheckForNull
    private KeptChange live(String id) {
        return inUse.computeIfAbsent(id, key -> LiveChanges.get().of(file(key)));
    }

    private File file(String id) {
        return KeptChange.file(run.getRootDir(), id);
    }

    @CheckForNull
    private KeptChange read(File file) {
        try {
            return KeptChange.inBuild(file);
        } catch (IOException e) {
            boolean first = told.add(e.toString());
            LOGGER.log(first ? Level.WARNING : Level.FINE, e, () -> "cannot read the record of an OS change");
            return null;
        }
    }

    /** Whether the run has a change to show. */
    public synchronized boolean isEmpty() {
        String[] files = new File(run.getRootDir(), KeptChange.FOLDER).list();
        return inUse.isEmpty() && (files == null || files.length == 0);
    }

    /** Whether another change of its server was sent, or may have been, and ended for this run without its outcome. */
    boolean isUnsettled(ChangeRecord change) {
        return all().stream().map(KeptChange::record).anyMatch(record -> {
            ChangeFailure failure = record.failure();
            return !record.id().equals(change.id())
                    && record.serverId().equals(change.serverId())
                    && failure != null
                    && (failure.kind() == Kind.DETACHED || failure.kind() == Kind.UNKNOWN);
        });
    }

    @CheckForNull
    public ChangeRecord get(String id) {
        KeptChange kept = kept(id);
        return kept == null ? null : kept.record();
    }

    /** The change of this ID, the same object whenever it is asked for; null where there is none, or it cannot be read. */
    @CheckForNull
    synchronized KeptChange kept(String id) {
        KeptChange kept = live(id);
        if (kept == null && file(id).exists()) {
            kept = read(file(id));
            return kept == null ? null : add(kept);
        }
        return kept;
    }

    /** The same. @throws IOException where there is none, or it cannot be read: nobody knows then what was sent */
    synchronized KeptChange require(String id) throws IOException {
        KeptChange kept = live(id);
        return kept == null ? add(KeptChange.inBuild(file(id))) : kept;
    }

    synchronized KeptChange add(KeptChange kept) {
        String id = kept.record().id();
        LiveChanges.get().add(file(id), kept);
        inUse.put(id, kept);
        return kept;
    }

    /** The one process that may drive the change of this ID; null where the run has none of it. */
    @CheckForNull
    public synchronized OsChange process(String id) {
        KeptChange kept = kept(id);
        return kept == null ? null : kept.process();
    }

    /** The ID of a change of that server that the run began in another process, and of which nothing knows but its record; null where there is none. */
    @CheckForNull
    public static String leftBehind(Run<?, ?> run, OsChangeParameters parameters) {
        RunChanges changes = in(run);
        if (changes == null) {
            return null;
        }
        String site = null;
        try {
            site = EcsSites.get().resolve(parameters.getSite(), run.getParent()).getName();
        } catch (MisconfiguredException e) { // an ID is found without it
            LOGGER.log(Level.FINE, e, () -> "no site for the changes of " + run);
        }
        ChangeRecord left = changes.leftBehind(parameters.toRequest(site));
        return left == null ? null : left.id();
    }

    /** A change of that server that another process has begun and nobody drives in this one; null where there is none. */
    @CheckForNull
    synchronized ChangeRecord leftBehind(ChangeRequest asked) {
        return all().stream()
                .filter(kept -> !kept.record().state().ended() && !kept.isDriven() && isOf(asked, kept))
                .min(Comparator.comparingLong(KeptChange::created))
                .map(KeptChange::record)
                .orElse(null);
    }

    private static boolean isOf(ChangeRequest asked, KeptChange kept) {
        return kept.record().request().isOfSameServer(asked)
                && (asked.serverName() == null || kept.site().name().equals(asked.site()));
    }
}
