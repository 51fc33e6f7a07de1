package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** What checks have found: obstacles end the change before anything is sent, warnings are told. */
final class Findings {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final List<String> obstacles = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Findings refuseIf(boolean wrong, String key, Object... values) {
        return refuse(wrong ? text(key, values) : null);
    }

    /** The same of the image that is asked for: names the field by which it is. */
    Findings refuseImageIf(boolean wrong, Inputs inputs, String key, Object... values) {
        String field = inputs.request().imageName() == null ? "imageId" : "imageName";
        return refuse(wrong ? text("refused.field", field, text(key, values)) : null);
    }

    /** @param obstacle a whole sentence, or null for none */
    Findings refuse(String obstacle) {
        if (obstacle != null) {
            obstacles.add(obstacle);
        }
        return this;
    }

    Findings warnIf(boolean doubtful, String key, Object... values) {
        if (doubtful) {
            warnings.add(text(key, values));
        }
        return this;
    }

    Findings warn(String warning) {
        warnings.add(warning);
        return this;
    }

    Findings add(Findings more) {
        obstacles.addAll(more.obstacles);
        warnings.addAll(more.warnings);
        return this;
    }

    List<String> obstacles() {
        return obstacles;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Whether the API credential may not look: that leaves a question open, and is no reason to refuse. */
    static boolean isForbidden(RefusedException e) {
        return e.error().httpStatus() == FORBIDDEN;
    }

    /** The same, or there is nothing to see: not every edition has every call. */
    static boolean isForbiddenOrMissing(RefusedException e) {
        return isForbidden(e) || e.error().httpStatus() == NOT_FOUND;
    }
}
