package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.simulator.Deed;
import io.jenkins.plugins.ecs.simulator.Deed.Outcome;
import io.jenkins.plugins.ecs.simulator.Deed.What;
import io.jenkins.plugins.ecs.simulator.Deed.Who;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Knows what the cloud really did, and measures the end of a change and its words against it. */
final class Oracle {

    /** How long a change is watched that nobody knows of. */
    private static final Duration SILENCE = Duration.ofSeconds(270);

    private static final Duration FRESH = Duration.ofSeconds(65);

    private static final Pattern NOTHING_CHANGED =
            Pattern.compile("(?i)nothing (was|is|has been) changed|\\bOS (was|is) not (being )?changed");
    private static final Pattern BROKEN =
            Pattern.compile("\\{\\d|\\bnull\\b|(?i)unknown job|job \\(?unknown|\\bNaN\\b");
    private static final Pattern STOPPED =
            Pattern.compile("(?i)\\bstop|switched off|shut down|powered off|\\bis off\\b|SHUTOFF");

    private final World world;
    private final Facts facts;
    private final Engine engine;

    Oracle(World world) {
        this.world = world;
        this.facts = world.facts();
        this.engine = world.engine();
    }

    /** At the end of the change, before any more time passes. */
    void ended(boolean givenUp) {
        if (engine.succeeded()) {
            success();
        } else if (engine.kind() == null
                || engine.message() == null
                || engine.message().isBlank()) {
            facts.violated("g", "it failed, and does not say why");
        } else {
            failure(givenUp);
        }
        facts.told().forEach(this::sentence);
    }

    private void sentence(Facts.Told told) {
        if (BROKEN.matcher(told.words()).find()) {
            facts.violated("g", told.words());
        }
        int accepted = told.kind() == Facts.Kind.SAID ? told.accepted() : facts.accepted();
        if (accepted > 0 && NOTHING_CHANGED.matcher(told.words()).find()) {
            facts.violated("b", "told “" + told.words() + "” though the cloud accepted " + facts.accepted());
        }
    }

    private SimulatedServer server() {
        return world.cloud().region().at(Region.SERVER);
    }

    private List<Deed> ours() {
        return world.cloud().audit().ourChanges();
    }

    private boolean somebodySince(Instant when) {
        return world.cloud().audit().deeds().stream()
                .anyMatch(deed -> deed.who() == Who.SOMEBODY
                        && (deed.ended() == null || !deed.ended().isBefore(when)));
    }

    private void success() {
        if (world.script().at(Knob.DRY_RUN) == 1) {
            return;
        }
        if (ours().size() != 1) {
            boolean indistinguishable = ours().isEmpty()
                    && !facts.changeRequests().isEmpty()
                    && world.cloud().audit().deeds(Who.SOMEBODY, What.CHANGE_OS).stream()
                            .anyMatch(deed -> Region.IMAGE.equals(deed.asked("imageid"))
                                    && !deed.at().isBefore(lastRequest().minus(FRESH)));
            if (!indistinguishable) {
                facts.violated("c", "SUCCEEDED, and the cloud accepted " + ours().size() + " changes of ours");
            }
            return;
        }
        Deed deed = ours().get(0);
        boolean runsOurs = deed.outcome() == Outcome.DONE
                && deed.newDisk().equals(server().systemVolumeId())
                && server().meteredImageId().equals(Region.IMAGE);
        if (!runsOurs && !somebodySince(facts.now().minus(FRESH).minus(Behaviours.lag(world.script())))) {
            facts.violated("c", "SUCCEEDED, and the server does not run what we made: " + deed);
        }
    }

    private Instant lastRequest() {
        return facts.changeRequests().get(facts.changeRequests().size() - 1);
    }

    private void failure(boolean givenUp) {
        String kind = engine.kind();
        boolean accepted = !ours().isEmpty();
        sentence(new Facts.Told(Facts.Kind.SAID, engine.message(), facts.accepted()));
        if (accepted && kind.equals("REFUSED")) {
            facts.violated("b", "REFUSED, and the cloud accepted " + ours().size());
        }
        if (!accepted && facts.changeRequests().isEmpty() && facts.crashes() == 0 && kind.equals("UNKNOWN")) {
            facts.violated("u", "UNKNOWN, and no request has left: " + engine.message());
        }
        boolean claims = kind.equals("FAILED") || kind.equals("DETACHED");
        if (!accepted && claims && !somebodySince(Instant.MIN)) {
            facts.violated("m", kind + ", and the cloud accepted nothing: " + engine.message());
        }
        if (!givenUp && accepted) {
            patience(kind);
        }
        if (kind.equals("FAILED") && accepted && !somebodySince(Instant.MIN)) {
            Deed deed = ours().get(0);
            boolean runsOurs = deed.outcome() == Outcome.DONE && deed.newDisk().equals(server().systemVolumeId());
            if (runsOurs && ours().size() == 1) {
                facts.violated("r", "FAILED, and the change succeeded: " + engine.message());
            }
        }
    }

    private void patience(String kind) {
        Duration enough = engine.timeout().minusSeconds(15);
        boolean overByWall = engine.began() != null
                && !engine.began().plus(enough).isAfter(world.clock().instant());
        boolean over = facts.elapsed().compareTo(enough) >= 0 || overByWall;
        boolean excused =
                over || facts.broken().contains("client") || world.script().at(Knob.PREPAID) > 0;
        boolean lookedLong =
                kind.equals("UNKNOWN") && !lastRequest().plus(SILENCE).isAfter(facts.now());
        if (!excused && !lookedLong && (kind.equals("DETACHED") || kind.equals("UNKNOWN"))) {
            facts.violated("q", kind + " after " + facts.elapsed() + ": " + engine.message());
        }
    }

    /** When everything that was under way in the cloud has ended too. */
    void afterwards() {
        List<Deed> stops = world.cloud().audit().deeds(Who.US, What.STOP);
        if (!ours().isEmpty() || stops.isEmpty() || engine.succeeded()) {
            return;
        }
        String words = engine.message() == null ? "" : engine.message();
        if (!STOPPED.matcher(words).find()) {
            facts.violated("i", "we stopped the server, and the last words are: " + words);
        }
        boolean startedAgain = world.cloud().audit().deeds().stream()
                .anyMatch(deed -> deed.what() == What.START
                        && deed.at().isAfter(stops.get(stops.size() - 1).at()));
        boolean off = server().status().equals("SHUTOFF");
        if (off
                && !startedAgain
                && NOTHING_CHANGED.matcher(words).find()
                && !STOPPED.matcher(words).find()) {
            facts.violated("i", "the server is off, and the last words are: " + words);
        }
    }
}
