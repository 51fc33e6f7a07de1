package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.Disk;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.ImageQuota;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.time.Duration;
import java.util.List;

/** What preflight has looked up so far, each with its time; in memory only. Null means not looked up yet. One thread at a time. */
final class Facts {

    Fact<Server> server;
    /** What the server's name stands for, where it is asked for by name. */
    Fact<ServerSearch> namedServer;
    /** Looks that have not come to their last page. */
    ServerSearch serverSearch;

    ImageSearch imageSearch;
    Fact<Image> image;
    /** What the server runs now. */
    Fact<Image> oldImage;
    /** The size of the system disk, in GB; 0 where it cannot be seen. */
    Fact<Integer> diskSize;
    /** The system disk; a disk is encrypted for good, so that one look does. */
    Fact<Disk> disk;
    /** What was found of the login's key pair; see {@link KeyPairCheck}. */
    Fact<KeyPairCheck.Found> keyPair;
    /** How many private images there may be; the value is null where that cannot be told. */
    Fact<ImageQuota> imageQuota;
    /** The private images that have the name of the one to be made. */
    Fact<List<Image>> namesakes;
    /** Why the image could not be looked up, or null. */
    String imageUnchecked;
    /** Why it is not clear which image its name stands for, or null. */
    String imageProblem;

    /** What was found out about the server before another image or disk was seen on it counts no more. */
    void saw(Server seen, Moment now) {
        Server earlier = Fact.valueOf(server);
        if (earlier != null
                && !(earlier.imageIds().equals(seen.imageIds())
                        && String.valueOf(earlier.systemVolumeId()).equals(String.valueOf(seen.systemVolumeId())))) {
            oldImage = null;
            diskSize = null;
            disk = null;
        }
        server = new Fact<>(seen, now);
    }

    void forgetOlderThan(Duration age, Moment now) {
        server = Fact.unlessOlder(server, age, now);
        image = Fact.unlessOlder(image, age, now);
        oldImage = Fact.unlessOlder(oldImage, age, now);
        diskSize = Fact.unlessOlder(diskSize, age, now);
        keyPair = Fact.unlessOlder(keyPair, age, now);
        imageQuota = Fact.unlessOlder(imageQuota, age, now);
        namesakes = Fact.unlessOlder(namesakes, age, now);
        namedServer = Fact.unlessOlder(namedServer, age, now);
    }

    /** A new round: the server and what its name stands for are looked up again in any case. */
    void forgetServer() {
        server = null;
        namedServer = null;
        serverSearch = null;
        imageSearch = null;
    }

    /** When the first of those that are known was asked for. */
    Moment oldest() {
        Moment oldest = server.at();
        for (Fact<?> fact : new Fact<?>[] {namedServer, image, oldImage, diskSize, keyPair, imageQuota, namesakes}) {
            oldest = fact == null ? oldest : oldest.earlier(fact.at());
        }
        return oldest;
    }

    Image imageOrNull() {
        return Fact.valueOf(image);
    }

    /** The ID of the new image; empty as long as what its name stands for is not known. */
    String imageId(Inputs inputs) {
        return imageOrNull() == null
                ? inputs.request().imageId()
                : imageOrNull().id();
    }

    /** The size in GB that the present image needs at least; what fits where it fitted needs no look. */
    int oldMinDisk() {
        Image old = Fact.valueOf(oldImage);
        return old == null ? 0 : old.minDisk();
    }

    /** @return the size of the system disk in GB, or 0 where it is not known */
    int diskSizeOrZero() {
        return diskSize == null ? 0 : diskSize.value();
    }
}
