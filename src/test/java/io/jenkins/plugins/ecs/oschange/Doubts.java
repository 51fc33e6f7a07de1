package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.util.stream.Stream;

/** What a change warns of before it goes on. */
final class Doubts {

    private Doubts() {}

    /** Those of the server and the image, the login and the user data. */
    static Stream<CheckScene> all() {
        return Stream.of(
                new CheckScene("an ERROR", t -> t.status("ERROR"), t -> {}, "Warning: the server is ERROR"),
                new CheckScene(
                        "a prepaid server",
                        t -> t.serverFact("charging_mode", "1"),
                        t -> {},
                        "Warning: the server is billed yearly/monthly (charging_mode 1)",
                        "autoPay is not set"),
                new CheckScene(
                        "a prepaid server that pays",
                        t -> {
                            t.serverFact("charging_mode", "1");
                            t.request.autoPay(true);
                        },
                        t -> t.request.autoPay(true),
                        "autoPay is set"),
                new CheckScene(
                        "another OS family",
                        t -> t.windows(CheckRig.password("1qazXSW@")),
                        t -> t.image().putNull("__os_type"),
                        "Warning: the OS changes from Linux to Windows"),
                new CheckScene(
                        "the image that is there already",
                        t -> {
                            t.rig.server().rebuiltFrom(Region.IMAGE, "Standard_Ubuntu_22.04_latest", Region.KEY_PAIR);
                            t.status("SHUTOFF");
                        },
                        t -> t.status("SHUTOFF"),
                        "Warning: the server already runs image Standard_Ubuntu_22.04_latest"),
                new CheckScene(
                        "no cloud-init",
                        t -> t.image().put("__support_fc_inject", "true"),
                        t -> t.image().put("__support_fc_inject", "false"),
                        "cloudInit to false"),
                new CheckScene(
                        "images may not be looked up",
                        t -> t.forbid("cloudimages"),
                        t -> {},
                        "Warning: the API credential is not allowed to query images (Pdp.0001",
                        "so image " + Region.IMAGE),
                new CheckScene(
                        "an old image that is gone",
                        t -> t.serverFact("metering.image_id", Region.OLD_IMAGE.replace('c', 'd')),
                        t -> {},
                        "is no longer visible"),
                new CheckScene(
                        "a disk that will grow",
                        t -> t.image().put("min_disk", 100),
                        t -> {
                            t.image().put("min_disk", 100);
                            t.rig.server().diskSize(120);
                        },
                        "needs a system disk of 100 GB, the server’s has 40 GB"),
                new CheckScene(
                        "a disk of which nobody knows the size",
                        t -> {
                            t.image().put("min_disk", 100);
                            t.forbid("block_device");
                        },
                        t -> t.forbid("block_device"),
                        "size of the system disk could not be determined",
                        "100 GB"),
                new CheckScene(
                        "a cloud without the call for disks",
                        t -> {
                            t.image().put("min_disk", 100);
                            t.rig.cloud.faults().answer("GET", "block_device", 404, "APIGW.0101", "No such API.");
                        },
                        t -> t.image().put("min_disk", 10),
                        "size of the system disk could not be determined"),
                new CheckScene(
                        "a key pair that only its owner sees",
                        t -> {
                            t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER);
                            t.forbid("os-keypairs");
                        },
                        t -> t.rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER),
                        "it was not checked whether user " + SimulatedCloud.USER),
                new CheckScene(
                        "user data that nobody reads",
                        t -> t.userData("echo hello"),
                        t -> t.userData("#!/bin/sh\necho hello"),
                        "Warning: userData: its first line is none that cloud-init"),
                new CheckScene(
                        "user data that is mended",
                        t -> t.userData("\uFEFF\n #!/bin/sh\r\necho hello\r\n"),
                        t -> t.userData("#!/bin/sh\necho hello\n"),
                        "Warning: userData: what stands before its first line",
                        "sent as LF instead of CRLF"));
    }
}
