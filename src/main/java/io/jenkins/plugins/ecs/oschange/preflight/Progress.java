package io.jenkins.plugins.ecs.oschange.preflight;

/** Where a change tells how it goes: one line for each thing that happens, none for a look that saw nothing new. */
@FunctionalInterface
public interface Progress {

    void say(String line);
}
