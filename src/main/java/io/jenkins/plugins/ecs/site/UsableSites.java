package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What sites must have to be configured together: what each needs, in a form that requests can be made with, names of their own, one default at most. Threads: any. */
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
            requireUsable(site);
            if (!names.add(site.getName())) {
                throw new IllegalArgumentException(Messages.EcsSites_sameName(site.getName()));
            }
        }
        List<EcsSite> defaults = sites.stream().filter(EcsSite::isDefaultSite).toList();
        if (defaults.size() > 1) {
            throw new IllegalArgumentException(Messages.EcsSites_defaults(EcsSites.names(defaults)));
        }
    }

    private static void requireUsable(EcsSite site) {
        require(site, "endpoint", () -> Endpoints.of(site.getEndpoint()));
        require(site, "iamEndpoint", () -> Endpoints.of(site.getEndpoint(), site.getIamEndpoint(), null));
        require(site, "imsEndpoint", () -> Endpoints.of(site.getEndpoint(), null, site.getImsEndpoint()));
        require(site, "projectId", site::project);
    }

    private static void require(EcsSite site, String field, Supplier<?> use) {
        try {
            use.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    Messages.EcsSites_unusable(field, site.getName(), Sentences.of(e.getMessage())), e);
        }
    }

    /** The value, where there is one. @throws IllegalArgumentException with these words where there is none */
    static String given(@CheckForNull String value, String otherwise) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }

    /** Whether builds have to name a site: there are several, and none is the default. */
    static boolean lackDefault(List<EcsSite> sites) {
        return sites.size() > 1 && sites.stream().noneMatch(EcsSite::isDefaultSite);
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
