package io.jenkins.plugins.ecs.oschange.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Combinations of events that random scripts rarely contain. {@code #} stands for a random number. */
final class Themes {

    private static final List<String> ALL = List.of(
            // A sign-in that fails just when the change is to be sent.
            "AUTH=1 | STATE CHECKED 1: TOKENS_REVOKED 0; STATE CHECKED 1: IAM_DOWN 0; STEP any 20: IAM_UP 0",
            "AUTH=2 TOKEN_LIFE=2 | STATE CHECKED 1: PASS #; ASK LOGIN 2: SAY_ONLY #; ASK LOGIN 3: LOSE_REPLY 0",
            "AUTH=3 | STATE CHECKED 1: CRASH #; ASK PROJECTS 2: SAY_ONLY #",
            "AUTH=1 | STATE SUBMITTED 2: TOKENS_REVOKED 0; STATE SUBMITTED 2: IAM_DOWN 0; STATE SUBMITTED 9: IAM_UP 0",
            "| STATE SUBMITTED 2: API_KEY_ROTATED 0; STATE SUBMITTED 5: API_KEY_FOLLOWS 0",
            // The login becomes another one while the change waits.
            "STATUS=1 STOP=2 LOGIN=3 | STATE STOPPING 2: LOGIN_BECOMES #",
            "LOGIN=3 | ASK CHANGE_OS 1: REFUSE 2; ANSWERED CHANGE_OS 1: LOGIN_BECOMES #",
            "LOGIN=# | CALLED save #: LOGIN_BECOMES #; CALLED save #: CRASH #",
            "LOGIN=2 | STATE CHECKED 1: CRASH #; ANSWERED KEY_PAIR 1: SOMEBODY_ROTATES_KEY_PAIR 0",
            "LOGIN=0 | CALLING guardRails #: LOGIN_BECOMES 2; CALLING login #: LOGIN_BECOMES 3",
            // Somebody else acts while the change is turned away.
            "| ASK CHANGE_OS 1: REFUSE 2; ANSWERED CHANGE_OS 1: SOMEBODY_CHANGES_OS #",
            "| ASK CHANGE_OS 1: REFUSE 4; ANSWERED CHANGE_OS 1: SOMEBODY_CHANGES_OS 3; ASK CHANGE_OS 2: LOSE_REPLY 0",
            "| STATE CHECKED 1: SOMEBODY_CHANGES_OS 3; STATE CHECKED 2: PASS 4; ASK CHANGE_OS 2: LOSE_REQUEST 0",
            "| STATE CHECKED 1: SOMEBODY_IS_BUSY 4; STATE CHECKED 2: SOMEBODY_SWAPS_DISK 0",
            "| ASK CHANGE_OS 1: LOSE_REQUEST 0; STATE UNCERTAIN #: SOMEBODY_CHANGES_OS #",
            "STATUS=1 STOP=2 | STATE STOPPING 3: SOMEBODY_STARTS 0; STATE STOPPING 4: SOMEBODY_CHANGES_OS #",
            "STATUS=1 STOP=2 | STATE STOPPING #: SOMEBODY_SWAPS_DISK 0; STATE STOPPING #: PASS #",
            // Away for long, or with what was written lost.
            "STATUS=1 STOP=2 | STATE STOPPING 2: CRASH #; STATE STOPPING 2: GUARDS_BECOME #",
            "| ANSWERED CHANGE_OS 1: CRASH_AND_LOSE_A_SAVE #; STEP any 12: SOMEBODY_STOPS 0",
            "TIMEOUT=2 | STATE CHECKED 1: CRASH #; STATE PREPARING 2: PASS #",
            "| ASK CHANGE_OS 1: LOSE_REPLY 0; STATE UNCERTAIN #: CRASH #; STATE UNCERTAIN #: PASS #",
            "| ASK CHANGE_OS 1: ACT_BUT_SAY #; STATE UNCERTAIN 2: PASS 7; ASK SERVER 3: SAY_ONLY 10; ASK SERVER 4:"
                    + " LOSE_REPLY 0",
            // The image of the system disk.
            "SAVE_IMAGE=1 | ASK SAVE_IMAGE 1: LOSE_REPLY 0; STATE SAVING_IMAGE #: CRASH #",
            "SAVE_IMAGE=1 | ASK SAVE_IMAGE 1: LOSE_REQUEST 0; STATE SAVING_IMAGE #: CRASH #",
            "SAVE_IMAGE=1 | ASK SAVE_IMAGE 1: REFUSE #; CALLED save #: CRASH #",
            "SAVE_IMAGE=# | ASK SAVE_IMAGE 1: ACT_BUT_SAY #; STATE SAVING_IMAGE #: ABANDON 0",
            "SAVE_IMAGE=# STATUS=1 STOP=2 | STATE SAVING_IMAGE #: ABANDON 0; STATE STARTING_AGAIN #: CRASH #",
            "SAVE_IMAGE=# STATUS=1 STOP=2 | STATE SAVING_IMAGE #: CLOSE 0",
            "SAVE_IMAGE=2 STATUS=1 STOP=2 TIMEOUT=2 | STATE STARTING_AGAIN #: CLIENT_BREAKS #",
            "SAVE_IMAGE=2 | STATE SAVING_IMAGE #: SOMEBODY_SWAPS_DISK 0; STATE SAVING_IMAGE #: PASS #",
            "SAVE_IMAGE=1 STATUS=1 STOP=2 | STATE SAVING_IMAGE #: SOMEBODY_STARTS 0; STATE SAVING_IMAGE #: CRASH #",
            "SAVE_IMAGE=1 JOB_LAG=# DENIED=# | STATE SAVING_IMAGE #: DENY #; ASK JOB #: SAY_ONLY #",
            "SAVE_IMAGE=1 | CALLED save #: CRASH_AND_LOSE_A_SAVE #; CALLING save #: DISK_FULL #",
            "SAVE_IMAGE=# SKIP=1 SAME_IMAGE=1 IMAGE_TWICE=# | STATE PREPARING #: SOMEBODY_CHANGES_OS #",
            "SKIP=1 LAG=# | STATE PREPARING 1: SOMEBODY_CHANGES_OS #; STATE CHECKED 1: CRASH #",
            "SKIP=1 SAME_IMAGE=1 STATUS=2 STOP=# SAVE_IMAGE=# | ANSWERED SERVER #: SOMEBODY_STARTS 0; ASK CHANGE_OS 1:"
                    + " REFUSE #",
            // Given up just before, amid and just after the request.
            "| ASK CHANGE_OS 1: ABANDON 0; ANSWERED CHANGE_OS 1: DISK_FULL 1",
            "| CALLING save 3: ABANDON 0; ASK CHANGE_OS 1: LOSE_REPLY 0",
            "STATUS=1 STOP=2 | STATE STOPPING #: ABANDON 0; ASK ACTION 1: LOSE_REPLY 0",
            "STATUS=1 STOP=2 | STATE CHECKED 1: ABANDON 0",
            "STATUS=1 STOP=2 | ASK CHANGE_OS 1: REFUSE #; ASK ACTION 2: SAY_ONLY #",
            "STATUS=1 STOP=2 SLOW_STOP=2 TIMEOUT=2 | STEP any #: CLIENT_BREAKS #",
            // While the new system is waited for.
            "LETS_IN=2 | STATE LOGGING_IN #: CRASH #; STATE LOGGING_IN #: PASS #",
            "LETS_IN=3 | STATE LOGGING_IN #: ABANDON 0; STATE LOGGING_IN #: CLIENT_BREAKS #",
            "LETS_IN=# TIMEOUT=2 | STATE LOGGING_IN 1: SOMEBODY_CHANGES_OS #; STATE LOGGING_IN 2: JUMP_FORWARD #",
            // A cloud that is slow to show what it does.
            "STATUS=1 STOP=1 SLOW_STOP=2 | ASK CHANGE_OS 1: LOSE_REPLY 0",
            "OFF_FIRST=1 LAG=2 | ASK CHANGE_OS 1: LOSE_REPLY 0",
            "JOB_LAG=# AFTERWARDS=# LAG=# | ASK JOB #: SAY_ONLY #");

    private Themes() {}

    /** One of them, with random numbers. */
    static Script pick(SplittableRandom random) {
        String theme = ALL.get(random.nextInt(ALL.size()));
        StringBuilder cast = new StringBuilder();
        for (int i = 0; i < theme.length(); i++) {
            char c = theme.charAt(i);
            // Occurrences count from 1, knobs and amounts from 0.
            boolean nth = i + 1 < theme.length() && theme.charAt(i + 1) == ':';
            boolean knob = i > 0 && theme.charAt(i - 1) == '=';
            cast.append(
                    c != '#'
                            ? String.valueOf(c)
                            : knob ? random.nextInt(3) : (nth ? 1 : 0) + random.nextInt(nth ? 4 : 14));
        }
        return Script.parse(cast.toString());
    }

    /** Both scripts in one; the first one's knobs take precedence. */
    static Script join(Script one, Script other) {
        List<Event> events = new ArrayList<>(one.events());
        events.addAll(other.events());
        Script joined = one.with(events);
        for (Knob knob : Knob.values()) {
            if (joined.at(knob) == 0 && other.at(knob) != 0) {
                joined = joined.with(knob, other.at(knob));
            }
        }
        return joined;
    }
}
