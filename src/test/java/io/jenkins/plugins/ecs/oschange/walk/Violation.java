package io.jenkins.plugins.ecs.oschange.walk;

/**
 * A violation of one of the {@link Rules}.
 *
 * @param rule its letter
 */
record Violation(String rule, String words) {
    @Override
    public String toString() {
        return "(" + rule + ") " + words;
    }
}
