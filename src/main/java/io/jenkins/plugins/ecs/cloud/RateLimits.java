package io.jenkins.plugins.ecs.cloud;

import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** The limits of one region's services, one for each host, so that one that throttles does not slow the others. Immutable. */
public final class RateLimits {

    private final Endpoints endpoints;
    private final RateLimiter ecs;
    private final RateLimiter ims;
    private final RateLimiter evs;
    private final RateLimiter iam;

    /** @param byHost the same limiter for addresses of the same {@linkplain #host host}, also when it is asked again */
    public RateLimits(Endpoints endpoints, Function<HttpUrl, RateLimiter> byHost) {
        this.endpoints = endpoints;
        ecs = byHost.apply(endpoints.ecs());
        ims = byHost.apply(endpoints.ims());
        evs = byHost.apply(endpoints.evs());
        iam = byHost.apply(endpoints.iam());
    }

    /** Of ECS, in which changes have their turns. */
    public RateLimiter ecs() {
        return ecs;
    }

    /** Of IMS, the images. */
    public RateLimiter ims() {
        return ims;
    }

    /** Of EVS, the disks. */
    public RateLimiter evs() {
        return evs;
    }

    /** A request is being sent to that host. */
    void sent(HttpUrl url) {
        of(url).ifPresent(RateLimiter::sent);
    }

    /** That host has throttled a request. */
    void throttled(HttpUrl url) {
        of(url).ifPresent(RateLimiter::throttled);
    }

    private Optional<RateLimiter> of(HttpUrl url) {
        if (isAt(endpoints.ecs(), url)) {
            return Optional.of(ecs);
        }
        if (isAt(endpoints.ims(), url)) {
            return Optional.of(ims);
        }
        if (isAt(endpoints.evs(), url)) {
            return Optional.of(evs);
        }
        return isAt(endpoints.iam(), url) ? Optional.of(iam) : Optional.empty();
    }

    /** What has a limit of its own: host and port. */
    public static String host(HttpUrl url) {
        return url.host() + ':' + url.port();
    }

    private static boolean isAt(HttpUrl endpoint, HttpUrl url) {
        return host(endpoint).equals(host(url));
    }
}
