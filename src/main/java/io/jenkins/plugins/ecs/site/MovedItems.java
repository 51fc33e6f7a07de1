package io.jenkins.plugins.ecs.site;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;

/**
 * Has the guardrail about folders and jobs follow those that are moved or renamed, and forget those that are deleted: whoever makes another one of the same name is not allowed
 * by that. Threads: any.
 */
@Extension
public final class MovedItems extends ItemListener {

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        EcsSites.get().moved(oldFullName, newFullName);
    }

    @Override
    public void onDeleted(Item item) {
        if (!(item.getParent() instanceof Item parent) || !ComputedFolders.isOne(parent)) {
            EcsSites.get().moved(item.getFullName(), null);
        }
    }
}
