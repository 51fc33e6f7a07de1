package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.oschange.record.Sentences;
import java.util.List;

/** The change cannot be made as asked. The message names every obstacle that is known, each with its fix. */
public final class ObstacleException extends Exception {

    private static final long serialVersionUID = 1L;

    ObstacleException(List<String> obstacles) {
        super(Sentences.all(obstacles).toString());
    }
}
