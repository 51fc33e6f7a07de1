package io.jenkins.plugins.ecs.cloud;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The cloud could not be reached, or what it answered could not be read. */
public final class NoAnswerException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final String requestId;

    /** The exchange broke. @param sent whether a byte of the request may have left */
    NoAnswerException(String message, IOException cause, boolean sent) {
        super(sent ? FailureClass.LOST : FailureClass.NOT_SENT, false, message, cause);
        this.requestId = null;
    }

    /** An answer came that says nothing usable. */
    public NoAnswerException(String message, String requestId) {
        super(FailureClass.LOST, false, message, null);
        this.requestId = requestId;
    }

    private NoAnswerException(String message) {
        super(FailureClass.NOT_SENT, false, message, null);
        this.requestId = null;
    }

    /** The request was kept back. */
    static NoAnswerException notSent(String why) {
        return new NoAnswerException(why);
    }

    /** The sign-in before a request did not come about: the request was not sent. */
    NoAnswerException(String message, NoAnswerException cause) {
        super(FailureClass.NOT_SENT, true, message, cause);
        this.requestId = cause == null ? null : cause.requestId;
    }

    @Override
    NoAnswerException beforeRequest(String what) {
        return isSignIn() ? this : new NoAnswerException(what + ": " + getMessage(), this);
    }

    /** Whether the connection was given up since nobody vouches for the far end's certificate, or it is for another host. */
    public boolean isCertificateProblem() {
        for (Throwable t = this; t != null; t = t.getCause()) {
            if (t instanceof CertificateException
                    || t instanceof CertPathBuilderException
                    || t instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String requestId() {
        return requestId;
    }
}
