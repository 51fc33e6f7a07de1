package io.jenkins.plugins.ecs.cloud;

import java.util.List;

/**
 * A page of a list.
 *
 * @param next what to ask for to get the next page; null where this is the last one
 */
public record Page<T>(List<T> items, String next) {}
