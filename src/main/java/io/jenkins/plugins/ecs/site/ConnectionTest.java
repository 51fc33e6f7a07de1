package io.jenkins.plugins.ecs.site;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Listings;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import java.time.Duration;
import java.util.List;

/**
 * Queries what the plugin needs to read at a site, as it stands in the form, and reports for each kind whether it may, and how much of it the guardrails leave. Changes nothing, and
 * says what it therefore cannot know. Threads: that of a web request, which waits for the cloud.
 */
final class ConnectionTest {

    /** A page of a list: a full one says that there may be more. */
    private static final int PAGE = 100;

    /** As many as are worth waiting for, where a guardrail is counted. */
    private static final int MOST_PAGES = 10;

    private static final Duration SKEW_WORTH_A_WARNING = Duration.ofMinutes(1);

    private final EcsClient client;
    private final boolean key;
    private final GuardRails rails;
    private final String allowedItems;
    private final StringBuilder lines = new StringBuilder();
    private boolean accepted;
    private boolean problem;
    private boolean over;

    private interface Question<T> {
        List<T> ask(Listings listings) throws CloudException;
    }

    private ConnectionTest(EcsClient client, boolean key, EcsSite site) {
        this.client = client;
        this.key = key;
        this.rails = site.guardRails();
        this.allowedItems = site.getAllowedItems();
    }

    /**
     * @param key whether the client signs its requests with an access key, else it signs in with a password
     * @param site whose guardrails are tried
     */
    static FormValidation of(EcsClient client, boolean key, EcsSite site) {
        return new ConnectionTest(client, key, site).run();
    }

    private FormValidation run() {
        servers();
        images();
        if (!over) {
            read(Messages.ConnectionTest_keyPairs(), PAGE, Listings::keyPairs);
        }
        clock(client.clockAhead());
        if (!over) {
            items();
            line(Messages.ConnectionTest_unknown());
        }
        String list = "<ul class=\"ecs-connection\">" + lines + "</ul>";
        return over
                ? FormValidation.errorWithMarkup(list)
                : problem ? FormValidation.warningWithMarkup(list) : FormValidation.okWithMarkup(list);
    }

    private void servers() {
        int pages = rails.serverTag() == null ? 1 : MOST_PAGES;
        List<Server> found = read(Messages.ConnectionTest_servers(), pages * PAGE, list -> list.someServers(pages));
        if (found == null || rails.serverTag() == null) {
            return;
        }
        long allowed = found.stream()
                .filter(server -> rails.allowsTags(server.tags() == null ? List.of() : server.tags()))
                .count();
        if (allowed == 0) {
            wrong(Messages.ConnectionTest_noServer(found.size(), rails.serverTag(), more(found)));
        } else {
            line(Messages.ConnectionTest_someServers(allowed, found.size(), more(found)));
        }
    }

    private void images() {
        if (over) {
            return;
        }
        int pages = rails.images().isEmpty() ? 1 : MOST_PAGES;
        List<Image> found = read(Messages.ConnectionTest_images(), pages * PAGE, list -> list.someImages(pages));
        if (found == null || rails.images().isEmpty()) {
            return;
        }
        long allowed = found.stream()
                .filter(image -> rails.allowsImage(image.id(), image.name()))
                .count();
        line(Messages.ConnectionTest_someImages(allowed, found.size(), more(found)));
        List<String> useless = rails.images().stream()
                .filter(line -> {
                    GuardRails one = new GuardRails("", null, List.of(line));
                    return found.stream().noneMatch(image -> one.allowsImage(image.id(), image.name()));
                })
                .toList();
        if (!useless.isEmpty()) {
            wrong(Messages.ConnectionTest_noImage(String.join(", ", useless), more(found)));
        }
    }

    /** What was not read may fit as well. @return 0 or 1, for the choice in the message */
    private static int more(List<?> found) {
        return found.size() < MOST_PAGES * PAGE ? 0 : 1;
    }

    private void items() {
        if (allowedItems == null) {
            return;
        }
        long all = AllowedItems.lines(allowedItems).stream()
                .filter(line -> !AllowedItems.isDeleted(line))
                .count();
        List<String> unknown = UnknownItems.of(allowedItems);
        line(Messages.ConnectionTest_someItems(all - unknown.size(), all));
        if (!unknown.isEmpty()) {
            wrong(Messages.EcsSite_namesNothing(String.join(", ", unknown)));
        }
    }

    /** @param most how many are read @return null where it cannot be read */
    private <T> List<T> read(String what, int most, Question<T> question) {
        try {
            List<T> found = question.ask(client.listings());
            accepted();
            line(
                    found.size() < most
                            ? Messages.ConnectionTest_found(what, found.size())
                            : Messages.ConnectionTest_many(what, most));
            return found;
        } catch (CloudException e) {
            String ending = SignInWords.of(e, key, client.clockAhead());
            if (ending != null) {
                over = true;
                line(ending);
                return null;
            }
            accepted();
            boolean forbidden = e instanceof RefusedException refused && refused.isForbidden();
            wrong(
                    forbidden
                            ? Messages.ConnectionTest_forbidden(what, SignInWords.told(e))
                            : Messages.ConnectionTest_refused(what, SignInWords.told(e)));
            return null;
        }
    }

    private void accepted() {
        if (!accepted) {
            accepted = true;
            line(key ? Messages.ConnectionTest_keyAccepted() : Messages.ConnectionTest_userAccepted());
        }
    }

    /** Only signatures hold a time. */
    private void clock(Duration ahead) {
        if (ahead == null || over && !key) {
            return;
        }
        long seconds = ahead.abs().toSeconds();
        int behind = ahead.isNegative() ? 1 : 0;
        if (ahead.abs().compareTo(SKEW_WORTH_A_WARNING) <= 0) {
            line(Messages.ConnectionTest_clock());
        } else if (key) {
            wrong(Messages.ConnectionTest_skew(seconds, behind));
        } else {
            line(Messages.ConnectionTest_skewOfUser(seconds, behind));
        }
    }

    private void wrong(String text) {
        problem = true;
        line(text);
    }

    private void line(String text) {
        lines.append("<li>").append(Util.escape(text)).append("</li>");
    }
}
