package io.jenkins.plugins.ecs.site;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.ConfigurationException;
import io.jenkins.plugins.ecs.cloud.FailureClass;
import io.jenkins.plugins.ecs.cloud.NoAnswerException;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why nothing can be read at a site at all, in the words of the kind of key that was used: an access key signs each request, and stands or falls by the clock; an IAM user gets a token
 * for a project, and IAM does not tell which of account, user and password is wrong. Threads: any.
 */
final class SignInWords {

    /** The words of a cloud may be longer than anybody reads. */
    private static final int LONGEST = 500;

    /** A signature is refused at 15 minutes; some seconds pass on the way. */
    private static final Duration SKEW_THAT_MATTERS = Duration.ofMinutes(14);

    /** That the project is not that of the key. The last one is our own: no project has the name. */
    private static final Set<String> PROJECT_CODES =
            Set.of("Ecs.0023", "Common.0018", "APIG.0310", "APIGW.0310", "project");

    private static final String EXPIRED = "IAM.0066";
    private static final Pattern OF_USER = Pattern.compile("user|password", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_PROJECT = Pattern.compile("project", Pattern.CASE_INSENSITIVE);

    private SignInWords() {}

    /** @param key whether requests are signed with an access key, else a password was used @param ahead by how much the cloud's clock is ahead; null where that is not known @return null where only this one list cannot be read */
    static String of(CloudException e, boolean key, Duration ahead) {
        String told = told(e);
        if (e instanceof ConfigurationException) {
            return Messages.ConnectionTest_unusable(told);
        }
        if (e instanceof NoAnswerException lost) {
            String advice = lost.isCertificateProblem() ? Texts.text("advice.certificate") : null;
            String wrong = e.isSignIn() ? Messages.ConnectionTest_noIam(told) : Messages.ConnectionTest_noAnswer(told);
            return advice == null
                    ? wrong
                    : Sentences.of(Messages.ConnectionTest_certificate(told), null, advice)
                            .toString();
        }
        RefusedException refused = (RefusedException) e;
        if (PROJECT_CODES.contains(String.valueOf(refused.error().code()))) {
            return key ? Messages.ConnectionTest_keyProject(told) : Messages.ConnectionTest_userProject(told);
        }
        if (e.isSignIn() && e.kind() != FailureClass.NOT_SIGNED_IN) {
            return Messages.ConnectionTest_iamTrouble(told);
        }
        if (key) {
            return refused.isUnauthorized() ? ofKey(told, ahead) : null;
        }
        if (e.isSignIn()) {
            return ofUser(refused, told);
        }
        return refused.isUnauthorized() ? Messages.ConnectionTest_tokenRefused(told) : null;
    }

    private static String ofKey(String told, Duration ahead) {
        boolean clock = ahead != null && ahead.abs().compareTo(SKEW_THAT_MATTERS) > 0;
        return clock
                ? Messages.ConnectionTest_keyClock(told, ahead.abs().toSeconds())
                : Messages.ConnectionTest_keyRefused(told);
    }

    /** IAM has no code for it: its words tell whether it was the project or the user that it did not know. */
    private static String ofUser(RefusedException refused, String told) {
        String words = refused.error().message();
        if (EXPIRED.equals(refused.error().code())) {
            return Messages.ConnectionTest_passwordExpired(told);
        }
        boolean user = OF_USER.matcher(words).find();
        if (!user && OF_PROJECT.matcher(words).find()) {
            return Messages.ConnectionTest_userProject(told);
        }
        return user ? Messages.ConnectionTest_userRefused(told) : Messages.ConnectionTest_userOpen(told);
    }

    /** Code, words and request ID of the cloud. */
    static String told(CloudException e) {
        return PlainText.excerpt(CloudWords.told(e), LONGEST);
    }
}
