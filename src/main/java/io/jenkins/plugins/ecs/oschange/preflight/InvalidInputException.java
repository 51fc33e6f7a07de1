package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.oschange.record.Sentences;
import java.util.List;

/** What was asked cannot be sent, whatever is configured around it. The message names each field that is wrong and how to mend it. */
public final class InvalidInputException extends MisconfiguredException {

    private static final long serialVersionUID = 1L;

    public InvalidInputException(String problem) {
        this(List.of(problem));
    }

    /** @param problems each with its field */
    public InvalidInputException(List<String> problems) {
        super(Sentences.all(problems).toString());
    }
}
