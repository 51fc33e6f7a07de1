package io.jenkins.plugins.ecs.cloud;

import okhttp3.Request;

/** Proves to the cloud who is asking. Called once for each request that is sent, so that every try carries a fresh proof. */
public abstract sealed class RequestAuth permits RequestSigner, TokenAuth {

    /** @return the request with the headers that prove it; nothing else of it may change */
    abstract Request authenticate(Request request, HttpTransport transport) throws CloudException;

    /** Takes back the proof that this request carried. @return whether another one can be had, so that a second try makes sense */
    boolean invalidate(Request request) {
        return false;
    }
}
