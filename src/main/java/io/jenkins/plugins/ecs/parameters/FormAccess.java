package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.site.ComputedFolders;
import jenkins.model.Jenkins;

/** Who may see in a form what belongs to a job. Threads: those of web requests. */
final class FormAccess {

    private FormAccess() {}

    /**
     * Whether the user may configure the job. Jobs that are made from branches can be configured by nobody: there the folder counts that makes them.
     *
     * @param item null outside of a job: then administrators may
     */
    static boolean mayConfigure(@CheckForNull Item item) {
        if (item == null) {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
        }
        Item asked = item;
        while (asked.getParent() instanceof Item parent && ComputedFolders.isOne(parent)) {
            asked = parent;
        }
        return asked.hasPermission(Item.CONFIGURE);
    }
}
