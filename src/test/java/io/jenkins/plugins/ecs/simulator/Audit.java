package io.jenkins.plugins.ecs.simulator;

import java.util.ArrayList;
import java.util.List;

/** Everything that a simulated cloud accepted to do to its servers, in order: what really happened, whatever anybody was told. */
public final class Audit {

    private final List<Deed> deeds = new ArrayList<>();

    synchronized Deed add(Deed deed) {
        deeds.add(deed);
        return deed;
    }

    public synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** What was done to any server of this kind, on behalf of these. */
    public synchronized List<Deed> deeds(Deed.Who who, Deed.What what) {
        return deeds.stream()
                .filter(deed -> deed.who() == who && deed.what() == what)
                .toList();
    }

    /** The changes of an OS that were accepted from whoever asks over the wire. */
    public List<Deed> ourChanges() {
        return deeds(Deed.Who.US, Deed.What.CHANGE_OS);
    }
}
