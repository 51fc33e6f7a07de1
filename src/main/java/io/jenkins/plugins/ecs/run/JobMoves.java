package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;

/** Jobs and folders that are moved or renamed take their places in queues, and their outcomes, with them; those that are deleted give their places up. */
@Extension
public final class JobMoves extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        ServerQueue.get().moved(oldFullName, newFullName);
        NamedServers.get().moved(oldFullName, newFullName);
        LastOutcomes.get().moved(oldFullName, newFullName);
    }

    /** The full name of a job after it, or a folder that it is in, was moved or renamed. */
    static String moved(String job, String from, String to) {
        boolean mine = job.equals(from) || job.startsWith(from + '/');
        return mine ? to + job.substring(from.length()) : job;
    }

    /** At once, before another job has its name. */
    @Override
    public void onDeleted(Item item) {
        ChangePool.get().submit(ServerQueue.get()::sweep);
    }
}
