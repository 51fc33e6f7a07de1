package io.jenkins.plugins.ecs.simulator;

import java.util.ArrayList;
import java.util.List;

/** All operations on servers that a simulated cloud accepted, in order, whether the client received a reply or not. */
public final class Audit {

    private final List<Deed> deeds = new ArrayList<>();

    synchronized Deed add(Deed deed) {
        deeds.add(deed);
        return deed;
    }

    public synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** The operations of this kind that were accepted from this user. */
    public synchronized List<Deed> deeds(Deed.Who who, Deed.What what) {
        return deeds.stream()
                .filter(deed -> deed.who() == who && deed.what() == what)
                .toList();
    }

    /** The private images that were ordered by the client. */
    public List<Deed> ourImages() {
        return deeds(Deed.Who.US, Deed.What.SAVE_IMAGE);
    }

    /** The OS changes that were accepted from the client. */
    public List<Deed> ourChanges() {
        return deeds(Deed.Who.US, Deed.What.CHANGE_OS);
    }
}
