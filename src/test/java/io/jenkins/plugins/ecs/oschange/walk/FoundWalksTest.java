package io.jenkins.plugins.ecs.oschange.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Regression tests: shrunk walks that violated a rule in an earlier version. */
class FoundWalksTest {

    /** @param script in the form of {@link Script#parse} */
    record Found(String name, String script) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Found> FOUND = List.of(
            // The login.
            new Found(
                    "a password becomes a key pair while the server stops",
                    "STATUS=1 STOP=2 LOGIN=3 | STATE STOPPING 1: LOGIN_BECOMES 0"),
            new Found(
                    "a password becomes a key pair while a busy server is waited for",
                    "LOGIN=3 | ASK CHANGE_OS 1: REFUSE 2; ANSWERED CHANGE_OS 1: LOGIN_BECOMES 0"),
            new Found("the key pair becomes another one after the checks", "| CALLED save 2: LOGIN_BECOMES 5"),
            new Found(
                    "the key is rotated while the process is away",
                    "LOGIN=2 | STATE CHECKED 1: LOGIN_BECOMES 6; STATE CHECKED 1: CRASH 3"),
            // What was checked, and when.
            new Found(
                    "the guard rails are tightened while the process is away",
                    "STATUS=1 STOP=2 | STATE STOPPING 2: GUARDS_BECOME 0; STATE STOPPING 2: CRASH 9"),
            new Found("the guard rails are tightened after the checks", "| STATE CHECKED 1: GUARDS_BECOME 0"),
            new Found("three days pass before anything is sent", "| STATE CHECKED 1: CRASH 9"),
            new Found("two hours pass while it checks", "| STATE PREPARING 1: CRASH_AND_LOSE_A_SAVE 8"),
            new Found(
                    "somebody changes the OS while the change is turned away",
                    "| ASK CHANGE_OS 1: REFUSE 2; ANSWERED CHANGE_OS 1: SOMEBODY_CHANGES_OS 1"),
            new Found(
                    "somebody's change is taken for ours after a lost request",
                    "| STATE CHECKED 1: SOMEBODY_CHANGES_OS 3; STATE CHECKED 2: PASS 4; ASK CHANGE_OS 2:"
                            + " LOSE_REQUEST 0"),
            new Found(
                    "somebody rebuilds a server that shows it late",
                    "STOP=1 OFF_FIRST=1 AFTERWARDS=1 | STEP any 1: SOMEBODY_REBUILDS 0"),
            new Found(
                    "the record of the request is lost with the machine",
                    "STOP=1 | ANSWERED CHANGE_OS 1: CRASH_AND_LOSE_A_SAVE 5"),
            new Found(
                    "somebody rebuilds a server between two queries of one plan",
                    "STOP=1 | ANSWERED SERVER 1: JUMP_BACK 0; ANSWERED SERVER 1: SOMEBODY_REBUILDS 0"),
            new Found("the machine sleeps while the record is written", "| CALLED save 3: PASS 9"),
            new Found("the machine sleeps while the server is queried", "STATUS=1 STOP=2 | ANSWERED SERVER 2: PASS 5"),
            new Found("the clock is set back before the request", "| STATE CHECKED 1: JUMP_BACK 6"),
            new Found(
                    "somebody detaches the disk while the server stops",
                    "STATUS=1 STOP=2 | STEP any 4: SOMEBODY_DETACHES_DISK 0"),
            new Found(
                    "a server of a plan is seen to have the image after all",
                    "STATUS=2 SAME_IMAGE=1 SKIP=1 | ANSWERED SERVER 1: SOMEBODY_STARTS 0"),
            new Found(
                    "the process dies in its first step, and the clock is set back",
                    "POLL=1 SAVE_IMAGE=1 | ASK SAVE_IMAGE 1: REFUSE 0; CALLED save 1: CRASH 6; STATE SUBMITTED 1:"
                            + " JUMP_BACK 15"),
            // Signing in.
            new Found(
                    "the sign-in for the request fails",
                    "AUTH=1 | STATE CHECKED 1: TOKENS_REVOKED 0; STATE CHECKED 1: IAM_DOWN 0"),
            new Found(
                    "the sign-in for a look at the job fails",
                    "AUTH=1 | STATE SUBMITTED 2: TOKENS_REVOKED 0; STATE SUBMITTED 2: IAM_DOWN 0; STATE SUBMITTED 6:"
                            + " IAM_UP 0"),
            new Found(
                    "the key is refused for a while after the request",
                    "| STATE SUBMITTED 2: API_KEY_ROTATED 0; STATE SUBMITTED 5: API_KEY_FOLLOWS 0"),
            // Odd answers.
            new Found("a 2xx has a code that nobody knows, and the cloud acts", "| ASK CHANGE_OS 1: ACT_BUT_SAY 0"),
            new Found("OpenStack times out, and the cloud acts", "| ASK CHANGE_OS 1: ACT_BUT_SAY 3"),
            new Found("a busy server asks for no wait", "| ASK CHANGE_OS 1: REFUSE 4"),
            new Found("a job that was just accepted is unknown", "JOB_LAG=1 |"),
            new Found("a job that was just accepted is not found", "JOB_LAG=2 |"),
            new Found("jobs may not be read", "DENIED=1 |"),
            new Found("a look at the job says that OpenStack is in trouble", "| ASK JOB 1: SAY_ONLY 4"),
            new Found("the server shows ERROR for a moment after the job", "AFTERWARDS=2 |"),
            new Found(
                    "the clock is set forward while the server shows ERROR for a moment",
                    "AFTERWARDS=2 LAG=1 | STATE VERIFYING 1: JUMP_FORWARD 6"),
            new Found(
                    "the reply is lost, and the server takes five minutes to stop",
                    "STATUS=1 STOP=1 SLOW_STOP=2 TIMEOUT=0 | ASK CHANGE_OS 1: LOSE_REPLY 0"),
            // Words.
            new Found("given up after the server was stopped", "STATUS=1 STOP=2 | STATE CHECKED 1: ABANDON 0"),
            new Found("refused after the server was stopped", "STATUS=1 STOP=2 | ASK CHANGE_OS 1: REFUSE 11"),
            new Found("the disk is full after the server was stopped", "STATUS=1 STOP=2 | CALLED save 1: DISK_FULL 9"),
            new Found(
                    "the reply to the stop is lost, and the server shows it late",
                    "STATUS=1 STOP=2 SLOW_STOP=2 LAG=2 | ASK ACTION 1: LOSE_REPLY 0"),
            new Found("its build ends after the server was stopped", "STATUS=1 STOP=2 | STATE CHECKED 1: CLOSE 0"),
            new Found(
                    "aborted while the server stops, and the start is lost",
                    "STATUS=1 STOP=2 | STATE STOPPING 3: ABANDON 0; ASK ACTION 2: LOSE_REQUEST 0"),
            new Found(
                    "aborted with a detached disk",
                    "STATUS=1 STOP=2 | CALLING save 3: ABANDON 0; STEP any 4: SOMEBODY_DETACHES_DISK 0"),
            new Found(
                    "the disk is detached while the outcome is uncertain",
                    "DETACHES=1 | ASK CHANGE_OS 1: LOSE_REPLY 0"),
            new Found("a server without a system disk", "| STATE QUEUED 1: SOMEBODY_DETACHES_DISK 0"),
            new Found("a restart without a job", "| ASK CHANGE_OS 1: LOSE_REQUEST 0; STATE UNCERTAIN 2: CRASH 0"),
            new Found("nothing moves for five minutes", "| ASK CHANGE_OS 1: LOSE_REQUEST 0"),
            new Found("a look at the job of an image says nothing", "SAVE_IMAGE=1 | ASK JOB 1: SAY_ONLY 0"),
            // Exceptions.
            new Found("the log breaks while an image is made", "SAVE_IMAGE=2 | STEP any 13: LOG_BREAKS 4"),
            new Found("the credential store is away before the request", "| STATE PREPARING 2: CLIENT_BREAKS 0"),
            new Found("the credential store is away after the request", "| STATE SUBMITTED 2: CLIENT_BREAKS 0"),
            new Found("writing the record breaks", "| STATE SUBMITTED 1: SAVE_BREAKS 0"),
            new Found("the log breaks", "| STATE SUBMITTED 1: LOG_BREAKS 0"),
            new Found("the log breaks while the server stops", "STATUS=1 STOP=2 | CALLED save 2: LOG_BREAKS 15"),
            new Found(
                    "the log breaks while a stopped server is started again",
                    "STATUS=1 STOP=2 | STATE CHECKED 1: ABANDON 0; STEP any 10: LOG_BREAKS 13"),
            new Found("the log breaks in the queue", "AHEAD=2 | STEP any 19: LOG_BREAKS 0"),
            new Found("the log breaks while a job is followed", "| STEP any 12: LOG_BREAKS 2"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("FOUND")
    void staysMended(Found found) {
        Outcome outcome = Walk.told(Script.parse(found.script()));
        assertEquals("[]", outcome.violations().toString(), () -> String.join("\n", outcome.story()));
    }
}
