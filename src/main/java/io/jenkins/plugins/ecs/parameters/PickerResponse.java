package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.ecs.credentials.FormCredentials;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.site.EcsClients;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.List;
import java.util.Locale;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/** The JSON that a searchable field of the form shows: choices, or a message why there are none. Threads: any. Waits for nothing. */
final class PickerResponse {

    /** More than this nobody reads; more words narrow it down. */
    static final int MOST_SHOWN = 50;

    private static final int LONGEST_SEARCH = 200;

    private PickerResponse() {}

    /** @param search what was typed: words of name, status or OS, or an id */
    static JSONObject of(Item item, String siteName, String credentialsId, String search, PickerLists.Kind kind) {
        if (hasVariable(siteName) || hasVariable(credentialsId) || hasVariable(search)) {
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
    static JSONObject of(PickerLists.Known known, String search, GuardRails rails) {
        if (known.choices() == null) {
            return known.asking()
                    ? message(Messages.PickerResponse_asking()).element("asking", true)
                    : message(Messages.PickerResponse_problem(Sentences.of(known.problem())));
        }
        String text = Util.fixNull(search).trim();
        text = text.substring(0, Math.min(text.length(), LONGEST_SEARCH));
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("\\s+"));
        List<PickerEntry> found = known.choices().stream()
                .filter(choice -> choice.matches(words) && choice.isAllowed(rails))
                .toList();
        JSONArray shown = new JSONArray();
        found.stream()
                .limit(MOST_SHOWN)
                .forEach(choice -> shown.add(new JSONObject()
                        .element("id", choice.id())
                        .element("name", choice.name())
                        .element("detail", choice.detail())));
        String word = "";
        if (found.isEmpty()) {
            word = Validation.isId(text) ? Messages.PickerResponse_unknown() : Messages.PickerResponse_nothing();
        } else if (found.size() > MOST_SHOWN) {
            word = Messages.PickerResponse_more(MOST_SHOWN, found.size());
        }
        return message(word).element("choices", shown);
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
