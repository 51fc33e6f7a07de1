package io.jenkins.plugins.ecs.oschange.record;

import static io.jenkins.plugins.ecs.oschange.record.Texts.advice;
import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.ConfigurationException;
import io.jenkins.plugins.ecs.cloud.FailureClass;
import io.jenkins.plugins.ecs.cloud.NoAnswerException;
import io.jenkins.plugins.ecs.cloud.RefusedException;

/** The words for an exchange with the cloud that failed: what happened, what the cloud said of it, what to do. */
public final class CloudWords {

    private static final int NOT_FOUND = 404;

    private CloudWords() {}

    /** The facts, to go on inside a sentence of ours: the cloud's code and words, and the request ID that the vendor's support asks for. */
    public static String told(Exception e) {
        if (!(e instanceof CloudException told)) {
            return Sentences.clause(e.toString());
        }
        String words = Sentences.clause(told.getMessage());
        return told.requestId() == null ? words : text("told.request", words, told.requestId());
    }

    /** All of it, for where nothing else is to be said. */
    public static String whole(CloudException e) {
        return whole(e, null);
    }

    /** The same. @param credential which API credential was used; null where nothing is known of it */
    public static String whole(CloudException e, String credential) {
        return Sentences.of(wrong(e), used(e, credential), adviceFor(e)).toString();
    }

    /** Which API credential was used, where that may be what is wrong; else null. */
    static String used(CloudException e, String credential) {
        boolean denied = e instanceof RefusedException refused && (refused.isUnauthorized() || refused.isForbidden());
        boolean matters = denied || e.kind() == FailureClass.NOT_SIGNED_IN || e instanceof ConfigurationException;
        return credential == null || !matters ? null : text("cloud.used", credential);
    }

    /** What happened, with the facts; without full stop. */
    static String wrong(CloudException e) {
        return text(key(e), told(e));
    }

    private static String key(CloudException e) {
        if (e instanceof ConfigurationException) {
            return "cloud.credential";
        }
        if (e.isSignIn()) {
            return "cloud.signIn";
        }
        if (e instanceof NoAnswerException) {
            return "cloud.noAnswer";
        }
        return switch (e.kind()) {
            case REFUSED, NOT_SIGNED_IN -> "cloud.refused";
            case THROTTLED -> "cloud.rejected";
            default -> "cloud.error";
        };
    }

    static String adviceFor(CloudException e) {
        if (e instanceof RefusedException refused) {
            String code = refused.error().code();
            if (Texts.hasAdvice(code)) {
                return advice(code);
            }
            if (e.kind() == FailureClass.NOT_SIGNED_IN) {
                return text("advice.signIn");
            }
            return refused.error().httpStatus() == NOT_FOUND ? text("advice.notFound") : advice(code);
        }
        boolean certificate = e instanceof NoAnswerException lost && lost.isCertificateProblem();
        return e instanceof ConfigurationException
                ? text("advice.credential")
                : text(certificate ? "advice.certificate" : "advice.noAnswer");
    }
}
