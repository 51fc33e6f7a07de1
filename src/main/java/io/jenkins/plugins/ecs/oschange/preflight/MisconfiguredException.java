package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.record.Sentences;

/** What is configured around a change does not suffice to go on with it. The message names the field and the fix. */
public class MisconfiguredException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message may hold names from anywhere: nothing in it begins a line of its own */
    public MisconfiguredException(String message) {
        super(Sentences.of(PlainText.of(message)).toString());
    }
}
