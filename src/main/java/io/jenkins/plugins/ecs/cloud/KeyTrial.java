package io.jenkins.plugins.ecs.cloud;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Uses an access key without getting it locked. As long as the key has not proven itself, one request at a time tries it, and the others wait for what becomes of that
 * one; after a refusal nobody sends anything with it for some minutes. A key that the cloud takes is used freely. Safe for use by several threads.
 */
final class KeyTrial {

    private static final String WHAT = "access key";

    private final SharedFlight<HttpTransport.Reply> trial =
            new SharedFlight<>("waiting for the first request with this " + WHAT);
    private final Refusals refusals;
    private volatile boolean proven;

    KeyTrial(LongSupplier nanoTime) {
        refusals = new Refusals(WHAT, nanoTime);
    }

    HttpTransport.Reply send(SharedFlight.Fetch<HttpTransport.Reply> exchange) throws CloudException {
        while (true) {
            refusals.check();
            if (proven) {
                return watched(exchange);
            }
            Optional<HttpTransport.Reply> tried = trial.lead(() -> watchedUnlessRefused(exchange));
            if (tried.isPresent()) {
                return tried.get();
            }
            trial.awaitOthers();
        }
    }

    /** Between the look at the refusals and now somebody else's trial may have ended. */
    private HttpTransport.Reply watchedUnlessRefused(SharedFlight.Fetch<HttpTransport.Reply> exchange)
            throws CloudException {
        refusals.check();
        return watched(exchange);
    }

    private HttpTransport.Reply watched(SharedFlight.Fetch<HttpTransport.Reply> exchange) throws CloudException {
        try {
            HttpTransport.Reply reply = exchange.run();
            proven = true;
            return reply;
        } catch (RefusedException e) {
            if (e.isUnauthorized()) {
                proven = false;
                refusals.remember(e);
            } else if (ErrorCodes.ofService(e.error().code())) {
                proven = true; // the services behind the gateway are asked only with a proof that it took
            }
            throw e;
        }
    }
}
