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

/** Compares the end of a change and its messages with the cloud's audit. */
final class Oracle {

    /** How long a server is monitored at least before the outcome is UNKNOWN. */
    private static final Duration SILENCE = Duration.ofSeconds(270);

    private static final Duration FRESH = Duration.ofSeconds(65);

    private static final Pattern NOTHING_CHANGED =
            Pattern.compile("(?i)nothing (was|is|has been) changed|\\bOS\\b[^;]{0,120}?\\bnot (being )?changed");
    private static final Pattern BROKEN =
            Pattern.compile("\\{\\d|\\bnull\\b|(?i)unknown job|job \\(?unknown|\\bNaN\\b");
    private static final Pattern STOPPED =
            Pattern.compile("(?i)\\bstop|switched off|shut down|powered off|\\bis off\\b|SHUTOFF");

    private static final Pattern IMAGE = Pattern.compile("private image ‘" + World.SAVED_IMAGE);
    private static final Pattern KEPT = Pattern.compile("is saved as private image");
    private static final Pattern STARTED = Pattern.compile("(?i)(is|was|has been|being) started( again)?");
    /** Phrases with “stop” that do not state that the server was stopped. */
    private static final Pattern NOT_OF_THE_SERVER = Pattern.compile(
            "(?i)build was stopped|stopped (waiting|watching)|stop it (first|in the console)|do not start or stop the"
                    + " server");

    private final World world;
    private final Facts facts;
    private final Engine engine;

    Oracle(World world) {
        this.world = world;
        this.facts = world.facts();
        this.engine = world.engine();
    }

    /** To be called at the end of the change, before more time passes. */
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
        if (accepted > 0
                && !facts.lostSave()
                && NOTHING_CHANGED.matcher(told.words()).find()) {
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
        if (world.script().at(Knob.DRY_RUN) == 1 && !engine.leftAlone()) {
            return;
        }
        if (engine.leftAlone()) {
            leftAlone();
            return;
        }
        String image = server().meteredImageId();
        if (!image.equals(Region.IMAGE) && !somebodySince(facts.unseenSince())) {
            facts.violated("c", "SUCCEEDED, and the server runs " + image);
        }
        boolean hisForOurs = !engine.knowsJob() && hasSomebodyDoneTheSame();
        if (ours().isEmpty() && !hisForOurs) {
            facts.violated("c", "SUCCEEDED, and the cloud accepted no change of ours");
        } else if (ours().size() == 1) {
            oursSucceeded(ours().get(0), hisForOurs);
        }
    }

    private void leftAlone() {
        boolean named = server().meteredImageId().equals(Region.IMAGE)
                || server().imageId().equals(Region.IMAGE);
        if (!named && !somebodySince(facts.unseenSince())) {
            facts.violated("c", "left alone, and the server runs " + server().meteredImageId());
        }
        if (!ours().isEmpty() && !facts.lostSave()) {
            facts.violated("c", "left alone, and the cloud accepted " + ours().size());
        }
        if (world.script().at(Knob.SKIP) == 0) {
            facts.violated("c", "left alone, which nobody asked for");
        }
    }

    private void oursSucceeded(Deed deed, boolean hisForOurs) {
        if (deed.outcome() != Outcome.DONE && !hisForOurs) {
            facts.violated("c", "SUCCEEDED, and our change has not: " + deed);
        }
        boolean otherDisk = deed.outcome() == Outcome.DONE && !deed.newDisk().equals(server().systemVolumeId());
        if (otherDisk && !somebodySince(deed.at())) {
            facts.violated("c", "SUCCEEDED, and the server does not boot from the disk that we made: " + deed);
        }
    }

    /** If our request, its reply or our process was lost, another user's OS change to the same image at that time cannot be told from ours. */
    private boolean hasSomebodyDoneTheSame() {
        Instant sent = facts.changeRequests().isEmpty() ? facts.lastCrash() : lastRequest();
        Instant unseen = sent.minus(FRESH).minus(Behaviours.lag(world.script()));
        return world.cloud().audit().deeds().stream()
                .filter(deed -> deed.who() == Who.SOMEBODY && !deed.at().isBefore(unseen))
                .anyMatch(deed -> Region.IMAGE.equals(deed.asked("imageid")) || hasOurImageAndOtherDisk(deed));
    }

    /** If the server had the requested image before, another disk looks like an OS change. */
    private boolean hasOurImageAndOtherDisk(Deed deed) {
        return world.script().at(Knob.SAME_IMAGE) == 1
                && deed.newDisk() != null
                && !deed.newDisk().equals(deed.disk());
    }

    private Instant lastRequest() {
        return facts.changeRequests().get(facts.changeRequests().size() - 1);
    }

    private void failure(boolean givenUp) {
        sentence(new Facts.Told(Facts.Kind.SAID, engine.message(), facts.accepted()));
        if (facts.lostSave()) {
            return; // The engine cannot know.
        }
        image();
        String kind = engine.kind();
        boolean accepted = !ours().isEmpty();
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
            if (engine.verifiedDisk() != null) {
                notReady();
            } else if (runsOurs && ours().size() == 1) {
                facts.violated("r", "FAILED, and the change succeeded: " + engine.message());
            }
        }
    }

    /** It failed because the new system let nobody in: then it says that the OS was changed, and names the new disk. */
    private void notReady() {
        if (world.script().at(Knob.LETS_IN) < 2) {
            facts.violated("r", "FAILED, and the new system lets in: " + engine.message());
        }
        if (!engine.message().contains("changed (new system disk " + engine.verifiedDisk())) {
            facts.violated("w", "FAILED after the change without a word of it: " + engine.message());
        }
    }

    private void image() {
        List<Deed> images = world.cloud().audit().ourImages();
        boolean names = IMAGE.matcher(engine.message()).find();
        boolean made = images.stream().anyMatch(image -> image.outcome() != Outcome.FAILED);
        if (made && !names) {
            facts.violated("v", "made an image, and the last words are: " + engine.message());
        }
        boolean calledMade = KEPT.matcher(engine.message()).find();
        if (calledMade && images.stream().noneMatch(image -> image.outcome() == Outcome.DONE)) {
            facts.violated("v", "no image was made, and the last words are: " + engine.message());
        }
    }

    private void patience(String kind) {
        Duration enough = engine.timeout().minusSeconds(15);
        boolean overByWall = engine.began() != null
                && !engine.began().plus(enough).isAfter(world.clock().instant());
        boolean over = facts.elapsed().compareTo(enough) >= 0 || overByWall;
        boolean excused = over || facts.wasMisconfigured() || world.script().at(Knob.PREPAID) > 0;
        boolean lookedLong =
                kind.equals("UNKNOWN") && !lastRequest().plus(SILENCE).isAfter(facts.now());
        if (!excused && !lookedLong && (kind.equals("DETACHED") || kind.equals("UNKNOWN"))) {
            facts.violated("q", kind + " after " + facts.elapsed() + ": " + engine.message());
        }
    }

    /** To be called when all jobs of the cloud have ended. */
    void afterwards() {
        List<Deed> stops = world.cloud().audit().deeds(Who.US, What.STOP);
        if (!ours().isEmpty() || stops.isEmpty() || engine.succeeded() || facts.lostSave()) {
            return;
        }
        String words = engine.message() == null
                ? ""
                : NOT_OF_THE_SERVER.matcher(engine.message()).replaceAll("");
        boolean started = !world.cloud().audit().deeds(Who.US, What.START).isEmpty();
        boolean saysStarted = STARTED.matcher(words).find();
        boolean owed =
                NOTHING_CHANGED.matcher(words).find() || server().status().equals("SHUTOFF");
        boolean says = STOPPED.matcher(words).find() || started && saysStarted;
        if (owed && !says || saysStarted && !started) {
            facts.violated("i", "we stopped the server, and the last words are: " + words);
        }
    }
}
