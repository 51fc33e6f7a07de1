package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.SshProbe;

/** What looks at new systems, one for all changes of this controller: it begins with the first look and ends with Jenkins. Threads: any. */
@Extension
public class SharedProbe {

    private SshProbe probe;
    private boolean down;

    static LoginProbe get() {
        return ExtensionList.lookupSingleton(SharedProbe.class).probe();
    }

    private synchronized LoginProbe probe() {
        if (down) {
            throw new IllegalStateException("Jenkins is shutting down");
        }
        if (probe == null) {
            probe = new SshProbe();
        }
        return probe;
    }

    private synchronized void close() {
        down = true;
        if (probe != null) {
            probe.close();
        }
    }

    @Terminator
    public static void shutDown() {
        ExtensionList.lookupSingleton(SharedProbe.class).close();
    }
}
