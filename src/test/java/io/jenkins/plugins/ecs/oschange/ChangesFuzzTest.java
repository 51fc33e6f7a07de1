package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.FaultyCloud;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever the answers, a change ends, says why it failed, and destroys one disk at most. */
class ChangesFuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20260115);
    private static final int TRIES = 250;

    @Test
    void endsAndSendsNothingTwice() {
        Map<State, Integer> ends = new EnumMap<>(State.class);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < TRIES; i++) {
                ends.merge(change(i), 1, Integer::sum);
            }
        });
        System.out.printf("FUZZ changes tried=%d seed=%d %s%n", TRIES, SEED, ends);
        assertTrue(ends.keySet().stream().allMatch(State::ended));
        assertTrue(ends.getOrDefault(State.SUCCEEDED, 0) > 0 && ends.getOrDefault(State.FAILED, 0) > 0, "" + ends);
    }

    private static State change(int number) throws IOException {
        long seed = SEED + number;
        try (FaultyCloud cloud = new FaultyCloud(seed, 5 + number % 6 * 5);
                FaultyRig rig = new FaultyRig(cloud, seed)) {
            OsChange change = rig.run(new ChangeRequest(Region.SERVER, Region.IMAGE)
                    .timeoutMinutes(20)
                    .mode(number % 3 == 0 ? ChangeRequest.WITH_STOP_SERVER : null)
                    .stopFirst(number % 3 == 1));
            assertTrue(cloud.changesThatMayHaveActed() <= 1, () -> "sent twice, seed " + seed + ": " + rig.log);
            if (change.state() == State.FAILED) {
                assertFalse(change.failure().message().isBlank(), () -> "no reason, seed " + seed);
            }
            return change.state();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
