package io.jenkins.plugins.ecs.cloud;

import okhttp3.Request;

/** Proves to the cloud who is asking. Called once for each request that is sent, so that every try carries a fresh proof. */
@FunctionalInterface
public interface RequestAuth {

    /** @return the request with the headers that prove it; nothing else of it may change */
    Request authenticate(Request request) throws CloudException;
}
