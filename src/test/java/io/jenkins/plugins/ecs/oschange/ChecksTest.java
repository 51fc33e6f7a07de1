package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check before sending, with a scene that it refuses or warns of, and one beside it that it lets pass. */
class ChecksTest {

    private static final String SOMEBODY = "0".repeat(32);

    private Rig rig;
    private ChangeRequest request;

    /** @param words what is said of the wrong scene, both values of what does not fit among them */
    private record Scene(String name, Consumer<ChecksTest> wrong, Consumer<ChecksTest> right, String... words) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        request = rig.request();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    static Stream<Scene> obstacles() {
        return Stream.of(
                new Scene(
                        "locked",
                        t -> t.server().put("locked", true),
                        t -> t.server().put("locked", false),
                        "locked"),
                new Scene(
                        "locked by a service",
                        t -> t.server()
                                .put("locked", true)
                                .withObject("/metadata")
                                .put("lockSource", "CBR"),
                        t -> t.serverFact("lockSource", "CBR"),
                        "locked (by: CBR)"),
                new Scene(
                        "frozen",
                        t -> t.serverFact("EcmResStatus", "freeze"),
                        t -> t.serverFact("EcmResStatus", "normal"),
                        "frozen",
                        "EcmResStatus is freeze"),
                new Scene(
                        "no system disk",
                        t -> t.server().putNull("os-extended-volumes:volumes_attached"),
                        t -> {},
                        "no system disk"),
                new Scene(
                        "busy",
                        t -> t.server().put("OS-EXT-STS:task_state", "powering-on"),
                        t -> t.server().putNull("OS-EXT-STS:task_state"),
                        "SHUTOFF, powering-on"),
                new Scene(
                        "running",
                        t -> t.status("ACTIVE"),
                        t -> {
                            t.status("ACTIVE");
                            t.request.mode(ChangeRequest.WITH_STOP_SERVER);
                        },
                        "ACTIVE, not SHUTOFF"),
                new Scene(
                        "another state",
                        t -> t.status("VERIFY_RESIZE"),
                        t -> t.status("ERROR"),
                        "VERIFY_RESIZE",
                        "SHUTOFF"),
                new Scene(
                        "spot price",
                        t -> t.serverFact("charging_mode", "2"),
                        t -> t.serverFact("charging_mode", "0"),
                        "charging_mode 2"),
                new Scene(
                        "image not active",
                        t -> t.image().put("status", "queued"),
                        t -> t.image().put("status", "active"),
                        "queued, not active"),
                new Scene(
                        "image for other things",
                        t -> t.image().put("virtual_env_type", "IsoImage"),
                        t -> t.image().putNull("virtual_env_type"),
                        "for IsoImage, not for servers (FusionCompute)"),
                new Scene(
                        "market image on a prepaid server",
                        t -> {
                            t.serverFact("charging_mode", "1");
                            t.image().put("__imagetype", "market");
                        },
                        t -> t.image().put("__imagetype", "market"),
                        "is a Marketplace image",
                        "charging_mode 1"),
                new Scene(
                        "another architecture",
                        t -> t.image().put("__support_arm", "true"),
                        t -> {
                            t.image().put("__support_arm", "true");
                            t.oldImage().put("architecture", "arm");
                        },
                        "Standard_Ubuntu_22.04_latest is for arm",
                        "Oracle_Linux_7.4_64bit_40G is for x86"),
                new Scene(
                        "another firmware",
                        t -> t.image().put("hw_firmware_type", "uefi"),
                        t -> {
                            t.image().put("hw_firmware_type", "uefi");
                            t.oldImage().putNull("hw_firmware_type");
                        },
                        "boots with uefi",
                        "boots with bios"),
                new Scene(
                        "too small a disk, prepaid",
                        t -> {
                            t.serverFact("charging_mode", "1");
                            t.image().put("min_disk", 100);
                        },
                        t -> {
                            t.serverFact("charging_mode", "1");
                            t.image().put("min_disk", 100);
                            t.rig.server().diskSize(100);
                        },
                        "needs a system disk of 100 GB",
                        "has 40 GB"),
                new Scene(
                        "somebody else's key pair",
                        t -> t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SOMEBODY),
                        t -> t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER),
                        "belongs to user " + SimulatedCloud.USER,
                        "specifies " + SOMEBODY),
                new Scene(
                        "key pairs may not be looked up",
                        t -> t.forbid("os-keypairs"),
                        t -> {
                            t.forbid("os-keypairs");
                            t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER);
                        },
                        "not allowed to query key pairs",
                        "owner’s user ID"),
                new Scene(
                        "Windows without a login",
                        t -> t.windows(new Login.FromImage()).put("__os_feature_list", "{}"),
                        t -> t.windows(new Login.FromImage()),
                        "has no built-in login"),
                new Scene(
                        "Windows with its user's name in the password",
                        t -> t.windows(password("xX1!Admin")),
                        t -> t.windows(password("xX1!Amdni")),
                        "more than two characters in a row with Administrator"),
                new Scene(
                        "Windows with that name backwards in the password",
                        t -> t.windows(password("xX1!rota9")),
                        t -> t.windows(password("xX1!r_ot_a")),
                        "more than two characters in a row with Administrator"),
                new Scene(
                        "Windows and a key pair without Cloudbase-Init",
                        t -> {
                            t.windows(Rig.KEY);
                            t.request.cloudInit(false);
                        },
                        t -> {
                            t.windows(password("1qazXSW@"));
                            t.request.cloudInit(false);
                        },
                        "accepts only a password"),
                new Scene(
                        "server tag, key and value",
                        t -> t.tags("jenkins=test", "tier=prod").rails("jenkins=yes"),
                        t -> t.tags("tier=prod", "jenkins=yes").rails("jenkins=yes"),
                        "“server tag” of site ‘otc’ allows only servers with the tag jenkins=yes",
                        "has jenkins=test, tier=prod"),
                new Scene(
                        "server tag, key alone",
                        t -> t.tags("jenkins-test=yes").rails("jenkins"),
                        t -> t.tags("jenkins=anything").rails("jenkins"),
                        "the tag jenkins;",
                        "has jenkins-test=yes"),
                new Scene(
                        "server tag, none there",
                        t -> {
                            t.server().putNull("tags");
                            t.rails("jenkins");
                        },
                        t -> t.tags("jenkins").rails("jenkins"),
                        "has none"),
                new Scene(
                        "image by name",
                        t -> t.rails(null, "Hardened_*", "Standard_Debian"),
                        t -> t.rails(null, "Hardened_*", "Standard_*_22.04_*"),
                        "“allowed images” of site ‘otc’ allows only Hardened_*, Standard_Debian",
                        "requested: Standard_Ubuntu_22.04_latest (" + Region.IMAGE),
                new Scene(
                        "image by ID",
                        t -> t.rails(null, Region.OLD_IMAGE),
                        t -> t.rails(null, Region.OLD_IMAGE, Region.IMAGE.toUpperCase(java.util.Locale.ROOT)),
                        "allows only " + Region.OLD_IMAGE),
                new Scene(
                        "an ID for a name",
                        t -> {
                            t.image().put("name", Region.OLD_IMAGE);
                            t.rails(null, Region.OLD_IMAGE);
                        },
                        t -> t.rails(null, Region.IMAGE),
                        "allows only " + Region.OLD_IMAGE),
                new Scene(
                        "a name that cannot be looked up",
                        t -> {
                            t.forbid("cloudimages");
                            t.rails(null, "Standard_*");
                        },
                        t -> {
                            t.forbid("cloudimages");
                            t.rails(null, Region.IMAGE);
                        },
                        "allows only Standard_*; requested: " + Region.IMAGE),
                new Scene(
                        "user data encoded already",
                        t -> t.userData("IyEvYmluL2Jhc2gKZWNobyB1c2VyX3Rlc3QgPiAvaG9tZS91c2VyLnR4dA=="),
                        t -> t.userData("#!/bin/bash\necho user_test > /home/user.txt"),
                        "userData: is base64-encoded already"),
                new Scene(
                        "user data without its line breaks",
                        t -> t.userData("#cloud-config packages: [nginx]"),
                        t -> t.userData("#cloud-config\npackages: [nginx]"),
                        "userData: is a single line",
                        "use “Secret file”"),
                new Scene(
                        "user data that does not parse",
                        t -> t.userData("#cloud-config\npackages: [nginx\nusers: x"),
                        t -> t.userData("#cloud-config\npackages: [nginx]\nusers: x"),
                        "YAML cannot be parsed (line 3, column 6)"),
                new Scene(
                        "user data that nobody reads, and no login",
                        t -> {
                            t.userData("echo hello");
                            t.rig.login = new Login.FromImage();
                        },
                        t -> t.userData("echo hello"),
                        "its first line is none that cloud-init"),
                new Scene(
                        "user data for Windows",
                        t -> t.userData("#ps1_sysnative\ndir"),
                        t -> {
                            t.windows(password("1qazXSW@"));
                            t.userData("#ps1_sysnative\ndir");
                        },
                        "for Cloudbase-Init on Windows, but image Standard_Ubuntu"),
                new Scene(
                        "user data for Linux",
                        t -> {
                            t.windows(password("1qazXSW@"));
                            t.userData("#cloud-boothook\n#!/bin/sh");
                        },
                        t -> t.userData("#cloud-boothook\n#!/bin/sh"),
                        "for cloud-init on Linux, but image Standard_Ubuntu"));
    }

    static Stream<Scene> doubts() {
        return Stream.of(
                new Scene("an ERROR", t -> t.status("ERROR"), t -> {}, "Warning: the server is ERROR"),
                new Scene(
                        "a prepaid server",
                        t -> t.serverFact("charging_mode", "1"),
                        t -> {},
                        "Warning: the server is billed yearly/monthly (charging_mode 1)",
                        "autoPay is not set"),
                new Scene(
                        "a prepaid server that pays",
                        t -> {
                            t.serverFact("charging_mode", "1");
                            t.request.autoPay(true);
                        },
                        t -> t.request.autoPay(true),
                        "autoPay is set"),
                new Scene(
                        "another OS family",
                        t -> t.windows(password("1qazXSW@")),
                        t -> t.image().putNull("__os_type"),
                        "Warning: the OS changes from Linux to Windows"),
                new Scene(
                        "the image that is there already",
                        t -> {
                            t.rig.server().rebuiltFrom(Region.IMAGE, "Standard_Ubuntu_22.04_latest", Region.KEY_PAIR);
                            t.status("SHUTOFF");
                        },
                        t -> t.status("SHUTOFF"),
                        "Warning: the server already runs image Standard_Ubuntu_22.04_latest"),
                new Scene(
                        "no cloud-init",
                        t -> t.image().put("__support_fc_inject", "true"),
                        t -> t.image().put("__support_fc_inject", "false"),
                        "cloudInit to false"),
                new Scene(
                        "images may not be looked up",
                        t -> t.forbid("cloudimages"),
                        t -> {},
                        "Warning: the API credential is not allowed to query images (Pdp.0001",
                        "so image " + Region.IMAGE),
                new Scene(
                        "an old image that is gone",
                        t -> t.serverFact("metering.image_id", Region.OLD_IMAGE.replace('c', 'd')),
                        t -> {},
                        "is no longer visible"),
                new Scene(
                        "a disk that will grow",
                        t -> t.image().put("min_disk", 100),
                        t -> {
                            t.image().put("min_disk", 100);
                            t.rig.server().diskSize(120);
                        },
                        "needs a system disk of 100 GB, the server’s has 40 GB"),
                new Scene(
                        "a disk of which nobody knows the size",
                        t -> {
                            t.image().put("min_disk", 100);
                            t.forbid("block_device");
                        },
                        t -> t.forbid("block_device"),
                        "size of the system disk could not be determined",
                        "100 GB"),
                new Scene(
                        "a cloud without the call for disks",
                        t -> {
                            t.image().put("min_disk", 100);
                            t.rig.cloud.faults().answer("GET", "block_device", 404, "APIGW.0101", "No such API.");
                        },
                        t -> t.image().put("min_disk", 10),
                        "size of the system disk could not be determined"),
                new Scene(
                        "a key pair that only its owner sees",
                        t -> {
                            t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER);
                            t.forbid("os-keypairs");
                        },
                        t -> t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER),
                        "it was not checked whether user " + SimulatedCloud.USER),
                new Scene(
                        "user data that nobody reads",
                        t -> t.userData("echo hello"),
                        t -> t.userData("#!/bin/sh\necho hello"),
                        "Warning: userData: its first line is none that cloud-init"),
                new Scene(
                        "user data that is mended",
                        t -> t.userData("\uFEFF\n #!/bin/sh\r\necho hello\r\n"),
                        t -> t.userData("#!/bin/sh\necho hello\n"),
                        "Warning: userData: what stands before its first line",
                        "sent as LF instead of CRLF"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void refusesBeforeAnythingIsSent(Scene scene) {
        scene.wrong.accept(this);

        OsChange change = rig.run(request);

        assertEquals(State.FAILED, change.state(), rig.log());
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertEquals(0, posts(), rig.log());
        for (String words : scene.words) {
            assertThat(change.failure().message(), containsString(words));
        }
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void letsPassWhatIsBesideAnObstacle(Scene scene) {
        scene.right.accept(this);

        OsChange change = rig.run(request);

        assertEquals(State.SUCCEEDED, change.state(), () -> change.failure().message());
        assertEquals(1, posts(), rig.log());
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void warnsAndGoesOn(Scene scene) {
        scene.wrong.accept(this);

        OsChange change = rig.run(request);

        assertEquals(State.SUCCEEDED, change.state(), () -> change.failure().message());
        assertEquals(1, posts());
        for (String words : scene.words) {
            assertThat(rig.log(), containsString(words));
        }
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void doesNotWarnOfWhatIsBesideADoubt(Scene scene) {
        scene.right.accept(this);

        OsChange change = rig.run(request);

        assertEquals(State.SUCCEEDED, change.state(), () -> change.failure().message());
        assertThat(rig.log(), not(containsString("Warning: ")));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void refusesInADryRunToo(Scene scene) {
        scene.wrong.accept(this);
        assertEquals(Kind.REFUSED, rig.run(request.dryRun(true)).failure().kind());
        assertEquals(0, posts());
    }

    @Test
    void namesEverythingThatIsWrongWithTheServerAtOnce() {
        server().put("locked", true);
        serverFact("EcmResStatus", "freeze");
        String message = rig.run(request).failure().message();
        assertThat(message, containsString("locked"));
        assertThat(message, containsString("frozen"));
    }

    @Test
    void asksAgainWhenTheCredentialIsRefusedOtherwise() {
        rig.cloud.faults().answer("GET", "cloudimages", 401, "APIGW.0301", "Incorrect IAM authentication information");
        assertEquals(Kind.REFUSED, rig.run(request).failure().kind());
        assertEquals(0, posts());
    }

    @Test
    void looksAtEverythingAnewAfterARestart() throws Exception {
        OsChange change = new OsChange("test", request);
        while (change.record().imageName() == null) {
            rig.clock.pass(Duration.ofMillis(10));
            change.advance(rig);
        }
        rig.save(change.record());
        server().put("locked", true);

        OsChange loaded = rig.drive(rig.loadedFromDisk(0));

        assertThat(loaded.failure().message(), containsString("locked"));
        assertEquals(0, posts());
    }

    private void userData(String text) {
        rig.userData = new SecretText(text);
    }

    private long posts() {
        return rig.cloud.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    private static Login password(String text) {
        return new Login.WithPassword(new SecretText(text));
    }

    private ObjectNode server() {
        return rig.server().json();
    }

    private ObjectNode serverFact(String key, String value) {
        return server().withObject("/metadata").put(key, value);
    }

    private void status(String status) {
        server().put("status", status);
    }

    private ChecksTest tags(String... tags) {
        List.of(tags).forEach(server().putArray("tags")::add);
        return this;
    }

    private GuardRails rails(String serverTag, String... images) {
        return rig.guardRails = new GuardRails("otc", serverTag, List.of(images));
    }

    private ObjectNode image() {
        return rig.cloud.region().image(Region.IMAGE);
    }

    private ObjectNode oldImage() {
        return rig.cloud.region().image(Region.OLD_IMAGE);
    }

    private ObjectNode windows(Login login) {
        rig.login = login;
        return image().put("__os_type", "Windows");
    }

    private void forbid(String path) {
        for (int i = 0; i < 2; i++) { // images are asked for over all enterprise projects, too
            rig.cloud.faults().answer("GET", path, 403, "Pdp.0001", "Policy does not allow it.");
        }
    }
}
