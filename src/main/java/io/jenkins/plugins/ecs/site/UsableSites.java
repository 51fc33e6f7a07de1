package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What sites must have to be configured together: what each needs, names of their own, one default at most. Threads: any. */
final class UsableSites {

    private UsableSites() {}

    /** @throws IllegalArgumentException with a message for users */
    static void require(List<EcsSite> sites) {
        Set<String> names = new HashSet<>();
        for (EcsSite site : sites) {
            String missing = missing(site);
            if (missing != null) {
                throw new IllegalArgumentException(Messages.EcsSites_missing(missing, site.getName()));
            }
            if (!names.add(site.getName())) {
                throw new IllegalArgumentException(Messages.EcsSites_sameName(site.getName()));
            }
        }
        List<EcsSite> defaults = sites.stream().filter(EcsSite::isDefaultSite).toList();
        if (defaults.size() > 1) {
            throw new IllegalArgumentException(Messages.EcsSites_defaults(EcsSites.names(defaults)));
        }
    }

    /** Whether it is one of those for which they could not be configured together, as when the file was written by hand. */
    static boolean refuse(List<EcsSite> sites, EcsSite site) {
        return missing(site) != null
                || sites.stream()
                        .filter(other -> other != site)
                        .anyMatch(other -> other.getName().equals(site.getName())
                                || (other.isDefaultSite() && site.isDefaultSite()));
    }

    /** The first field that every site needs and this one lacks; else null. */
    @CheckForNull
    private static String missing(EcsSite site) {
        if (site.getName().isEmpty()) {
            return "name";
        }
        if (site.getEndpoint().isEmpty()) {
            return "endpoint";
        }
        return site.getProjectId().isEmpty() && site.getProjectName() == null ? "projectId" : null;
    }
}
