package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Queue;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.parameters.PickerLists.Known;
import io.jenkins.plugins.ecs.site.ChangePermission;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import net.sf.json.JSONObject;

/**
 * What build parameters offer, by their definitions as they are saved with the job: nothing that the browser sends widens it. Threads: any; {@link #refusal} waits for a list that is not at
 * hand, for ten seconds at most.
 */
final class ParameterChoices {

    private static final Logger LOGGER = Logger.getLogger(ParameterChoices.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private ParameterChoices() {}

    /** The JSON for the picker: to whoever may start a build of the job, and may have servers changed by it. */
    static JSONObject of(@CheckForNull Job<?, ?> job, String parameter, String search) {
        if (job == null || !mayBuild(job)) {
            return PickerResponse.message(Messages.EcsParameterDefinition_noPermission());
        }
        EcsParameterDefinition definition = definition(job, parameter);
        if (definition == null) {
            return PickerResponse.message(Messages.EcsParameterDefinition_notOfJob());
        }
        try {
            PickerResponse.Place place = place(job, definition);
            return PickerResponse.of(
                    PickerLists.get().known(place.client(), definition.kind()).only(definition::offers),
                    search,
                    place.site().guardRails());
        } catch (MisconfiguredException | IllegalArgumentException e) {
            return PickerResponse.message(Messages.PickerResponse_problem(e.getMessage()));
        }
    }

    private static boolean mayBuild(Job<?, ?> job) {
        return job.hasPermission(Item.BUILD)
                && (!EcsSites.get().isPermissionRequired() || job.hasPermission(ChangePermission.CHANGE_OS));
    }

    @CheckForNull
    private static EcsParameterDefinition definition(Job<?, ?> job, String parameter) {
        ParametersDefinitionProperty all = job.getProperty(ParametersDefinitionProperty.class);
        ParameterDefinition found = all == null ? null : all.getParameterDefinition(parameter);
        return found instanceof EcsParameterDefinition ours ? ours : null;
    }

    private static PickerResponse.Place place(Job<?, ?> job, EcsParameterDefinition definition)
            throws MisconfiguredException {
        return PickerResponse.Place.of(job, definition.getSite(), definition.getCredentialsId());
    }

    /** Why the definition does not offer this ID, or null. */
    @CheckForNull
    static String refusal(Job<?, ?> job, EcsParameterDefinition definition, String id) {
        try {
            PickerResponse.Place place = place(job, definition);
            GuardRails rails = place.site().guardRails();
            Known known = PickerLists.get()
                    .await(place.client(), definition.kind(), LONGEST_WAIT)
                    .only(entry -> definition.offers(entry) && entry.isAllowed(rails));
            if (known.choices() == null) {
                String why = known.problem() == null ? Messages.PickerResponse_asking() : known.problem();
                return Messages.EcsParameterDefinition_notKnown(id, why);
            }
            return known.choices().stream().anyMatch(entry -> isSame(entry.id(), id))
                    ? null
                    : Messages.EcsParameterDefinition_notOffered(id);
        } catch (MisconfiguredException | IllegalArgumentException e) {
            return Messages.EcsParameterDefinition_notKnown(id, e.getMessage());
        }
    }

    private static boolean isSame(String id, String given) {
        return Validation.isId(id) && UUID.fromString(id).equals(UUID.fromString(given));
    }

    /** Builds that are started without the form, for example by another build, are held to the same. */
    @Extension
    public static final class Guard extends Queue.QueueDecisionHandler {
        @Override
        public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
            if (!(task instanceof Job<?, ?> job)) {
                return true;
            }
            ParametersDefinitionProperty all = job.getProperty(ParametersDefinitionProperty.class);
            if (all == null) {
                return true;
            }
            for (Action action : actions) {
                if (action instanceof ParametersAction given && !isOffered(job, all, given)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isOffered(Job<?, ?> job, ParametersDefinitionProperty all, ParametersAction given) {
            for (ParameterDefinition each : all.getParameterDefinitions()) {
                ParameterValue value =
                        each instanceof EcsParameterDefinition ? given.getParameter(each.getName()) : null;
                String problem = value == null
                        ? null
                        : ((EcsParameterDefinition) each).problem(job, String.valueOf(value.getValue()));
                if (problem != null) {
                    LOGGER.warning(() ->
                            "no build of " + job.getFullName() + " is started: " + each.getName() + ": " + problem);
                    return false;
                }
            }
            return true;
        }
    }
}
