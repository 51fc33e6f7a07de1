package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.util.Locale;
import java.util.stream.Stream;

/** What a change is refused for because of what was asked, or because of the guardrails of its site. */
final class InputObstacles {

    private static final String SOMEBODY = "0".repeat(32);

    private InputObstacles() {}

    /** Who is to log in. */
    static Stream<CheckScene> ofLogin() {
        return Stream.of(
                new CheckScene(
                        "somebody else's key pair",
                        t -> t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SOMEBODY),
                        t -> t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER),
                        "belongs to user " + SimulatedCloud.USER,
                        "specifies " + SOMEBODY),
                new CheckScene(
                        "key pairs may not be looked up",
                        t -> t.forbid("os-keypairs"),
                        t -> {
                            t.forbid("os-keypairs");
                            t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER);
                        },
                        "not allowed to query key pairs",
                        "owner’s user ID"),
                new CheckScene(
                        "Windows without a login",
                        t -> t.windows(new Login.FromImage()).put("__os_feature_list", "{}"),
                        t -> t.windows(new Login.FromImage()),
                        "has no built-in login"),
                new CheckScene(
                        "Windows with its user's name in the password",
                        t -> t.windows(CheckRig.password("xX1!Admin")),
                        t -> t.windows(CheckRig.password("xX1!Amdni")),
                        "more than two characters in a row with Administrator"),
                new CheckScene(
                        "Windows with that name backwards in the password",
                        t -> t.windows(CheckRig.password("xX1!rota9")),
                        t -> t.windows(CheckRig.password("xX1!r_ot_a")),
                        "more than two characters in a row with Administrator"),
                new CheckScene(
                        "Windows and a key pair without Cloudbase-Init",
                        t -> {
                            t.windows(Rig.KEY);
                            t.request.cloudInit(false);
                        },
                        t -> {
                            t.windows(CheckRig.password("1qazXSW@"));
                            t.request.cloudInit(false);
                        },
                        "accepts only a password"));
    }

    /** What the site allows. */
    static Stream<CheckScene> ofGuardRails() {
        return Stream.of(
                new CheckScene(
                        "server tag, key and value",
                        t -> t.tags("jenkins=test", "tier=prod").rails("jenkins=yes"),
                        t -> t.tags("tier=prod", "jenkins=yes").rails("jenkins=yes"),
                        "“server tag” of site ‘otc’ allows only servers with the tag jenkins=yes",
                        "has jenkins=test, tier=prod"),
                new CheckScene(
                        "server tag, key alone",
                        t -> t.tags("jenkins-test=yes").rails("jenkins"),
                        t -> t.tags("jenkins=anything").rails("jenkins"),
                        "the tag jenkins;",
                        "has jenkins-test=yes"),
                new CheckScene(
                        "server tag, none there",
                        t -> {
                            t.server().putNull("tags");
                            t.rails("jenkins");
                        },
                        t -> t.tags("jenkins").rails("jenkins"),
                        "has none"),
                new CheckScene(
                        "image by name",
                        t -> t.rails(null, "Hardened_*", "Standard_Debian"),
                        t -> t.rails(null, "Hardened_*", "Standard_*_22.04_*"),
                        "“allowed images” of site ‘otc’ allows only Hardened_*, Standard_Debian",
                        "requested: Standard_Ubuntu_22.04_latest (" + Region.IMAGE),
                new CheckScene(
                        "image by ID",
                        t -> t.rails(null, Region.OLD_IMAGE),
                        t -> t.rails(null, Region.OLD_IMAGE, Region.IMAGE.toUpperCase(Locale.ROOT)),
                        "allows only " + Region.OLD_IMAGE),
                new CheckScene(
                        "an ID for a name",
                        t -> {
                            t.image().put("name", Region.OLD_IMAGE);
                            t.rails(null, Region.OLD_IMAGE);
                        },
                        t -> t.rails(null, Region.IMAGE),
                        "allows only " + Region.OLD_IMAGE),
                new CheckScene(
                        "a name that cannot be looked up",
                        t -> {
                            t.forbid("cloudimages");
                            t.rails(null, "Standard_*");
                        },
                        t -> {
                            t.forbid("cloudimages");
                            t.rails(null, Region.IMAGE);
                        },
                        "allows only Standard_*; requested: " + Region.IMAGE));
    }

    /** What the new system is told. */
    static Stream<CheckScene> ofUserData() {
        return Stream.of(
                new CheckScene(
                        "user data encoded already",
                        t -> t.userData("IyEvYmluL2Jhc2gKZWNobyB1c2VyX3Rlc3QgPiAvaG9tZS91c2VyLnR4dA=="),
                        t -> t.userData("#!/bin/bash\necho user_test > /home/user.txt"),
                        "userData: is base64-encoded already"),
                new CheckScene(
                        "user data without its line breaks",
                        t -> t.userData("#cloud-config packages: [nginx]"),
                        t -> t.userData("#cloud-config\npackages: [nginx]"),
                        "userData: is a single line",
                        "use “Secret file”"),
                new CheckScene(
                        "user data that does not parse",
                        t -> t.userData("#cloud-config\npackages: [nginx\nusers: x"),
                        t -> t.userData("#cloud-config\npackages: [nginx]\nusers: x"),
                        "YAML cannot be parsed (line 3, column 6)"),
                new CheckScene(
                        "user data that nobody reads, and no login",
                        t -> {
                            t.userData("echo hello");
                            t.rig.login = new Login.FromImage();
                        },
                        t -> t.userData("echo hello"),
                        "its first line is none that cloud-init"),
                new CheckScene(
                        "user data for Windows",
                        t -> t.userData("#ps1_sysnative\ndir"),
                        t -> {
                            t.windows(CheckRig.password("1qazXSW@"));
                            t.userData("#ps1_sysnative\ndir");
                        },
                        "for Cloudbase-Init on Windows, but image Standard_Ubuntu"),
                new CheckScene(
                        "user data for Linux",
                        t -> {
                            t.windows(CheckRig.password("1qazXSW@"));
                            t.userData("#cloud-boothook\n#!/bin/sh");
                        },
                        t -> t.userData("#cloud-boothook\n#!/bin/sh"),
                        "for cloud-init on Linux, but image Standard_Ubuntu"));
    }
}
