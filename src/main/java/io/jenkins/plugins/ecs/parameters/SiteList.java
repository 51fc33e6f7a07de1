package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.site.EcsSites;

/** Fills the drop-downs of sites. Whoever may not configure the job gets the current value back, and no other name. Threads: those of web requests. */
final class SiteList {

    private SiteList() {}

    /** @param item the job that is configured, null outside of one @param current the name that is set, or null */
    static ListBoxModel of(@CheckForNull Item item, @CheckForNull String current) {
        ListBoxModel list = new ListBoxModel();
        boolean tells = FormAccess.mayConfigure(item);
        list.add(tells ? withoutName(item) : Messages.OsChangeParameters_defaultSite(), "");
        if (tells) {
            EcsSites.get().usableBy(item).forEach(known -> list.add(known.getName()));
        }
        if (current != null && list.stream().noneMatch(option -> option.value.equals(current))) {
            list.add(current);
        }
        return list;
    }

    /** What it means to name no site. */
    private static String withoutName(@CheckForNull Item item) {
        try {
            return Messages.OsChangeParameters_thisDefaultSite(
                    EcsSites.get().resolve(null, item).getName());
        } catch (MisconfiguredException e) {
            return EcsSites.get().usableBy(item).isEmpty()
                    ? Messages.OsChangeParameters_noSite()
                    : Messages.OsChangeParameters_noDefaultSite();
        }
    }
}
