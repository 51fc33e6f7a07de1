package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.LoginNote;

/** As whom the images of a cloud let people in, as far as the vendors document it. */
final class LoginUsers {

    private LoginUsers() {}

    /** A sentence for people. */
    static String words(LoginNote note, ChangeContext context) {
        return note.imageUser() == null ? text("login.users." + cloud(context)) : text("login.users.image", note.imageUser());
    }

    private static String cloud(ChangeContext context) {
        String host;
        try {
            host = context.client().host();
        } catch (MisconfiguredException e) {
            return "any";
        }
        if (host.contains("myhuaweicloud.")) {
            return "huawei";
        }
        if (host.contains("otc.t-systems.")) {
            return "otc";
        }
        return host.contains("orange-business.") ? "fe" : "any";
    }
}
