package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.oschange.record.Sentences;
import java.util.List;

/** What was asked cannot be sent. The message names each field that is wrong and how to mend it. */
public final class InvalidInputException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidInputException(List<String> problems) {
        super(Sentences.all(problems).toString());
    }
}
