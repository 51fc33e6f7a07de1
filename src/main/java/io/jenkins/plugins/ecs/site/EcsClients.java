package io.jenkins.plugins.ecs.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RateLimits;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.TokenAuth;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.util.Timer;
import okhttp3.OkHttpClient;

/**
 * Shares clients among all runs and forms of this controller, and with them connections, tokens, project look-ups and, per host, one rate limit. A client is known by its
 * addresses, project and identity, not by the name of a site: a site that was changed or a credential that was rotated makes another one.
 *
 * <p>Persistence: none. A client, with its secrets, is forgotten an hour after its last use. Threads: any.
 */
@Extension
public final class EcsClients {

    private static final int MOST = 100;
    private static final Duration IDLE = Duration.ofHours(1);

    /** The proxy is asked for at each call, so the client never goes stale. */
    private final OkHttpClient http =
            JenkinsOkHttpClient.newClientBuilder(new OkHttpClient()).build();

    private final Clock clock;
    private final Cache<Key, EcsClient> clients;
    /** By host: as few as were ever configured, and without secrets. */
    private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();

    private record Key(Endpoints endpoints, Project project, AccessKey accessKey, IamUser user) {}

    public EcsClients() {
        this(Clock.systemUTC(), Ticker.systemTicker(), Scheduler.forScheduledExecutorService(Timer.get()));
    }

    /** @param timer has clients forgotten when their time is over, though nobody asks for any */
    EcsClients(Clock clock, Ticker ticker, Scheduler timer) {
        this.clock = clock;
        this.clients = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(IDLE)
                .ticker(ticker)
                .scheduler(timer)
                .executor(Runnable::run)
                .build();
    }

    public static EcsClients get() {
        return ExtensionList.lookupSingleton(EcsClients.class);
    }

    /** The client for these; the same object for all who ask within an hour. */
    public EcsClient client(Endpoints endpoints, Project project, ApiIdentity identity) {
        return clients.get(new Key(endpoints, project, identity.key(), identity.user()), this::create);
    }

    /** The limits of all hosts that were asked since Jenkins was started. */
    public Collection<RateLimiter> limiters() {
        return Collections.unmodifiableCollection(limiters.values());
    }

    /** Applies the ceilings of the sites to limiters that are in use. */
    void follow(List<EcsSite> sites) {
        limiters.forEach((host, limiter) -> limiter.limitTo(ceiling(host, sites)));
    }

    /** The ceiling of a host: where several sites ask it, the lowest. */
    private static int ceiling(String host, List<EcsSite> sites) {
        return sites.stream()
                .filter(site -> asks(site, host))
                .mapToInt(EcsSite::getRequestsPerSecond)
                .min()
                .orElse(RateLimiter.DEFAULT_PER_SECOND);
    }

    private static boolean asks(EcsSite site, String host) {
        try {
            return site.endpoints().all().stream().map(RateLimits::host).anyMatch(host::equals);
        } catch (IllegalArgumentException e) {
            return false; // such a site is never asked
        }
    }

    private EcsClient create(Key key) {
        RequestAuth auth = key.accessKey() != null
                ? new RequestSigner(key.accessKey(), clock)
                : new TokenAuth(key.endpoints().iam(), key.user(), key.project(), clock);
        RateLimits limits = new RateLimits(
                key.endpoints(),
                url -> limiters.computeIfAbsent(
                        RateLimits.host(url),
                        host -> new RateLimiter(ceiling(host, EcsSites.get().getSites()))));
        return new EcsClient(key.endpoints(), key.project(), auth, http, limits);
    }
}
