package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.parameters.PickerLists.Known;
import io.jenkins.plugins.ecs.site.ChangePermission;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import net.sf.json.JSONObject;

/**
 * What build parameters offer, by their definitions as they are saved with the job: nothing that the browser sends widens it. Threads: any; {@link #refusal} waits for a list that is not at
 * hand, for ten seconds at most, {@link #doubt} for two, and the others for nothing.
 */
final class ParameterChoices {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

    private ParameterChoices() {}

    /** The JSON for the picker: to whoever may start a build of the job, and may have servers changed by it. */
    static JSONObject of(@CheckForNull Job<?, ?> job, String parameter, String search) {
        if (job == null || !job.hasPermission(Item.BUILD)) {
            return PickerResponse.message(Messages.EcsParameterDefinition_noPermission());
        }
        if (EcsSites.get().isPermissionRequired() && !job.hasPermission(ChangePermission.CHANGE_OS)) {
            return PickerResponse.message(Messages.EcsParameterDefinition_noChangePermission());
        }
        EcsParameterDefinition definition = definition(job, parameter);
        if (definition == null) {
            return PickerResponse.message(Messages.EcsParameterDefinition_notOfJob());
        }
        try {
            PickerResponse.Place place = place(job, definition);
            Offer offer = new Offer(definition, place.site().guardRails());
            Known offered = offer.of(PickerLists.get().known(place.client(), definition.kind()));
            if (offered.choices() == null && !offered.asking()) {
                return noList(definition, offered.problem());
            }
            return Offer.isNothing(offered)
                    ? PickerResponse.message(offer.nothing())
                    : PickerResponse.of(offered, new PickerSearch(search, PickerSearch.Field.OFFERED), offer.rails());
        } catch (MisconfiguredException | IllegalArgumentException e) {
            return noList(definition, e.getMessage());
        }
    }

    /** Without the list, an ID is of use only where every one is accepted. */
    private static JSONObject noList(EcsParameterDefinition definition, String why) {
        String words = Sentences.of(why).toString();
        return PickerResponse.message(
                definition.isFiltered()
                        ? Messages.EcsParameterDefinition_noList(words)
                        : Messages.PickerResponse_problem(words));
    }

    @CheckForNull
    private static EcsParameterDefinition definition(Job<?, ?> job, String parameter) {
        ParametersDefinitionProperty all = job.getProperty(ParametersDefinitionProperty.class);
        ParameterDefinition found = all == null ? null : all.getParameterDefinition(parameter);
        return found instanceof EcsParameterDefinition ours ? ours : null;
    }

    private static PickerResponse.Place place(Item job, EcsParameterDefinition definition)
            throws MisconfiguredException {
        return PickerResponse.Place.of(job, definition.getSite(), definition.getCredentialsId());
    }

    /** That the definition as it is typed offers nothing at its site, or null; also null where that is not known after two seconds, or where another field tells why. @param item null outside of a job */
    @CheckForNull
    static String doubt(@CheckForNull Item item, EcsParameterDefinition typed) {
        try {
            PickerResponse.Place place = place(item, typed);
            Offer offer = new Offer(typed, place.site().guardRails());
            Known known = PickerLists.get().await(place.client(), typed.kind(), LONGEST_CHECK);
            return Offer.isNothing(offer.of(known)) ? offer.nothing() : null;
        } catch (MisconfiguredException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Why the definition does not offer this ID, or null. Waits for the list, where it is not at hand. */
    @CheckForNull
    static String refusal(Job<?, ?> job, EcsParameterDefinition definition, String id) {
        return answer(job, definition, id, (client, kind) -> PickerLists.get().await(client, kind, LONGEST_WAIT))
                .problem();
    }

    /** The same by what is known by now; asks for the list where it is not at hand, and does not wait for it. */
    static Answer answerNow(Job<?, ?> job, EcsParameterDefinition definition, String id) {
        return answer(job, definition, id, PickerLists.get()::known);
    }

    /**
     * Whether an ID is offered.
     *
     * @param problem why it is not, or why that is not known; null where it is
     * @param asking whether the list is on its way, so that this may change
     */
    record Answer(@CheckForNull String problem, boolean asking) {}

    private static Answer answer(
            Job<?, ?> job,
            EcsParameterDefinition definition,
            String id,
            BiFunction<EcsClient, PickerLists.Kind, Known> lists) {
        try {
            PickerResponse.Place place = place(job, definition);
            Offer offer = new Offer(definition, place.site().guardRails());
            Known offered = offer.of(lists.apply(place.client(), definition.kind()));
            return new Answer(refusal(offer, offered, id), offered.asking());
        } catch (MisconfiguredException | IllegalArgumentException e) {
            return new Answer(Messages.EcsParameterDefinition_cannotBeKnown(id, Sentences.of(e.getMessage())), false);
        }
    }

    @CheckForNull
    private static String refusal(Offer offer, Known known, String id) {
        if (known.choices() == null) {
            String why = known.problem() == null ? Messages.PickerResponse_asking() : known.problem();
            return Messages.EcsParameterDefinition_notKnown(id, Sentences.of(why));
        }
        if (Offer.isNothing(known)) {
            return Messages.EcsParameterDefinition_noneOffered(id, offer.nothing());
        }
        return known.choices().stream().anyMatch(entry -> isSame(entry.id(), id))
                ? null
                : Messages.EcsParameterDefinition_notOffered(id);
    }

    private static boolean isSame(String id, String given) {
        return Validation.isId(id) && UUID.fromString(id).equals(UUID.fromString(given));
    }
}
