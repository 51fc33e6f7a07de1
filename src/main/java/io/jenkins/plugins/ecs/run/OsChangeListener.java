package io.jenkins.plugins.ecs.run;

import hudson.ExtensionPoint;

/**
 * Is told of the OS changes of all builds: the extension point for whoever notifies, counts or keeps a log of them. Each event is told once, after it was written down; of one that
 * Jenkins crashed at, nobody may be told, or a second time.
 *
 * <p>Threads: the one that drives the change, with the rights of Jenkins itself. The change waits meanwhile: what takes time, such as a request to another host, belongs in a thread of the
 * listener's own. Errors: whatever a listener throws is logged, and neither the change nor another listener notices it.
 */
public abstract class OsChangeListener implements ExtensionPoint {

    /** A running server is told to stop, since the change asks for it. */
    public void onStopping(ReportedChange change) {}

    /** The cloud has accepted the change, or nobody knows whether it has, since its reply was lost. */
    public void onSubmitted(ReportedChange change) {}

    /** It has ended for its build, well or not: also a dry run, a server that had the image already, and a request that was refused. */
    public void onEnded(ReportedChange change) {}

    /** A change whose status was {@code DETACHED} or {@code UNKNOWN} has ended for the cloud, too: see {@link ReportedChange#getAftermath}. */
    public void onSettled(ReportedChange change) {}
}
