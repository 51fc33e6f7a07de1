package io.jenkins.plugins.ecs.freestyle;

import hudson.Extension;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import io.jenkins.plugins.ecs.run.MaskingStream;
import java.io.OutputStream;

/** Keeps the secrets of a change out of all that a freestyle build writes after they were resolved. */
@Extension
public class BuildLogFilter extends ConsoleLogFilter {

    @Override
    public OutputStream decorateLogger(Run run, OutputStream logger) {
        return run == null ? logger : new MaskingStream(logger, run.getExternalizableId());
    }
}
