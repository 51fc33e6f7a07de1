package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Deed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is noted of a walk while it goes on, beside the cloud's audit: who was told what, what was resolved, what left the machine. */
final class Facts {

    static final String PASSWORD = "1qazXSW@";
    static final String OTHER_PASSWORD = "2wsxCDE#";

    /** To whom something was told. */
    enum Kind {
        /** The log. */
        SAID,
        /** Whoever gave the wait up. */
        ABANDONED
    }

    /** @param accepted how many changes of ours the cloud had accepted by then */
    record Told(Kind kind, String words, int accepted) {}

    private final World world;
    private final List<Told> told = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Instant> changeRequests = new ArrayList<>();
    private final Set<Logins> logins = EnumSet.noneOf(Logins.class);
    private final Set<Integer> userData = new HashSet<>();
    private final Set<Integer> guards = new HashSet<>();
    private final Set<String> broken = new HashSet<>();
    private Instant keyPairRotated = Instant.MIN;
    private Instant lastLook = Instant.EPOCH;
    private Instant advanceBegan = Instant.EPOCH;
    private Instant asked = Instant.EPOCH;
    private Instant askedByWall = Instant.EPOCH;
    private Instant began;
    private Instant lastCrash = Instant.parse("9999-01-01T00:00:00Z");
    private int accepted;
    private int crashes;
    private boolean lostSave;
    private boolean misconfigured;

    Facts(World world) {
        this.world = world;
    }

    static String userData(int number) {
        return number == 0 ? null : "#cloud-config\n# edition " + number;
    }

    /** The first three are what a walk may begin with; the fourth and the fifth forbid its change. */
    static GuardRails guards(int number) {
        return switch (number) {
            case 1 -> new GuardRails("walk", "env=test", List.of());
            case 2 -> new GuardRails("walk", null, List.of("Standard_*"));
            case 3 -> new GuardRails("walk", "env=prod", List.of());
            case 4 -> new GuardRails("walk", null, List.of("Other_*"));
            default -> GuardRails.NONE;
        };
    }

    static boolean forbids(int guards) {
        return guards == 3 || guards == 4;
    }

    Instant now() {
        return world.clock().truth().instant();
    }

    /** An advance begins: what the context is asked from here on is of now. */
    void advances() {
        logins.clear();
        userData.clear();
        guards.clear();
        advanceBegan = now();
        if (began == null && world.engine().began() != null) {
            began = now();
        }
    }

    void told(Kind kind, String words) {
        told.add(new Told(kind, words, accepted));
    }

    void resolved(Logins login) {
        logins.add(login);
    }

    void resolvedUserData(int number) {
        userData.add(number);
    }

    void resolvedGuards(int number) {
        guards.add(number);
    }

    void broke(String method, Trouble how) {
        broken.add(method);
        misconfigured |= how == Trouble.MISCONFIGURED;
    }

    void keyPairRotated() {
        keyPairRotated = now();
    }

    void crashed(boolean lost) {
        crashes++;
        lastCrash = now();
        lostSave |= lost;
        // Who gives up and dies before it is written down has not given up, as far as anybody can know afterwards.
        told.removeIf(line -> line.kind() == Kind.ABANDONED);
    }

    void violated(String rule, String words) {
        if (violations.stream().noneMatch(known -> known.rule().equals(rule))) {
            violations.add(new Violation(rule, words));
        }
    }

    /** A request is about to leave: what happens from here on, nobody here can prevent. */
    void asks() {
        asked = now();
        askedByWall = world.clock().instant();
    }

    /** A request has come to the cloud's door. */
    void arrives(Call call) {
        if (!call.changesOs()) {
            return;
        }
        Instant last = changeRequests.isEmpty() ? Instant.MIN : changeRequests.get(changeRequests.size() - 1);
        if (now().minusSeconds(3).isBefore(last)) {
            violated("j", "two requests to change an OS within three seconds");
        }
        if (world.engine().ended()) {
            violated("j", "a request to change an OS after the end");
        }
        changeRequests.add(now());
    }

    /** The request that came last was told to prove who it is: it counts for nothing. */
    void turnedAway(Call call) {
        if (call.changesOs()) {
            changeRequests.remove(changeRequests.size() - 1);
        }
    }

    /** The cloud has seen the request. */
    void acted(Call call) {
        if (call == Call.SERVER) {
            lastLook = now();
        }
        if (!call.changesOs()) {
            return;
        }
        List<Deed> ours = world.cloud().audit().ourChanges();
        if (ours.size() > accepted) {
            accepted = ours.size();
            new Acceptance(world).check(ours.get(ours.size() - 1));
        }
    }

    List<Told> told() {
        return told;
    }

    List<Violation> violations() {
        return violations;
    }

    /** What became true after this moment, nobody who asks the cloud can have seen: it was asked for the server last, and tells it with a lag. */
    Instant unseenSince() {
        return lastLook.minus(Behaviours.lag(world.script()));
    }

    /** How old the last look at the server was when this advance began. */
    Duration ageOfLastLook() {
        return Duration.between(lastLook, advanceBegan);
    }

    /** When its turn was first seen to have come, by the true time; null as long as it has not. */
    Instant began() {
        return began;
    }

    /** How long its turn had lasted when the last request was about to leave, by the true time. */
    Duration elapsedWhenAsked() {
        return began == null ? Duration.ZERO : Duration.between(began, asked);
    }

    /** When that was, by the machine's clock. */
    Instant askedByWall() {
        return askedByWall;
    }

    /** How long its turn has lasted, by the true time. */
    Duration elapsed() {
        return began == null ? Duration.ZERO : Duration.between(began, now());
    }

    List<Instant> changeRequests() {
        return changeRequests;
    }

    Set<Logins> logins() {
        return logins;
    }

    Set<Integer> userData() {
        return userData;
    }

    Set<Integer> guards() {
        return guards;
    }

    Set<String> broken() {
        return broken;
    }

    /** Whether something was taken away for a time that the change cannot do without. */
    boolean wasMisconfigured() {
        return misconfigured;
    }

    Instant keyPairRotatedAt() {
        return keyPairRotated;
    }

    int accepted() {
        return accepted;
    }

    int crashes() {
        return crashes;
    }

    /** When the process died last; never, as far as anybody knows, if it has not. */
    Instant lastCrash() {
        return lastCrash;
    }

    /** Whether a write to disk was lost in a crash. */
    boolean lostSave() {
        return lostSave;
    }
}
