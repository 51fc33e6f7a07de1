package io.jenkins.plugins.ecs.oschange;

import java.util.function.Consumer;

/**
 * A scene that a check refuses or warns of, and one beside it that it lets pass.
 *
 * @param words what is said of the wrong scene, both values of what does not fit among them
 */
record CheckScene(String name, Consumer<CheckRig> wrong, Consumer<CheckRig> right, String... words) {
    @Override
    public String toString() {
        return name;
    }
}
