package io.jenkins.plugins.ecs.oschange.walk;

/**
 * Something that must never be.
 *
 * @param rule which of {@link Rules}
 */
record Violation(String rule, String words) {
    @Override
    public String toString() {
        return "(" + rule + ") " + words;
    }
}
