package io.jenkins.plugins.ecs.cloud;

import java.util.List;

/**
 * A page of a list.
 *
 * @param next what to ask for to get the next page; null where this is the last one
 */
public record Page<T>(List<T> items, String next) {

    /** Of what came, where a full page says that there may be another one. */
    static <T> Page<T> of(List<T> items, int size, String next) {
        return new Page<>(items, items.size() < size ? null : next);
    }
}
