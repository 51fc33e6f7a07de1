package io.jenkins.plugins.ecs.report;

import java.util.Locale;
import org.jvnet.localizer.ResourceBundleHolder;

/** What colour the outcome of a change has, in the order in which the list of all changes shows them. */
public enum Look {
    UNKNOWN,
    FAILED,
    RUNNING,
    SUCCEEDED;

    /** As it stands in requests and style sheets. */
    public String getName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the language of the reader. */
    public String getLabel() {
        return ResourceBundleHolder.get(Messages.class).format("Look." + name());
    }
}
