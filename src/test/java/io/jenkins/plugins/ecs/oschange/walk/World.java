package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The environment of one walk: cloud, clock, what the context returns, and the pending events. */
final class World {

    static final String SAVED_IMAGE = "undo-web-1";
    static final String THIRD_IMAGE = "af60e0d5-73ad-429d-b6f2-543394740003";
    static final String OTHER_DISK = "00000000-2473-4982-a816-000000000001";
    static final String OTHER_KEY_PAIR = "KeyPair-2";
    static final String PUBLIC_KEY = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDEXAMPLE";
    static final String NEW_PUBLIC_KEY = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDROTATED";
    static final String OTHER_PUBLIC_KEY = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDSECONDX";
    static final AccessKey NEW_API_KEY =
            new AccessKey("AKEXAMPLE00000000002", "SKrotated123456789abcdefghijKLMNOPQRSTUV");
    static final String NEW_PASSWORD = "Jenk1ns@new";

    private final Script script;
    private final TestClock clock = new TestClock();
    private final SimulatedCloud cloud = SimulatedCloud.inMemory(clock);
    private final Network network;
    private final Facts facts;
    private final Engine engine;
    private final List<Event> pending;
    private final Map<Moment.Kind, Map<String, Integer>> counts = new EnumMap<>(Moment.Kind.class);
    private final Map<String, Trouble> troubles = new HashMap<>();
    private final Map<String, Integer> troubleLeft = new HashMap<>();
    private final List<String> story;

    private Logins login;
    private int userData;
    private int guards;
    private boolean newApiKey;
    private boolean dead;
    private boolean closed;
    private boolean abandoned;
    private Duration away = Duration.ZERO;
    private int lostSaves;
    private int jumps;
    private Duration jumpedBack = Duration.ZERO;

    /** @param told receives the story of the walk, or null */
    World(Script script, List<String> told) {
        this.script = script;
        story = told;
        pending = new ArrayList<>(script.events());
        network = new Network(this, cloud.gateway());
        facts = new Facts(this);
        login = Logins.of(script.at(Knob.LOGIN));
        userData = script.at(Knob.USER_DATA);
        guards = script.at(Knob.GUARDS);
        arrange();
        engine = new Engine(this);
    }

    private void arrange() {
        Region region = cloud.region();
        String[] statuses = {"SHUTOFF", "ACTIVE", "ERROR"};
        SimulatedServer server = region.addServer(Region.SERVER, "web-1", statuses[script.at(Knob.STATUS)]);
        region.addImage(THIRD_IMAGE, "Other_Debian_12_latest");
        region.keyPairs().create(SimulatedCloud.USER, Region.KEY_PAIR, PUBLIC_KEY);
        region.keyPairs().create(SimulatedCloud.USER, OTHER_KEY_PAIR, OTHER_PUBLIC_KEY);
        server.json().putArray("tags").add("env=test");
        cloud.jobsTake(Duration.ofSeconds(new int[] {60, 2, 240, 3000}[script.at(Knob.JOB)]));
        Behaviours.arrange(script, server);
        region.imageOrders()
                .tellNoNamesApart()
                .take(Duration.ofSeconds(new int[] {40, 40, 240, 40}[script.at(Knob.SAVE_IMAGE)]));
        if (script.at(Knob.SAVE_IMAGE) == 3) {
            region.imageOrders().fail("IMG.0014", "An exception occurred.");
        }
        int jobLag = script.at(Knob.JOB_LAG);
        if (jobLag == 1) {
            region.jobsLagBehind(Duration.ofSeconds(15));
        } else if (jobLag == 2) {
            region.jobsLagBehindAndAreNotFound(Duration.ofSeconds(15));
        }
        cloud.identity().tokensLive(Duration.ofSeconds(new int[] {86_400, 120, 10}[script.at(Knob.TOKEN_LIFE)]));
        int denied = script.at(Knob.DENIED);
        if (denied > 0) {
            cloud.permissions().deny(new Call[] {Call.JOB, Call.IMAGES, Call.KEY_PAIR}[denied - 1]);
        }
    }

    Script script() {
        return script;
    }

    TestClock clock() {
        return clock;
    }

    SimulatedCloud cloud() {
        return cloud;
    }

    Network network() {
        return network;
    }

    Facts facts() {
        return facts;
    }

    Engine engine() {
        return engine;
    }

    Logins login() {
        return login;
    }

    int userData() {
        return userData;
    }

    int guards() {
        return guards;
    }

    boolean newApiKey() {
        return newApiKey;
    }

    /** Triggers the events of this moment. */
    void happens(Moment.Kind kind, String what) {
        if (pending.isEmpty()) {
            return;
        }
        int nth = counts.computeIfAbsent(kind, k -> new HashMap<>()).merge(what, 1, Integer::sum);
        for (int i = 0; i < pending.size(); i++) {
            Event event = pending.get(i);
            Moment moment = event.moment();
            if (moment.kind() == kind && moment.nth() == nth && moment.what().equals(what)) {
                pending.remove(i--);
                tell(() -> "*** " + event);
                event.what().happen(this, event.amount());
            }
        }
    }

    /** To be called by each method of the context. @return how it has to fail, or null */
    Trouble calls(String method) {
        if (dead) {
            throw new Death();
        }
        happens(Moment.Kind.CALLING, method);
        Trouble trouble = troubles.get(method);
        if (trouble != null && troubleLeft.merge(method, -1, Integer::sum) <= 0) {
            troubles.remove(method);
        }
        if (trouble != null) {
            facts.broke(method, trouble);
        }
        if (trouble == Trouble.RUNTIME) {
            throw new IllegalStateException("the store of " + method + " is away");
        }
        return trouble;
    }

    void called(String method) {
        happens(Moment.Kind.CALLED, method);
    }

    void trouble(String method, Trouble how, int calls) {
        troubles.put(method, how);
        troubleLeft.put(method, 1 + Math.floorMod(calls, 10) * Math.floorMod(calls, 10));
    }

    void login(Logins becomes) {
        login = becomes;
    }

    void userData(int becomes) {
        userData = becomes;
    }

    void guards(int become) {
        guards = become;
    }

    void rotateApiKey() {
        cloud.accessKeys().rotate(NEW_API_KEY);
        cloud.identity().changePassword(NEW_PASSWORD);
    }

    void followApiKey() {
        newApiKey = true;
        engine.forgetClient();
    }

    void rotateKeyPair() {
        cloud.somebody().rotatesKeyPair(Region.KEY_PAIR, NEW_PUBLIC_KEY);
        facts.keyPairRotated();
    }

    void jump(Duration by) {
        jumps++;
        clock.jump(by);
        jumpedBack = by.isNegative() ? jumpedBack.plus(by.negated()) : jumpedBack;
    }

    int jumps() {
        return jumps;
    }

    Duration jumpedBack() {
        return jumpedBack;
    }

    /** Ends the process. */
    void crash(int awayFor, int saves) {
        dead = true;
        away = Times.of(awayFor);
        lostSaves = saves;
        throw new Death();
    }

    boolean isDead() {
        return dead;
    }

    /** Starts a new process. */
    void revive() {
        facts.crashed(lostSaves > 0);
        clock.pass(away);
        dead = false;
        troubles.clear();
        engine.load(lostSaves);
    }

    void abandon() {
        abandoned = true;
        try {
            engine.abandon();
        } catch (RuntimeException e) {
            facts.violated("h", "abandon throws " + e);
        }
    }

    void close() {
        closed = true;
    }

    /** Whether the build was aborted or has ended. */
    boolean isGivenUp() {
        return abandoned || closed;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isTold() {
        return story != null;
    }

    void tell(Supplier<String> line) {
        if (story != null) {
            story.add(clock.truth().instant().toString().substring(11, 19) + ' ' + line.get());
        }
    }
}
