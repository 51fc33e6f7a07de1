package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.Image;

/** Whether the new system could use the user data. */
final class UserDataCheck {

    private static final String FIELD = "userData: ";

    private UserDataCheck() {}

    /** @return what can be found wrong without knowing the image, or null */
    static String problem(UserData data, Login login) {
        String problem = data.problem();
        boolean useless = data.kind() == UserDataKind.UNKNOWN && login instanceof Login.FromImage;
        return problem == null && useless ? text("userData.unknownWithoutLogin") : problem;
    }

    /** @param image null where it may not be looked up */
    static void add(Findings findings, Inputs inputs, Image image) {
        UserData data = inputs.data();
        if (data == null) {
            return;
        }
        String problem = problem(data, inputs.login());
        findings.refuse(problem == null ? null : FIELD + problem);
        data.doubts().forEach(findings::warn);
        if (image != null) {
            boolean linux = "Linux".equals(image.osType());
            findings.refuseIf(linux && data.kind().isForWindowsOnly(), "userData.forWindows", image.label())
                    .refuseIf(image.isWindows() && data.kind().isForLinuxOnly(), "userData.forLinux", image.label())
                    .warnIf(
                            image.isWindows() && data.kind() == UserDataKind.SCRIPT,
                            "userData.scriptOnWindows",
                            image.label());
        }
    }
}
