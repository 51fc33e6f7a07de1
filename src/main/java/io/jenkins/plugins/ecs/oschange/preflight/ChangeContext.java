package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.io.IOException;
import java.time.Clock;

/**
 * What a change needs from whoever drives it. It is asked anew on every step, so that secrets need never be kept: after a restart they are resolved again. Called by one
 * thread at a time; nothing in it may wait for the network, but for the requests of the client itself.
 */
public interface ChangeContext {

    /** @throws MisconfiguredException when the cloud cannot be talked to at all, a missing credential for example */
    EcsClient client() throws MisconfiguredException;

    /** Which API credential that client has, for people; null where nothing is known of it. */
    default String apiCredential() {
        return null;
    }

    /** @throws MisconfiguredException when the credential is missing or of a kind that is no login */
    Login login() throws MisconfiguredException;

    /** With what to log in to the new system; without a secret of the login, with nothing. @throws MisconfiguredException as {@link #login} */
    Proof proof() throws MisconfiguredException;

    /** What looks at new systems. */
    LoginProbe loginProbe();

    /** @return the user data in clear text, or null */
    SecretText userData() throws MisconfiguredException;

    /** What may be changed there, and to what. @throws MisconfiguredException when nothing may */
    default GuardRails guardRails() throws MisconfiguredException {
        return GuardRails.NONE;
    }

    /**
     * Whether the server, which is known by now, may be changed at all by whoever drives this: asked before it joins the queue, and with {@link #guardRails} again.
     *
     * @throws MisconfiguredException when it may not
     */
    default void admit(ChangeRecord record) throws MisconfiguredException {}

    /** The text without the secrets of this change: clouds repeat in their answers what they were sent. */
    default String mask(String text) {
        return text;
    }

    /** Told once, when the request that destroys the disk has gone out: the change has a job, or is {@link State#UNCERTAIN}. */
    default void submitted(ChangeRecord record) {}

    /**
     * Writes the record to disk and returns when it is there.
     *
     * @throws IOException when it could not be written; a change that is not yet sent then never is
     */
    void save(ChangeRecord record) throws IOException;

    /**
     * Whose turn it is at the server. The first ask joins the queue; the change leaves it by ending.
     *
     * @return the build that goes before, for people; null when it is this change's turn
     */
    default String ahead(ChangeRecord record) {
        return null;
    }

    /** Whether the change was begun in another home of Jenkins, of which this one is a copy. */
    default boolean isOfOtherHome(ChangeRecord record) {
        return false;
    }

    /** Whether another change of the server was sent since the turn of this one was given up: what the server shows is that one's then. */
    default boolean isOvertaken(ChangeRecord record) {
        return false;
    }

    /** Whether another change of the server waits until this one, which its build has let go of, is over. */
    default boolean isAwaited(ChangeRecord record) {
        return false;
    }

    /** How long the cloud jobs of such changes usually take; null where nobody knows. */
    default UsualDuration usual(ChangeRecord record) {
        return null;
    }

    /** When the cloud's job is looked at. */
    default LookTimes lookTimes(ChangeRecord record) {
        return LookTimes.of(record.usual(), record.request().pollInterval());
    }

    Progress progress();

    Clock clock();

    /** A monotonic time in nanoseconds, as {@link System#nanoTime}. */
    default long nanoTime() {
        return System.nanoTime();
    }
}
