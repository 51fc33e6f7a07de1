package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.ecs.parameters.Arguments;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** A step whose {@link Arguments} are checked before it is made. */
abstract class CheckedStepDescriptor extends StepDescriptor implements CustomDescribableModel {

    /** @throws AbortException where an argument is wrong: it prints without a stack trace */
    @Override
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        try {
            return super.newInstance(Arguments.checked(getFunctionName(), clazz, arguments));
        } catch (Arguments.WrongArgumentsException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** For whoever makes the step in another way than a Pipeline does. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        return Arguments.checked(getFunctionName(), clazz, arguments);
    }
}
