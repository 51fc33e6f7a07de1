package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.KeyPair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a change has noted on its way: kept on disk with it, written by its phases, read by reports. */
public abstract class ChangeFacts implements Serializable {

    private static final long serialVersionUID = 1L;

    private ServerSnapshot before;
    private ServerSnapshot after;
    private String imageName;
    private String keyName;
    private String keyOwner;
    private String stopJobId;
    private boolean stopJobDone;
    private JobReport job;
    private String waitsFor;
    /** Replaced, never modified, since another change of the same run may be writing it to disk. */
    private ArrayList<StateEntry> stateEntries = new ArrayList<>();

    private transient Plan plan;

    ChangeFacts() {}

    /** What is looked up before the change is sent. */
    Plan plan() {
        if (plan == null) {
            plan = new Plan();
        }
        return plan;
    }

    /** The server as it was before the change, or null when it was not seen yet. */
    public ServerSnapshot before() {
        return before;
    }

    /** The server as it is after a change that succeeded; else null. */
    public ServerSnapshot after() {
        return after;
    }

    /** The name of the image asked for, or null. */
    public String imageName() {
        return imageName;
    }

    /** The cloud's job, or null as long as none is known. */
    public JobReport job() {
        return job;
    }

    /** The build that goes before while this one is {@link State#QUEUED}; else null. */
    public String waitsFor() {
        return waitsFor;
    }

    /** Every state it came into, in their order: the same one twice where it came back. */
    public List<StateEntry> stateEntries() {
        return List.copyOf(stateEntries);
    }

    void waitsFor(String build) {
        waitsFor = build;
    }

    void entered(State state, long since) {
        ArrayList<StateEntry> more = new ArrayList<>(stateEntries);
        more.add(new StateEntry(state, since));
        stateEntries = more;
    }

    void before(ServerSnapshot seen) {
        before = seen;
    }

    void after(ServerSnapshot seen) {
        after = seen;
    }

    /** What was looked up before anything was sent is looked up anew. */
    void forgetLookups() {
        before = null;
        imageName = null;
    }

    void imageName(String name) {
        imageName = name;
    }

    /** Notes which key pair was found, and whose it is. */
    void keyPair(KeyPair found) {
        keyName = found.name();
        keyOwner = found.userId();
    }

    /** The key pair to log in with and its owner, as given or as found; null where the login is none, or it is still to be found. */
    Login.WithKeyPair keyPair(Login login) {
        if (login instanceof Login.WithKeyPair given && given.userId() != null) {
            return given;
        }
        boolean wanted = login instanceof Login.WithKeyPair || login instanceof Login.WithPublicKey;
        return wanted && keyOwner != null ? new Login.WithKeyPair(keyName, keyOwner) : null;
    }

    boolean knowsKeyName() {
        return keyName != null;
    }

    String keyName() {
        return keyName;
    }

    String stopJobId() {
        return stopJobId;
    }

    void stopJobId(String jobId) {
        stopJobId = jobId;
    }

    boolean stopJobDone() {
        return stopJobDone;
    }

    void stopJobDone(boolean done) {
        stopJobDone = done;
    }

    void job(JobReport report) {
        job = report;
    }
}
