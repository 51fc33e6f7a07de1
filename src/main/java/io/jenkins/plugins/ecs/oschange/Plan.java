package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.KeyPair;
import io.jenkins.plugins.ecs.cloud.Server;
import java.util.Optional;

/**
 * What was looked up before a change is sent. Null means not looked up yet, empty that it cannot be seen. Never kept on disk: after a restart
 * everything is looked up anew, since it may be otherwise by then.
 */
final class Plan {

    Server server;
    Optional<Image> image;
    /** What the server runs now. */
    Optional<Image> oldImage;
    /** The size of the system disk, in GB. */
    Optional<Integer> diskSize;

    Optional<KeyPair> keyPair;
}
