package io.jenkins.plugins.ecs.oschange.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exhaustive walks of a small space: each answer to the change request, with each event before each step, and with pairs of events. */
class InterleavingsTest {

    private static final List<String> SETTINGS =
            List.of("|", "STATUS=1 STOP=2 LOGIN=3 |", "STATUS=1 STOP=1 SLOW_STOP=1 LOGIN=2 AUTH=1 |");

    /** Answers to the change request; PASS is the regular one. */
    private static final List<String> ANSWERS = List.of(
            "PASS 0",
            "LOSE_REPLY 0",
            "LOSE_REQUEST 0",
            "REFUSE_CONNECTION 0",
            "REFUSE 2",
            "REFUSE 4",
            "ACT_BUT_SAY 0",
            "ACT_BUT_SAY 3",
            "SAY_ONLY 12");

    private static final List<String> EVENTS = List.of(
            "CRASH 2",
            "CRASH 9",
            "CRASH_AND_LOSE_A_SAVE 0",
            "ABANDON 0",
            "CLOSE 0",
            "PASS 9",
            "LOGIN_BECOMES 3",
            "LOGIN_BECOMES 4",
            "GUARDS_BECOME 0",
            "SOMEBODY_CHANGES_OS 3",
            "SOMEBODY_SWAPS_DISK 0",
            "SOMEBODY_STOPS 0",
            "SOMEBODY_LOCKS 0",
            "CLIENT_BREAKS 0",
            "CLIENT_IS_MISSING 0",
            "DISK_FULL 0",
            "TOKENS_REVOKED 0");

    /** The events for pairs. */
    private static final List<String> CORE_EVENTS =
            List.of("CRASH 4", "SOMEBODY_CHANGES_OS 3", "LOGIN_BECOMES 3", "ABANDON 0", "PASS 6");

    private static final List<String> CORE_ANSWERS = List.of("PASS 0", "LOSE_REPLY 0", "LOSE_REQUEST 0", "REFUSE 2");

    private static final int STEPS = 12;

    @Test
    void holdsItsRulesWhateverHappensOnce() {
        List<Script> scripts = new ArrayList<>();
        for (String setting : SETTINGS) {
            for (String answer : ANSWERS) {
                for (String event : EVENTS) {
                    for (int step = 1; step <= STEPS; step++) {
                        scripts.add(Script.parse(setting + answered(answer) + before(step, event)));
                    }
                }
            }
        }
        walk(scripts);
    }

    @Test
    void holdsItsRulesWhateverHappensWhileTheDiskIsSaved() {
        List<Script> scripts = new ArrayList<>();
        for (String setting : List.of("SAVE_IMAGE=1 |", "STATUS=1 STOP=2 SAVE_IMAGE=1 |", "SAVE_IMAGE=3 |")) {
            for (String answer : ANSWERS) {
                String answered = setting + "ASK SAVE_IMAGE 1: " + answer + ";";
                for (String event : EVENTS) {
                    for (int nth = 1; nth <= 4; nth++) {
                        scripts.add(Script.parse(answered + "STATE SAVING_IMAGE " + nth + ": " + event));
                    }
                }
                for (int nth = 1; nth <= 8; nth++) {
                    scripts.add(Script.parse(answered + "CALLING save " + nth + ": CRASH 2"));
                    scripts.add(Script.parse(answered + "CALLED save " + nth + ": CRASH 2"));
                }
            }
        }
        walk(scripts);
    }

    @Test
    void holdsItsRulesWhateverHappensTwice() {
        List<Script> scripts = new ArrayList<>();
        for (String answer : CORE_ANSWERS) {
            for (String first : CORE_EVENTS) {
                for (String second : CORE_EVENTS) {
                    for (int step = 2; step <= STEPS; step++) {
                        for (int earlier = 1; earlier < step; earlier++) {
                            scripts.add(Script.parse(
                                    "|" + answered(answer) + before(earlier, first) + before(step, second)));
                        }
                    }
                }
            }
        }
        walk(scripts);
    }

    private static String answered(String answer) {
        return "ASK CHANGE_OS 1: " + answer + ";";
    }

    private static String before(int step, String event) {
        return "STEP any " + step + ": " + event + ";";
    }

    private static void walk(List<Script> scripts) {
        Walks walks = Walks.all(scripts);
        System.out.println(walks.report());
        assertEquals(Map.of(), walks.tally().found());
    }
}
