package io.jenkins.plugins.ecs.freestyle;

import hudson.Extension;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import io.jenkins.plugins.ecs.run.MaskingStream;
import java.io.OutputStream;

/** Masks the secrets of a change in everything that a freestyle build logs after they were resolved. Threads: any. Throws nothing. */
@Extension
public class BuildLogFilter extends ConsoleLogFilter {

    @Override
    public OutputStream decorateLogger(Run run, OutputStream logger) {
        return run == null ? logger : new MaskingStream(logger, run);
    }
}
