package io.jenkins.plugins.ecs.cloud;

import java.util.List;

/**
 * A page of a list.
 *
 * @param next what to ask for to get the next page; null where this is the last one
 */
public record Page<T>(List<T> items, String next) {

    /** Of what came, where a full page says that there may be another one. @param items null for none */
    static <T> Page<T> of(List<T> items, int size, String next) {
        return items == null ? new Page<>(List.of(), null) : new Page<>(items, items.size() < size ? null : next);
    }
}
