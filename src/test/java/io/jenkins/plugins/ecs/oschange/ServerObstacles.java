package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import java.util.stream.Stream;

/** What a change is refused for because of its server or its image. */
final class ServerObstacles {

    private ServerObstacles() {}

    /** What the server is like. */
    static Stream<CheckScene> ofServer() {
        return Stream.of(
                new CheckScene(
                        "locked",
                        t -> t.server().put("locked", true),
                        t -> t.server().put("locked", false),
                        "locked"),
                new CheckScene(
                        "locked by a service",
                        t -> t.server()
                                .put("locked", true)
                                .withObject("/metadata")
                                .put("lockSource", "CBR"),
                        t -> t.serverFact("lockSource", "CBR"),
                        "locked (by: CBR)"),
                new CheckScene(
                        "frozen",
                        t -> t.serverFact("EcmResStatus", "freeze"),
                        t -> t.serverFact("EcmResStatus", "normal"),
                        "frozen",
                        "EcmResStatus is freeze"),
                new CheckScene(
                        "no system disk",
                        t -> t.server().putNull("os-extended-volumes:volumes_attached"),
                        t -> {},
                        "no system disk"),
                new CheckScene(
                        "busy",
                        t -> t.server().put("OS-EXT-STS:task_state", "powering-on"),
                        t -> t.server().putNull("OS-EXT-STS:task_state"),
                        "SHUTOFF, powering-on"),
                new CheckScene(
                        "running",
                        t -> t.status("ACTIVE"),
                        t -> {
                            t.status("ACTIVE");
                            t.request.mode(ChangeRequest.WITH_STOP_SERVER);
                        },
                        "ACTIVE, not SHUTOFF"),
                new CheckScene(
                        "another state",
                        t -> t.status("VERIFY_RESIZE"),
                        t -> t.status("ERROR"),
                        "VERIFY_RESIZE",
                        "SHUTOFF"),
                new CheckScene(
                        "spot price",
                        t -> t.serverFact("charging_mode", "2"),
                        t -> t.serverFact("charging_mode", "0"),
                        "charging_mode 2"));
    }

    /** What the image is like, beside the server. */
    static Stream<CheckScene> ofImage() {
        return Stream.of(
                new CheckScene(
                        "image not active",
                        t -> t.image().put("status", "queued"),
                        t -> t.image().put("status", "active"),
                        "imageId: image ",
                        "queued, not active"),
                new CheckScene(
                        "image for other things",
                        t -> t.image().put("virtual_env_type", "IsoImage"),
                        t -> t.image().putNull("virtual_env_type"),
                        "for IsoImage, not for servers (FusionCompute)"),
                new CheckScene(
                        "market image on a prepaid server",
                        t -> {
                            t.serverFact("charging_mode", "1");
                            t.image().put("__imagetype", "market");
                        },
                        t -> t.image().put("__imagetype", "market"),
                        "imageId: image ",
                        "is a Marketplace image",
                        "charging_mode 1"),
                new CheckScene(
                        "another architecture",
                        t -> t.image().put("__support_arm", "true"),
                        t -> {
                            t.image().put("__support_arm", "true");
                            t.oldImage().put("architecture", "arm");
                        },
                        "imageId: image Standard_Ubuntu_22.04_latest",
                        "Standard_Ubuntu_22.04_latest is for arm",
                        "Oracle_Linux_7.4_64bit_40G is for x86"),
                new CheckScene(
                        "another firmware",
                        t -> t.image().put("hw_firmware_type", "uefi"),
                        t -> {
                            t.image().put("hw_firmware_type", "uefi");
                            t.oldImage().putNull("hw_firmware_type");
                        },
                        "imageId: image ",
                        "boots with uefi",
                        "boots with bios"),
                new CheckScene(
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
                        "has 40 GB"));
    }
}
