package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.simulator.Deed.What;
import io.jenkins.plugins.ecs.simulator.Deed.Who;
import java.time.Clock;
import java.time.Duration;

/** Another user of the same project. The same rules apply: what the cloud refuses is not done, and the method returns false. */
public final class Somebody {

    /** The ID of that IAM user. */
    public static final String USER = "0b1c2d3e4f5061728394a5b6c7d8e9f0";

    private final Region region;
    private final Operations operations;
    private final Audit audit;
    private final Clock clock;

    Somebody(Region region, Operations operations, Audit audit, Clock clock) {
        this.region = region;
        this.operations = operations;
        this.audit = audit;
        this.clock = clock;
    }

    /** Changes the server's OS to this image with {@code withStopServer}. @param takes how long the rebuild takes */
    public boolean changesOs(String serverId, String imageId, Duration takes) {
        synchronized (region) {
            ObjectNode body = Answer.MAPPER.createObjectNode();
            body.putObject("os-change").put("imageid", imageId).put("mode", "withStopServer");
            Duration usual = operations.changesTake();
            operations.changesTake(takes);
            Answer answer = operations.changeOs(Who.SOMEBODY, region.at(serverId), region.image(imageId), body);
            operations.changesTake(usual);
            return answer.status() == 200;
        }
    }

    /** Rebuilds the server from its own image, on a new disk. */
    public boolean rebuilds(String serverId, Duration takes) {
        return changesOs(serverId, region.at(serverId).meteredImageId(), takes);
    }

    /** Shuts the server down. */
    public boolean stops(String serverId) {
        synchronized (region) {
            return operations.stop(Who.SOMEBODY, region.at(serverId)).status() == 200;
        }
    }

    /** Starts the server. */
    public boolean starts(String serverId) {
        synchronized (region) {
            return operations.start(Who.SOMEBODY, region.at(serverId)).status() == 200;
        }
    }

    /** Runs an operation that changes nothing but the task state, for this long. */
    public void isBusyWith(String serverId, String taskState, Duration takes) {
        does(serverId, taskState, server -> {
            if (server.isIdle()) {
                String status = server.status();
                server.become(status, taskState);
                region.later(server, takes, () -> server.become(status, null));
            }
        });
    }

    /** Locks the server. */
    public void locks(String serverId) {
        does(serverId, "lock", server -> server.json().put("locked", true));
    }

    /** Unlocks the server. */
    public void unlocks(String serverId) {
        does(serverId, "unlock", server -> server.json().put("locked", false));
    }

    /** Replaces the server's system disk, as restoring a backup does. */
    public void swapsSystemDisk(String serverId, String volumeId) {
        does(serverId, "swap disk", server -> server.disk(volumeId));
    }

    /** Detaches the server's system disk. */
    public void detachesSystemDisk(String serverId) {
        does(serverId, "detach disk", SimulatedServer::noDisk);
    }

    /** Replaces all tags of the server by this one, {@code key=value} or {@code key}. */
    public void tags(String serverId, String tag) {
        does(serverId, "tag " + tag, server -> server.json().putArray("tags").add(tag));
    }

    /** Makes the server show ERROR. */
    public void breaks(String serverId) {
        does(serverId, "break", server -> server.become("ERROR", null));
    }

    /** Pays the order that the server's OS change waits for. */
    public void pays(String serverId) {
        synchronized (region) {
            operations.pay(region.at(serverId));
        }
    }

    /** Deletes the server. */
    public void deletesServer(String serverId) {
        does(serverId, "delete", server -> region.remove(serverId));
    }

    /** Sets an image to {@code queued}, so that it cannot be used. */
    public void deactivates(String imageId) {
        region.image(imageId).put("status", "queued");
    }

    /** Replaces the calling user's key pair by one of the same name with this public key. */
    public void rotatesKeyPair(String name, String publicKey) {
        region.keyPairs().create(SimulatedCloud.USER, name, publicKey);
    }

    /** Deletes the calling user's key pair. */
    public void deletesKeyPair(String name) {
        region.keyPairs().delete(SimulatedCloud.USER, name);
    }

    /** Deletes the calling user's key pair, and creates one of the same name for {@link #USER}. */
    public void takesKeyPairOver(String name, String publicKey) {
        deletesKeyPair(name);
        region.keyPairs().create(USER, name, publicKey);
    }

    private interface Act {
        void to(SimulatedServer server);
    }

    private void does(String serverId, String words, Act act) {
        synchronized (region) {
            SimulatedServer server = region.at(serverId);
            JsonNode what = Answer.MAPPER.getNodeFactory().textNode(words);
            Deed deed = audit.add(new Deed(clock.instant(), Who.SOMEBODY, What.OTHER, server, what));
            act.to(server);
            deed.done(server.systemVolumeId(), clock.instant());
            server.touch(clock.instant());
        }
    }
}
