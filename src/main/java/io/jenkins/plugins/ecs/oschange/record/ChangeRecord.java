package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * All that is kept of one change: what was asked, what was seen, sent and said. Plain data without secrets, to be saved whole at each state. Written by the process
 * alone, one thread at a time; read by reports at any time.
 */
public final class ChangeRecord implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final ChangeRequest request;
    private volatile State state = State.QUEUED;
    private StateHistory history = new StateHistory();
    private String waitsFor;
    private volatile ServerSnapshot before;
    private PlanNote plan = new PlanNote();
    private volatile String imageName;
    private volatile String foundServerId;
    private volatile String foundImageId;
    private StopNote stop = new StopNote();
    private LoginNote login = new LoginNote();
    private ImageNote image = new ImageNote();
    /** This and the next two are counted by {@link Attempts}. */
    volatile boolean mayBeAccepted;

    int requestsSent;
    int resumes;
    private volatile JobReport job;
    private volatile UsualDuration usual;
    private volatile ServerSnapshot after;
    private volatile boolean unchanged;
    private volatile ChangeFailure failure;
    private volatile AftermathNote aftermath;
    private transient volatile Masking masking = Masking.NONE;
    /** This and the next one are noted by {@link DriverNote}. */
    transient volatile boolean monitored;

    transient volatile String credential;

    /** @param id tells this change from all others */
    public ChangeRecord(String id, ChangeRequest request) {
        this.id = id;
        this.request = request;
    }

    /** What a record lacks, since it is of an older version or names what this one does not know, has its default; one that may have been sent is never taken for unsent. */
    private Object readResolve() {
        history = history == null ? new StateHistory() : history;
        plan = plan == null ? new PlanNote() : plan;
        stop = stop == null ? new StopNote() : stop;
        login = login == null ? new LoginNote() : login;
        image = image == null ? new ImageNote() : image;
        masking = Masking.NONE;
        if (state == null) {
            state = job != null ? State.SUBMITTED : mayBeAccepted ? State.UNCERTAIN : State.PREPARING;
        }
        return this;
    }

    public String id() {
        return id;
    }

    /** Whether it was read with all that every record has: one that was cut off or written by hand may lack it. */
    public boolean isWhole() {
        return id != null && request != null && request.serverId() != null && request.imageId() != null;
    }

    public ChangeRequest request() {
        return request;
    }

    public State state() {
        return state;
    }

    /** @param secrets takes the secrets of the change out of a text: nothing that comes from elsewhere is kept with them */
    public void masking(UnaryOperator<String> secrets) {
        masking = new Masking(secrets);
    }

    /** The text without secrets. */
    public String masked(String text) {
        return masking.of(text);
    }

    /** Once more for what was kept before all secrets were known; and what is asked for is of use to nobody once it has ended. */
    private void mask(boolean ended) {
        before(before);
        after(after);
        job(job);
        imageName(imageName);
        login.mask(masking);
        if (ended) {
            request.mask(masking);
        }
    }

    /** Comes into a state. The same one twice in a row is one entry. */
    public void enter(State next, Instant now) {
        mask(next.ended());
        history.enter(next, now);
        state = next;
    }

    /** Every state it came into, and when. */
    public StateHistory history() {
        return history;
    }

    /** The build that goes before while this one is {@link State#QUEUED}; else null. */
    public String waitsFor() {
        return waitsFor;
    }

    public void waitsFor(String build) {
        waitsFor = build;
    }

    /** The server as it was last seen before the request, or null when it was not seen yet. */
    public ServerSnapshot before() {
        return before;
    }

    public void before(ServerSnapshot seen) {
        before = seen == null ? null : seen.without(masking);
    }

    public PlanNote plan() {
        return plan;
    }

    /** The server's ID, as requested or as found by its name; empty as long as it was not found. */
    public String serverId() {
        return foundServerId == null ? request.serverId() : foundServerId;
    }

    /** What the server's name stands for. It is looked up again, but a change never goes from one server to another. */
    public void foundServer(String id) {
        if (!serverId().isEmpty() && !serverId().equals(id)) {
            throw new IllegalStateException("this change is of server " + serverId() + ", not of " + id);
        }
        foundServerId = id;
    }

    /** The image's ID, as requested or as last found by its name; empty as long as it was not found. */
    public String imageId() {
        return foundImageId == null ? request.imageId() : foundImageId;
    }

    /** What the image's name stands for now. */
    public void foundImage(String id) {
        foundImageId = id;
    }

    /** The name of the image, or null where it is not known. */
    public String imageName() {
        return imageName;
    }

    public void imageName(String name) {
        imageName = masking.of(name);
    }

    public StopNote stop() {
        return stop;
    }

    public LoginNote login() {
        return login;
    }

    public ImageNote image() {
        return image;
    }

    /** Whether an image of the system disk is asked for that is not there yet: nothing destructive is sent before. */
    public boolean needsImage() {
        return request.saveImageAs() != null && !image.isSaved();
    }

    /** What was sent of it so far. */
    public Attempts attempts() {
        return new Attempts(this);
    }

    /** The cloud's job, or null as long as none is known. */
    public JobReport job() {
        return job;
    }

    public void job(JobReport report) {
        job = report == null ? null : report.without(masking);
    }

    /** How long such jobs usually take, as was known when the request was sent; or null. */
    public UsualDuration usual() {
        return usual;
    }

    public void usual(UsualDuration known) {
        usual = known;
    }

    /** The server as it is after a change that succeeded; else null. */
    public ServerSnapshot after() {
        return after;
    }

    public void after(ServerSnapshot seen) {
        after = seen == null ? null : seen.without(masking);
    }

    /** Whether it ended well with nothing sent, since the server had the image already. */
    public boolean unchanged() {
        return unchanged;
    }

    public void leftUnchanged() {
        unchanged = true;
    }

    /** Why it failed; set before the end while the server is started again. */
    public ChangeFailure failure() {
        return failure;
    }

    public void failure(ChangeFailure reason) {
        failure = reason;
    }

    /** What was seen after its build had ended, or null as long as nobody looked. */
    public AftermathNote aftermath() {
        return aftermath;
    }

    public void aftermath(AftermathNote note) {
        aftermath = note;
    }

    public Exposure exposure() {
        return Exposure.of(this);
    }
}
