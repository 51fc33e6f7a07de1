package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Util;

/** How the kinds of this plugin are called in lists: alike, and by the ID that code needs. */
final class ListedName {

    private ListedName() {}

    /** @param kind with the ID, and with what else tells it from others and is no secret */
    static String of(String kind, StandardCredentials credential) {
        String description = Util.fixEmptyAndTrim(credential.getDescription());
        return description == null ? kind : kind + " (" + description + ")";
    }
}
