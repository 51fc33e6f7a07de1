package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.ecs.credentials.FormCredentials;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.site.EcsClients;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/** The JSON that a searchable field of the form shows: choices, or a message why there are none. Threads: any. Waits for nothing. */
final class PickerResponse {

    private PickerResponse() {}

    static JSONObject of(Item item, String siteName, String credentialsId, PickerSearch search, PickerLists.Kind kind) {
        if (hasVariable(siteName) || hasVariable(credentialsId) || hasVariable(search.text())) {
            return message(Messages.PickerResponse_variable());
        }
        try {
            Place place = Place.of(item, siteName, credentialsId);
            return of(
                    PickerLists.get().known(place.client(), kind),
                    search,
                    place.site().guardRails());
        } catch (MisconfiguredException | IllegalArgumentException e) {
            return message(Messages.PickerResponse_problem(Sentences.of(e.getMessage())));
        }
    }

    /** @param rails what they forbid is not offered */
    static JSONObject of(PickerLists.Known known, PickerSearch search, GuardRails rails) {
        if (known.choices() == null) {
            return known.asking()
                    ? message(Messages.PickerResponse_asking()).element("asking", true)
                    : message(Messages.PickerResponse_problem(Sentences.of(known.problem())));
        }
        return search.answer(known.choices(), rails);
    }

    static JSONObject message(String text) {
        return new JSONObject()
                .element("message", text)
                .element("asking", false)
                .element("choices", new JSONArray());
    }

    /** Where a list comes from. */
    record Place(EcsSite site, EcsClient client) {

        /** @throws MisconfiguredException when the item may not use the site, or there is no credential for it */
        static Place of(@CheckForNull Item item, @CheckForNull String siteName, @CheckForNull String credentialsId)
                throws MisconfiguredException {
            EcsSite site = EcsSites.get().resolve(siteName, item);
            String own = Util.fixEmptyAndTrim(credentialsId);
            String id = own == null ? site.getCredentialsId() : own;
            ApiIdentity identity = id == null ? null : FormCredentials.api(item, id, site.getEndpoint());
            if (identity == null) {
                throw new MisconfiguredException(Messages.PickerResponse_noCredential());
            }
            return new Place(site, EcsClients.get().client(site.endpoints(), site.project(), identity));
        }
    }

    private static boolean hasVariable(String value) {
        return value != null && value.contains("$");
    }
}
