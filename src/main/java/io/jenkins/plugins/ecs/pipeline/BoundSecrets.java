package io.jenkins.plugins.ecs.pipeline;

import hudson.EnvVars;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The values that steps around a step, such as {@code withCredentials}, mask in its log. Threads: any. */
final class BoundSecrets {

    private BoundSecrets() {}

    static Collection<String> in(StepContext step) throws IOException {
        try {
            EnvironmentExpander expander = step.get(EnvironmentExpander.class);
            EnvVars variables = step.get(EnvVars.class);
            return expander == null || variables == null
                    ? List.of()
                    : expander.getSensitiveVariables().stream()
                            .map(variables::get)
                            .filter(Objects::nonNull)
                            .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(e.getMessage());
        }
    }
}
