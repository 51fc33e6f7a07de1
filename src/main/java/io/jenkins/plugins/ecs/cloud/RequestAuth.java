package io.jenkins.plugins.ecs.cloud;

import java.util.List;
import okhttp3.Request;

/**
 * Proves to the cloud who is asking. One object stands for one credential: it remembers that the credential was refused, and then sends nothing for a while. Share it among
 * all who use that credential for one project. Safe for use by several threads.
 */
public abstract sealed class RequestAuth permits RequestSigner, TokenAuth {

    /**
     * Sends a request with a fresh proof. A request that was refused with 401 surely did nothing; where another proof can be had it is sent once more with that one, and
     * never a third time.
     *
     * @throws CloudException with {@link CloudException#isSignIn()} where the proof could not be had: then the request was not sent
     */
    abstract HttpTransport.Reply send(Request request, Errand errand, HttpTransport transport) throws CloudException;

    /** What it proves itself by, also the tokens that it was given lately: a cloud may repeat them. */
    abstract List<SecretText> secrets();
}
