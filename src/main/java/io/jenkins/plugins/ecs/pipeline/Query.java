package io.jenkins.plugins.ecs.pipeline;

import io.jenkins.plugins.ecs.oschange.ListReader;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;

/**
 * What a step looks for, and what it returns of it: plain serialisable values, which scripts can read in the sandbox and which survive restarts.
 *
 * <p>Persistence: in the state of a waiting Pipeline.
 */
interface Query<T> extends Serializable {

    /** The name of the step. */
    String function();

    ListReader.Kind<T> kind();

    /** What is asked for, for people; empty where that is all there is. */
    String filter();

    /** Whether it is what was asked for: every filter is applied here, since those of the services are fuzzy or undocumented. */
    boolean fits(T item);

    boolean isAllowed(T item, GuardRails guardRails);

    Comparator<T> order();

    LinkedHashMap<String, Object> told(T item);
}
