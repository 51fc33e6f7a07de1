package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Changes of which the last state could not be written, since the disk was full for example: tried again each minute, since after a restart the file is all that is known of them.
 *
 * <p>Persistence: none. Threads: any. Errors: what fails again is tried again; a build that was deleted needs no record.
 */
@Extension
public final class UnsavedChanges {

    private static final Logger LOGGER = Logger.getLogger(UnsavedChanges.class.getName());

    private final Map<KeptChange, Run<?, ?>> unsaved = new ConcurrentHashMap<>();

    static UnsavedChanges get() {
        return ExtensionList.lookupSingleton(UnsavedChanges.class);
    }

    void add(KeptChange kept, Run<?, ?> run) {
        unsaved.put(kept, run);
    }

    void remove(KeptChange kept) {
        unsaved.remove(kept);
    }

    /** Writes what can be written now. */
    void save() {
        unsaved.forEach((kept, run) -> {
            if (!KeptChange.isBuild(run.getRootDir())) {
                unsaved.remove(kept);
                return;
            }
            try {
                synchronized (kept.process()) { // whoever drives it may be about to change it
                    unsaved.remove(kept);
                    kept.write(run);
                }
            } catch (IOException | RuntimeException e) {
                unsaved.put(kept, run);
                LOGGER.log(Level.FINE, e, () -> "still cannot write the record of an OS change of " + run);
            }
        });
    }
}
