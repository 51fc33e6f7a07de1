package io.jenkins.plugins.ecs.oschange.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes a script: advances a change to its end on a simulated clock with the events of the script, and checks the rules. */
final class Walk {

    private static final int MOST_STEPS = 3000;
    private static final int MOST_STEPS_WITHOUT_WAIT = 60;
    private static final Duration A_MINUTE = Duration.ofSeconds(61);

    private final World world;
    private final Facts facts;
    private final Engine engine;
    private final List<String> states = new ArrayList<>();
    private final List<String> story;
    private int steps;
    private int withoutWait;
    private boolean threw;
    private Duration waited = Duration.ZERO;
    private Duration silent = Duration.ZERO;

    private Walk(Script script, boolean told) {
        story = told ? new ArrayList<>() : null;
        world = new World(script, story);
        facts = world.facts();
        engine = world.engine();
    }

    static Outcome of(Script script) {
        return new Walk(script, false).walk();
    }

    /** The same with the story. */
    static Outcome told(Script script) {
        return new Walk(script, true).walk();
    }

    private Outcome walk() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = step();
            } catch (Death e) {
                revive();
            }
        }
        note();
        if (engine.ended()) {
            Oracle oracle = new Oracle(world);
            oracle.ended(world.isGivenUp());
            staysEnded();
            world.clock().pass(Duration.ofHours(4));
            oracle.afterwards();
        }
        world.tell(() -> "the end: " + end() + " " + engine.message());
        facts.violations().forEach(violation -> world.tell(() -> "!!! " + violation));
        world.cloud().audit().deeds().forEach(deed -> world.tell(() -> "the cloud did: " + deed));
        return new Outcome(
                world.script(),
                List.copyOf(facts.violations()),
                states,
                end(),
                steps,
                world.network().exchanges(),
                story);
    }

    private String end() {
        return engine.state() + (engine.kind() == null ? "" : " " + engine.kind());
    }

    private void revive() {
        silent = Duration.ZERO;
        for (int tries = 0; world.isDead() && tries < 10; tries++) {
            try {
                world.revive();
            } catch (Death e) {
                world.tell(() -> "it dies again");
            } catch (RuntimeException e) {
                facts.violated("h", "resume throws " + e);
            }
        }
    }

    /** @return whether the walk continues */
    private boolean step() {
        note();
        if (++steps > MOST_STEPS || withoutWait > MOST_STEPS_WITHOUT_WAIT) {
            facts.violated("f", "no end after " + steps + " steps in " + engine.state());
            return false;
        }
        world.happens(Moment.Kind.STEP, Moment.ANY);
        world.happens(Moment.Kind.STATE, engine.state());
        if (world.isClosed()) {
            engine.close();
            return false;
        }
        int told = facts.told().size();
        facts.advances();
        Optional<Duration> wait = advance();
        facts.advances();
        if (world.isDead()) {
            throw new Death();
        }
        if (threw || wait.isEmpty() || engine.ended()) {
            return false;
        }
        quiet(told, wait.get());
        withoutWait = wait.get().isZero() ? withoutWait + 1 : 0;
        world.tell(() -> "in " + engine.state() + ", back in " + wait.get());
        world.clock().pass(wait.get());
        return inTime(wait.get());
    }

    private Optional<Duration> advance() {
        try {
            return engine.advance();
        } catch (RuntimeException e) {
            facts.violated("h", "advance throws " + e + " at " + Engine.origin(e));
            threw = true;
            return Optional.empty();
        }
    }

    /** At least a line a minute; not checked if the clock was set. */
    private void quiet(int told, Duration wait) {
        if (facts.told().size() > told) {
            silent = Duration.ZERO;
        } else if (silent.compareTo(A_MINUTE) >= 0
                && world.jumps() == 0
                && facts.broken().isEmpty()) {
            facts.violated("y", "nothing is said for " + silent + " in " + engine.state());
        }
        silent = silent.plus(wait);
    }

    /** The timeout and 15 minutes, 10 more for each crash, and by how much the clock was set back. */
    private boolean inTime(Duration wait) {
        if (facts.began() == null) {
            return true;
        }
        waited = waited.plus(wait);
        Duration most = engine.longest()
                .plus(engine.pollInterval().multipliedBy(2))
                .plusMinutes(15)
                .plusMinutes(10L * facts.crashes())
                .plus(world.jumpedBack());
        boolean inTime = waited.compareTo(most) <= 0;
        if (!inTime) {
            facts.violated("f", "no end after " + waited + " in " + engine.state());
        }
        return inTime;
    }

    private void staysEnded() {
        int exchanges = world.network().exchanges();
        advance();
        if (world.network().exchanges() > exchanges) {
            facts.violated("j", "a request after the end");
        }
    }

    private void note() {
        String state = engine.state();
        if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
            states.add(state);
        }
    }
}
