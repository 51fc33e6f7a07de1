package io.jenkins.plugins.ecs.cloud;

import okhttp3.HttpUrl;

/** The limits of one region: of ECS, and of IMS where that is another host, so that one that throttles does not slow the other. */
record RateLimits(Endpoints endpoints, RateLimiter ecs, RateLimiter ims) {

    RateLimiter of(HttpUrl url) {
        boolean images = isAt(endpoints.ims(), url) && !isAt(endpoints.ecs(), url);
        return images ? ims : ecs;
    }

    private static boolean isAt(HttpUrl endpoint, HttpUrl url) {
        return endpoint.host().equals(url.host()) && endpoint.port() == url.port();
    }
}
