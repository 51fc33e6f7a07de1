package io.jenkins.plugins.ecs.cloud;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Signs in as an IAM user with a password, for one project, and sends the token with each request.
 *
 * <p>The token is renewed at half of its life, by one request on behalf of all; whoever has a token that still lives does not wait for it. Where that fails the old token
 * is used on, and renewal is tried again every minute. A refused log-in is not repeated for some minutes, since the user may be locked by it. A token that the cloud no longer takes
 * is replaced at once, but not more often than once a minute.
 */
public final class TokenAuth extends RequestAuth {

    private static final String WHAT = "signing in";
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** A token that ends while its request is under way would be refused. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Older ones are not repeated by anybody. */
    private static final int MOST_ISSUED = 8;

    private final TokenRequest login;
    private final LongSupplier nanoTime;
    private final Refusals refusals;
    private final SharedFlight<Held> renewal = new SharedFlight<>(WHAT);

    /** Guarded by this; times are of {@code nanoTime}. */
    private Held held;

    /** The latest ones. Guarded by this. */
    private final Deque<SecretText> issued = new ArrayDeque<>();

    private long renewAt;
    private long replacedAt;
    private boolean everReplaced;

    private record Held(TokenRequest.Token token, long usableUntil) {}

    public TokenAuth(HttpUrl iam, IamUser user, Project project, Clock clock) {
        this(iam, user, project, clock, System::nanoTime);
    }

    /** @param nanoTime a time that only goes forward, in nanoseconds */
    public TokenAuth(HttpUrl iam, IamUser user, Project project, Clock clock, LongSupplier nanoTime) {
        this.login = new TokenRequest(iam, user, project, clock);
        this.nanoTime = nanoTime;
        this.refusals = new Refusals(WHAT, nanoTime);
    }

    @Override
    synchronized List<SecretText> secrets() {
        List<SecretText> all = new ArrayList<>(issued);
        all.add(login.password());
        return all;
    }

    @Override
    HttpTransport.Reply send(Request request, Errand errand, HttpTransport transport) throws CloudException {
        Held used = token(transport);
        try {
            return transport.send(with(used, request), errand);
        } catch (RefusedException e) {
            if (e.error().httpStatus() != 401 || !replace(used)) {
                throw e;
            }
            return transport.send(with(token(transport), request), errand);
        }
    }

    /** The id of the project that the token is for. */
    String projectId(HttpTransport transport) throws CloudException {
        return token(transport).token().projectId();
    }

    private static Request with(Held held, Request request) {
        return request.newBuilder()
                .header("X-Auth-Token", held.token().value().reveal())
                .build();
    }

    private Held token(HttpTransport transport) throws CloudException {
        Held usable = usable(false);
        if (usable == null) {
            return renewal.join(() -> renewed(transport));
        }
        if (usable(true) != null) {
            return usable;
        }
        try {
            return renewal.lead(() -> renewed(transport)).orElse(usable);
        } catch (CloudException e) {
            return usable;
        }
    }

    /** @param unlessDue whether one that is due for renewal does not count */
    private synchronized Held usable(boolean unlessDue) {
        long now = nanoTime.getAsLong();
        if (held == null || now - held.usableUntil() >= 0) {
            return null;
        }
        return unlessDue && now - renewAt >= 0 ? null : held;
    }

    /** Runs in one thread at a time. */
    private Held renewed(HttpTransport transport) throws CloudException {
        Held fresh = usable(true);
        if (fresh != null) {
            return fresh; // somebody has just renewed it
        }
        refusals.check();
        delayRenewal();
        try {
            Held renewed = held(login.send(transport));
            refusals.forget();
            return renewed;
        } catch (RefusedException e) {
            RefusedException told = e.beforeRequest(WHAT);
            if (told.kind() == FailureClass.NOT_SIGNED_IN) {
                refusals.remember(told);
            }
            throw told;
        } catch (CloudException e) {
            throw e.beforeRequest(WHAT);
        }
    }

    private synchronized void delayRenewal() {
        renewAt = nanoTime.getAsLong() + AGAIN.toNanos();
    }

    private synchronized Held held(TokenRequest.Token token) {
        long now = nanoTime.getAsLong();
        long life = token.life().toNanos();
        held = new Held(token, now + Math.max(life / 2, life - MARGIN.toNanos()));
        renewAt = now + life / 2;
        issued.remove(token.value());
        issued.addLast(token.value());
        if (issued.size() > MOST_ISSUED) {
            issued.removeFirst();
        }
        return held;
    }

    /** Drops a token that the cloud did not take. @return whether another one can be had, so that a second try makes sense */
    private synchronized boolean replace(Held used) {
        if (held != used) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (everReplaced && now - replacedAt < AGAIN.toNanos()) {
            return false;
        }
        everReplaced = true;
        replacedAt = now;
        held = null;
        return true;
    }
}
