package io.jenkins.plugins.ecs.oschange.phase;

import java.util.function.Supplier;

/** Where an abort and what is about to be sent meet, so that one of them comes first: what an abort says of the server stays true. From any thread; nobody waits long. */
final class AbortGate {

    private volatile boolean aborted;
    private volatile String told;

    /** The last moment before something is sent. @param noted puts down that it counts as sent from here on @return whether it may be: not after an abort */
    synchronized boolean passes(Runnable noted) {
        if (!aborted) {
            noted.run();
        }
        return !aborted;
    }

    /** From here on nothing passes. @param words what becomes of the server, asked for when that is settled */
    synchronized String abort(Supplier<String> words) {
        aborted = true;
        told = words.get();
        return told;
    }

    boolean isAborted() {
        return aborted;
    }

    /** Whether the last abort was answered by just these words. */
    boolean hasTold(String words) {
        return words.equals(told);
    }
}
