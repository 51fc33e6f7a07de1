package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParameterDefinition.ParameterDescriptor;
import hudson.util.FormValidation;
import hudson.util.HttpResponses;
import java.util.Map;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.kohsuke.stapler.HttpResponse;

/**
 * The forms of the build parameters: the one in which a job is configured, whose lists are those of an OS change, and the one that starts a build. Threads: those of web requests, of which
 * none waits for the cloud but the check of what would be offered, two seconds at most.
 */
public abstract class EcsParameterDescriptor extends ParameterDescriptor implements CustomDescribableModel {

    /** In scripts, of Pipeline as of Job DSL. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        String symbol = SymbolLookup.getSymbolValue(this).iterator().next();
        return Arguments.checkedDefinition(symbol, clazz, arguments);
    }

    /** {@code servers} or {@code images}: the web method that lists them. */
    abstract String list();

    static OsChangeParametersDescriptor form() {
        return ExtensionList.lookupSingleton(OsChangeParametersDescriptor.class);
    }

    /** For the picker of whoever starts a build, in the context of the page. */
    public String getChoicesUrl() {
        return getDescriptorFullUrl() + '/' + list();
    }

    /** For the picker of whoever configures the job. */
    public String getDefaultsUrl() {
        return form().pickerUrl(list());
    }

    /** A warning where the definition, as it is typed, offers nothing; whoever may not configure the job learns nothing. */
    static FormValidation offered(@CheckForNull Item item, EcsParameterDefinition typed) {
        boolean asks = FormAccess.mayConfigure(item) && !FieldChecks.hasVariable(typed.getSite());
        String doubt = asks ? ParameterChoices.doubt(item, typed) : null;
        return doubt == null ? FormValidation.ok() : FormValidation.warning(doubt);
    }

    static HttpResponse choices(@CheckForNull Job<?, ?> job, String parameter, String search) {
        return HttpResponses.okJSON(ParameterChoices.of(job, parameter, search));
    }
}
