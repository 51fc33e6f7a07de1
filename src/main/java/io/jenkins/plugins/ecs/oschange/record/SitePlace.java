package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;

/** Which cloud, region and project a site stood for when a change was asked for: to be shown. Part of the record; immutable. */
public final class SitePlace implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String endpoint;
    private final String project;

    /** @param endpoint the host of the ECS API, which names cloud and region @param project its ID, or its name where the site has no ID */
    public SitePlace(String endpoint, String project) {
        this.endpoint = endpoint;
        this.project = project;
    }

    public String endpoint() {
        return endpoint;
    }

    public String project() {
        return project;
    }
}
