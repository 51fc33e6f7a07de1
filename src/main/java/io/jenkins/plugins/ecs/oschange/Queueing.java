package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import java.time.Duration;

/** Waits until no other change of the same server goes before. What is wrong with the request itself is said first, without a wait. */
final class Queueing implements Phase {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws ChangeFailedException, MisconfiguredException {
        if (change.waitsFor() == null) {
            validate(change, context);
        }
        String ahead = context.ahead(change);
        if (ahead == null) {
            change.waitsFor(null);
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        boolean news = !ahead.equals(change.waitsFor());
        if (news) {
            change.waitsFor(ahead);
            context.progress().say(text("queue.waits", change.serverLabel(), ahead));
            change.saveOrSay(context);
        }
        change.heartbeat().beat(news, text("queue.still", ahead), context);
        return LOOK_AGAIN;
    }

    private static void validate(OsChange change, ChangeContext context)
            throws ChangeFailedException, MisconfiguredException {
        try {
            Validation.check(change.request(), context.login(), context.userData());
        } catch (InvalidInputException e) {
            throw Failures.refused(change, e.getMessage());
        }
        context.client();
    }
}
