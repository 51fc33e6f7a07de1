package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import java.io.File;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The changes that this process has read or begun, by their files, for as long as anybody uses them. So a build that Jenkins loads a second time, as <em>Reload Configuration from Disk</em> does,
 * has the very same changes: none is driven by two, and none is shown as it once was.
 *
 * <p>Persistence: none. Threads: any.
 */
@Extension
public final class LiveChanges {

    private final Map<File, Reference<KeptChange>> known = new ConcurrentHashMap<>();

    static LiveChanges get() {
        return ExtensionList.lookupSingleton(LiveChanges.class);
    }

    /** The one that somebody uses; null where nobody does. */
    @CheckForNull
    KeptChange of(File file) {
        Reference<KeptChange> reference = known.get(file);
        return reference == null ? null : reference.get();
    }

    void add(File file, KeptChange kept) {
        known.values().removeIf(each -> each.refersTo(null));
        known.put(file, new WeakReference<>(kept));
    }
}
