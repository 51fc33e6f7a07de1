package io.jenkins.plugins.ecs.site;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.TokenAuth;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The clients of this controller, so that all runs share connections, tokens, project look-ups and, per endpoint, one rate limit. A changed site or a rotated
 * credential makes another client; old ones are forgotten.
 */
public final class EcsClients {

    private static final int MOST = 100;
    private static final Clock CLOCK = Clock.systemUTC();

    /** The proxy is asked for at each call, so the client never goes stale. */
    private static final OkHttpClient HTTP =
            JenkinsOkHttpClient.newClientBuilder(new OkHttpClient()).build();

    private static final Map<HttpUrl, RateLimiter> LIMITERS = new ConcurrentHashMap<>();

    /** The ceiling of each endpoint that a site limits. */
    private static volatile Map<HttpUrl, Integer> ceilings = Map.of();

    private static final Map<Key, EcsClient> CLIENTS =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, EcsClient> eldest) {
                    return size() > MOST;
                }
            });

    private record Key(Endpoints endpoints, Project project, AccessKey accessKey, IamUser user) {}

    private EcsClients() {}

    public static EcsClient get(Endpoints endpoints, Project project, ApiIdentity identity) {
        Key key = new Key(endpoints, project, identity.key(), identity.user());
        return CLIENTS.computeIfAbsent(key, EcsClients::create);
    }

    /** Sets the ceilings that the sites ask for: where several have the same endpoint, the lowest. */
    static void limit(List<EcsSite> sites) {
        Map<HttpUrl, Integer> lowest = new HashMap<>();
        for (EcsSite site : sites) {
            try {
                lowest.merge(site.endpoints().ecs(), site.getRequestsPerSecond(), Math::min);
            } catch (IllegalArgumentException e) {
                continue; // such a site is never asked
            }
        }
        ceilings = lowest;
        LIMITERS.forEach((endpoint, limiter) -> limiter.limitTo(ceiling(endpoint)));
    }

    private static int ceiling(HttpUrl endpoint) {
        return ceilings.getOrDefault(endpoint, RateLimiter.DEFAULT_PER_SECOND);
    }

    private static EcsClient create(Key key) {
        RequestAuth auth = key.accessKey() != null
                ? new RequestSigner(key.accessKey(), CLOCK)
                : new TokenAuth(key.endpoints().iam(), key.user(), key.project(), CLOCK);
        RateLimiter limiter =
                LIMITERS.computeIfAbsent(key.endpoints().ecs(), endpoint -> new RateLimiter(ceiling(endpoint)));
        return new EcsClient(key.endpoints(), key.project(), auth, HTTP, limiter);
    }
}
