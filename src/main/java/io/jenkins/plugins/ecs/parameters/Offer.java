package io.jenkins.plugins.ecs.parameters;

import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.parameters.PickerLists.Known;

/** What a build parameter offers of the list of its site, and the words for a list that is empty. Threads: any. @param rails of the site */
record Offer(EcsParameterDefinition definition, GuardRails rails) {

    Known of(Known known) {
        return known.only(entry -> definition.offers(entry) && entry.isAllowed(rails));
    }

    /** Whether it is known that nothing is offered. @param offered by {@link #of} */
    static boolean isNothing(Known offered) {
        return offered.choices() != null && offered.choices().isEmpty();
    }

    /** That the site has nothing that fits, and what it would have to fit. */
    String nothing() {
        return definition.none(rails.site(), String.join(", ", definition.conditions(rails)));
    }
}
