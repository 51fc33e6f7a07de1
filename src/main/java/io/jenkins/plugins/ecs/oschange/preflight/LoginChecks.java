package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;

/**
 * Whether one could log in afterwards, by what the vendors say of logins and images. That no login is given at all is told with the plan, where it
 * is only doubtful.
 */
final class LoginChecks {

    private static final String WINDOWS_USER = "Administrator";
    private static final int LONGEST_SHARED = 2;

    private LoginChecks() {}

    static void add(Findings findings, ChangeRequest request, Login login, boolean userData, Image image) {
        boolean password = login instanceof Login.WithPassword;
        boolean none = login instanceof Login.FromImage;
        if (image.isWindows()) {
            findings.refuseIf(!request.cloudInit() && !password && !none, "windows.v1", image.label())
                    .refuseIf(none && !userData && !image.takesPasswordLater(), "windows.noLogin", image.label())
                    .refuseIf(
                            login instanceof Login.WithPassword with
                                    && sharesTooMuch(with.password().reveal()),
                            "windows.password",
                            image.label(),
                            WINDOWS_USER);
        }
        findings.warnIf(
                request.cloudInit() && "true".equals(image.withoutInjection()), "image.cloudInit", image.label());
    }

    /** Whether more than two characters in a row are those of the user's name, forwards or backwards. */
    private static boolean sharesTooMuch(String password) {
        String backwards = new StringBuilder(WINDOWS_USER).reverse().toString();
        for (int i = 0; i + LONGEST_SHARED < password.length(); i++) {
            String part = password.substring(i, i + LONGEST_SHARED + 1);
            if (WINDOWS_USER.contains(part) || backwards.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
