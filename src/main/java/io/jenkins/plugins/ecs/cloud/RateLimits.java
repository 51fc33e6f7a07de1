package io.jenkins.plugins.ecs.cloud;

import okhttp3.HttpUrl;

/** The limits of one region: of ECS, and of IMS where that is another host, so that one that throttles does not slow the other. */
record RateLimits(Endpoints endpoints, RateLimiter ecs, RateLimiter ims) {

    /** That host has throttled a request. */
    void throttled(HttpUrl url) {
        if (isAt(endpoints.ecs(), url)) {
            ecs.throttled();
        } else if (isAt(endpoints.ims(), url)) {
            ims.throttled();
        }
    }

    private static boolean isAt(HttpUrl endpoint, HttpUrl url) {
        return endpoint.host().equals(url.host()) && endpoint.port() == url.port();
    }
}
