package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.oschange.record.LoginNote;

/** As whom the images of a cloud let people in, as far as the vendors document it. */
final class LoginUsers {

    private LoginUsers() {}

    /** A sentence for people. @param host of the cloud's endpoint; empty where it is not known */
    static String words(LoginNote note, String host) {
        return note.imageUser() == null
                ? text("login.users." + cloud(host))
                : text("login.users.image", note.imageUser());
    }

    private static String cloud(String host) {
        if (host.endsWith(".myhuaweicloud.com") || host.endsWith(".myhuaweicloud.eu")) {
            return "huawei";
        }
        if (host.endsWith(".otc.t-systems.com")) {
            return "otc";
        }
        return host.endsWith(".orange-business.com") ? "fe" : "any";
    }
}
