package io.jenkins.plugins.ecs.oschange.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The model checker: the {@link Rules} hold whatever happens to a change, in any order.
 *
 * <pre>
 * mvn -f engine/pom.xml -DskipOracle test -Dtest=WalksTest -Dwalks=1000000
 * mvn -f engine/pom.xml -DskipOracle test -Dtest=WalksTest -Dwalks=20000 -Dwalks.first=123
 * mvn -f engine/pom.xml -DskipOracle test -Dtest=WalksTest -Dwalk='STATUS=1 STOP=2 | ASK CHANGE_OS 1: LOSE_REPLY 0'
 * </pre>
 */
class WalksTest {

    private static final long FIRST = Long.getLong("walks.first", 20_260_115);
    private static final long COUNT = Long.getLong("walks", 20_000);

    @Test
    @DisabledIfSystemProperty(named = "walk", matches = ".+")
    void holdsItsRules() {
        Walks walks = Walks.random(FIRST, COUNT);
        System.out.println(walks.report());
        assertEquals(Map.of(), walks.tally().found());
    }

    /** One walk, with its story. */
    @Test
    @EnabledIfSystemProperty(named = "walk", matches = ".+")
    void holdsItsRulesOnThisWalk() {
        Outcome outcome = Walk.told(Script.parse(System.getProperty("walk")));
        System.out.println(String.join("\n", outcome.story()));
        assertEquals("[]", outcome.violations().toString());
    }
}
