package io.jenkins.plugins.ecs.site;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Listings;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import java.time.Duration;
import java.util.Collection;

/**
 * Queries what the plugin needs to read at a site, and reports for each kind whether it may. Changes nothing. Threads: that of a web request, which waits for the cloud.
 */
final class ConnectionTest {

    /** A page of a list: a full one says that there may be more. */
    private static final int PAGE = 100;

    private static final Duration SKEW_WORTH_A_WARNING = Duration.ofMinutes(1);

    /** The words of a cloud may be longer than anybody reads. */
    private static final int LONGEST = 500;

    private final EcsClient client;
    private final StringBuilder lines = new StringBuilder();
    private boolean problem;
    private boolean over;

    private interface Question {
        Collection<?> ask(Listings listings) throws CloudException;
    }

    private ConnectionTest(EcsClient client) {
        this.client = client;
    }

    static FormValidation of(EcsClient client) {
        return new ConnectionTest(client).run();
    }

    private FormValidation run() {
        look(Messages.ConnectionTest_servers(), Listings::someServers);
        look(Messages.ConnectionTest_images(), Listings::someImages);
        look(Messages.ConnectionTest_keyPairs(), Listings::keyPairs);
        clock(client.clockAhead());
        String list = "<ul class=\"ecs-connection\">" + lines + "</ul>";
        return over
                ? FormValidation.errorWithMarkup(list)
                : problem ? FormValidation.warningWithMarkup(list) : FormValidation.okWithMarkup(list);
    }

    private void look(String what, Question question) {
        if (over) {
            return;
        }
        try {
            int found = question.ask(client.listings()).size();
            line(found < PAGE ? Messages.ConnectionTest_found(what, found) : Messages.ConnectionTest_many(what, PAGE));
        } catch (RefusedException e) {
            problem = true;
            boolean signIn = e.error().httpStatus() == 401;
            over = signIn;
            line(
                    signIn
                            ? Messages.ConnectionTest_signIn(words(e))
                            : e.error().httpStatus() == 403
                                    ? Messages.ConnectionTest_forbidden(what, words(e))
                                    : Messages.ConnectionTest_refused(what, words(e)));
        } catch (CloudException e) {
            problem = true;
            over = true;
            line(Messages.ConnectionTest_noAnswer(words(e)));
        }
    }

    private static String words(CloudException e) {
        return PlainText.excerpt(e.getMessage(), LONGEST);
    }

    private void clock(Duration ahead) {
        if (ahead == null) {
            return;
        }
        if (ahead.abs().compareTo(SKEW_WORTH_A_WARNING) > 0) {
            problem = true;
            line(Messages.ConnectionTest_skew(ahead.abs().toSeconds(), ahead.isNegative() ? 1 : 0));
        } else {
            line(Messages.ConnectionTest_clock());
        }
    }

    private void line(String text) {
        lines.append("<li>").append(Util.escape(text)).append("</li>");
    }
}
