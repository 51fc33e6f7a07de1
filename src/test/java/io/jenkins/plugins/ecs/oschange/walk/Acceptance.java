package io.jenkins.plugins.ecs.oschange.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.simulator.Deed;
import io.jenkins.plugins.ecs.simulator.Deed.Outcome;
import io.jenkins.plugins.ecs.simulator.Deed.Who;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The rules for the time when the cloud accepts one of our OS changes. */
final class Acceptance {

    /** How old a server query may be, with a tolerance. */
    private static final Duration FRESH = Duration.ofSeconds(65);

    private final World world;
    private final Facts facts;

    Acceptance(World world) {
        this.world = world;
        this.facts = world.facts();
    }

    void check(Deed deed) {
        // Without the record only the server can show that there was an OS change before.
        boolean excused = facts.lostSave()
                && (world.script().at(Knob.LAG) > 0 || world.script().at(Knob.FAILS) > 0);
        if (facts.accepted() > 1 && !excused) {
            facts.violated("a", "the cloud accepted " + facts.accepted() + " changes of one object");
        }
        if (world.script().at(Knob.DRY_RUN) == 1) {
            facts.violated("a", "a dry run was accepted");
        }
        if (world.engine().ended()) {
            facts.violated("j", "accepted after the end");
        }
        fresh();
        disk(deed);
        image(deed);
        login(deed);
        body(deed);
        guards();
        time();
    }

    private void fresh() {
        if (facts.ageOfLastLook().compareTo(FRESH) > 0) {
            facts.violated("n", "sent on a look at the server that is " + facts.ageOfLastLook() + " old");
        }
    }

    private void disk(Deed deed) {
        boolean told = facts.told().stream().anyMatch(line -> line.words().contains(deed.disk()));
        if (told && deed.disk().equals(world.engine().plannedDisk())) {
            return;
        }
        if (!isReplacedJustNow()) {
            facts.violated(
                    "e",
                    "wiped " + deed.disk() + ", and the plan names "
                            + world.engine().plannedDisk());
        }
    }

    /** Whether somebody did something since the last look: a request cannot be made to depend on the disk. */
    private boolean isReplacedJustNow() {
        return world.cloud().audit().deeds().stream()
                .filter(other -> other.who() == Who.SOMEBODY)
                .anyMatch(other -> other.ended() != null && !other.ended().isBefore(facts.unseenSince()));
    }

    private void image(Deed deed) {
        boolean saved = world.cloud().audit().ourImages().stream()
                .anyMatch(
                        image -> image.outcome() == Outcome.DONE && image.disk().equals(deed.disk()));
        if (world.script().at(Knob.SAVE_IMAGE) > 0 && !saved && !isReplacedJustNow()) {
            facts.violated("t", "wiped " + deed.disk() + ", of which there is no image");
        }
    }

    private void login(Deed deed) {
        Set<Logins> allowed = new TreeSet<>(facts.logins());
        if (facts.logins().isEmpty() || !facts.broken().contains("login")) {
            allowed.add(world.login());
        }
        if (allowed.stream().noneMatch(login -> fits(login, deed))) {
            facts.violated(
                    "d",
                    "the body logs in with " + deed.asked("keyname") + "/" + deed.asked("userid") + "/"
                            + deed.asked("adminpass") + " " + deed.keyFingerprint() + ", and the login of now is "
                            + allowed);
        }
    }

    private boolean fits(Logins login, Deed deed) {
        String key = deed.asked("keyname");
        String password = deed.asked("adminpass");
        boolean owner = SimulatedCloud.USER.equals(deed.asked("userid"));
        return switch (login) {
            case KEY_PAIR_BY_NAME, KEY_PAIR_WITH_OWNER -> Region.KEY_PAIR.equals(key) && owner && password == null;
            case OTHER_KEY_PAIR_BY_NAME -> World.OTHER_KEY_PAIR.equals(key) && owner && password == null;
            case PUBLIC_KEY -> has(World.PUBLIC_KEY, key) && owner && password == null;
            case OTHER_PUBLIC_KEY -> has(World.OTHER_PUBLIC_KEY, key) && owner && password == null;
            case PASSWORD -> key == null && Facts.PASSWORD.equals(password);
            case OTHER_PASSWORD -> key == null && Facts.OTHER_PASSWORD.equals(password);
            case NONE -> key == null && password == null;
        };
    }

    /** Whether the key pair of this name has that public key, or had it until recently. */
    private boolean has(String publicKey, String name) {
        ObjectNode keyPair =
                name == null ? null : world.cloud().region().keyPairs().of(SimulatedCloud.USER, name);
        boolean recently = !facts.keyPairRotatedAt().isBefore(facts.now().minus(FRESH.multipliedBy(2)));
        return keyPair != null && (keyPair.path("public_key").asText().equals(publicKey) || recently);
    }

    private void body(Deed deed) {
        JsonNode change = deed.asked().path("os-change");
        String mode = world.script().at(Knob.STOP) == 1 ? "withStopServer" : null;
        boolean asAsked = Region.IMAGE.equals(deed.asked("imageid"))
                && Objects.equals(mode, deed.asked("mode"))
                && change.has("isAutoPay") == (world.script().at(Knob.PREPAID) == 2);
        Set<Integer> allowed = new TreeSet<>(facts.userData());
        allowed.add(world.userData());
        String sent = change.path("metadata").path("user_data").asText(null);
        if (!asAsked || allowed.stream().noneMatch(number -> same(Facts.userData(number), sent))) {
            facts.violated("d", "the body is not what was asked for: " + change);
        }
    }

    private static boolean same(String userData, String sent) {
        return userData == null
                ? sent == null
                : sent != null && new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8).equals(userData);
    }

    private void guards() {
        boolean seenOpen = facts.guards().stream().anyMatch(number -> !Facts.forbids(number));
        if (Facts.forbids(world.guards()) && !seenOpen) {
            facts.violated("k", "sent though the guard rails forbid it by now");
        }
        boolean tagged = world.cloud().audit().deeds().stream()
                .anyMatch(deed ->
                        deed.asked().asText().startsWith("tag ") && deed.ended().isBefore(facts.unseenSince()));
        if (tagged && facts.guards().equals(Set.of(1))) {
            facts.violated("k", "sent though the server has lost the tag that the guard rails ask for");
        }
    }

    private void time() {
        Instant began = world.engine().began();
        Duration allowed = world.engine().timeout().plusMinutes(1);
        boolean overByWall = began != null && began.plus(allowed).isBefore(facts.askedByWall());
        if (overByWall && facts.elapsedWhenAsked().compareTo(allowed) > 0) {
            facts.violated("l", "sent " + facts.elapsedWhenAsked() + " after its turn came, which is over its time");
        }
    }
}
