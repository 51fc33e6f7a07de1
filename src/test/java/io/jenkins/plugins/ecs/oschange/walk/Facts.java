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

/** Records of a walk, in addition to the cloud's audit: messages, resolved inputs, sent requests, violations. */
final class Facts {

    static final String PASSWORD = "1qazXSW@";
    static final String OTHER_PASSWORD = "2wsxCDE#";

    /** Where a message went. */
    enum Kind {
        /** To the build log. */
        SAID,
        /** To the user who aborted the build. */
        ABANDONED
    }

    /** @param accepted how many of our OS changes the cloud had accepted by then */
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

    /** 0 to 2 allow the change; 3 and 4 forbid it. */
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

    /** To be called before and after each {@code advance}: forgets the inputs that were resolved in the one before. */
    void advances() {
        logins.clear();
        userData.clear();
        guards.clear();
        advanceBegan = now();
        noteBegan(advanceBegan);
    }

    /** Also to be called when the record is on disk: a new process counts on from the time in it, if this one dies in its first step. @param at when the write began */
    void noteBegan(Instant at) {
        if (began == null && world.engine().began() != null) {
            began = at;
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
        // An abort that was not saved before the crash is not known afterwards.
        told.removeIf(line -> line.kind() == Kind.ABANDONED);
    }

    void violated(String rule, String words) {
        if (violations.stream().noneMatch(known -> known.rule().equals(rule))) {
            violations.add(new Violation(rule, words));
        }
    }

    /** A request is about to be sent; the engine cannot react to later events before that. */
    void asks() {
        asked = now();
        askedByWall = world.clock().instant();
    }

    /** A request arrives at the cloud. */
    void arrives(Call call) {
        if (!call.changesOs()) {
            return;
        }
        Instant last = changeRequests.isEmpty() ? Instant.MIN : changeRequests.get(changeRequests.size() - 1);
        if (now().minusSeconds(3).isBefore(last) && !lostSave()) {
            violated("j", "two requests to change an OS within three seconds");
        }
        if (world.engine().ended()) {
            violated("j", "a request to change an OS after the end");
        }
        changeRequests.add(now());
    }

    /** The last request was answered with 401, and may be repeated at once. */
    void turnedAway(Call call) {
        if (call.changesOs()) {
            changeRequests.remove(changeRequests.size() - 1);
        }
    }

    /** The cloud has executed the request. */
    void acted(Call call) {
        if (call == Call.SERVER) {
            lastLook = now();
        }
        if (call == Call.SAVE_IMAGE) {
            saved();
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

    private void saved() {
        int images = world.cloud().audit().ourImages().size();
        boolean asked = world.script().at(Knob.SAVE_IMAGE) > 0 && world.script().at(Knob.DRY_RUN) == 0;
        if (images > (asked ? 1 : 0) && !lostSave()) {
            violated("s", "the cloud accepted " + images + " images of one object");
        }
    }

    List<Told> told() {
        return told;
    }

    List<Violation> violations() {
        return violations;
    }

    /** Changes of the server after this time are not visible in the last server query. */
    Instant unseenSince() {
        return lastLook.minus(Behaviours.lag(world.script()));
    }

    /** The age of the last server query at the begin of this {@code advance}. */
    Duration ageOfLastLook() {
        return Duration.between(lastLook, advanceBegan);
    }

    /** When the change left the queue, by the true time; null before that. */
    Instant began() {
        return began;
    }

    /** The time since then when the last request was sent, by the true time. */
    Duration elapsedWhenAsked() {
        return began == null ? Duration.ZERO : Duration.between(began, asked);
    }

    /** When the last request was sent, by the machine's clock. */
    Instant askedByWall() {
        return askedByWall;
    }

    /** The time since then, by the true time. */
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

    /** Whether the context reported a missing configuration. */
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

    /** When the process died last; far in the future if never. */
    Instant lastCrash() {
        return lastCrash;
    }

    /** Whether a crash has lost a write, or one that had failed before. */
    boolean lostSave() {
        return lostSave || crashes > 0 && broken.contains("save");
    }
}
