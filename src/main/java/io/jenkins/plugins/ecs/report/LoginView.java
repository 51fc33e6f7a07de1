package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.LoginNote;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What was seen of the new system when a login was waited for. */
@ExportedBean(defaultVisibility = 5)
public final class LoginView {

    private final LoginNote note;

    private LoginView(LoginNote note) {
        this.note = note;
    }

    /** Null where nothing was seen. */
    @CheckForNull
    static LoginView of(LoginNote note) {
        boolean seen = note.address() != null || note.hostKey() != null || note.cloudInit() != null;
        return seen ? new LoginView(note) : null;
    }

    /** Host and port that answered. */
    @Exported
    @CheckForNull
    public String getAddress() {
        return note.address();
    }

    /** Who was let in. */
    @Exported
    @CheckForNull
    public String getUser() {
        return note.user();
    }

    /** Kind and SHA256 fingerprint. */
    @Exported
    @CheckForNull
    public String getHostKey() {
        return note.hostKey();
    }

    /** {@code DONE}, {@code DEGRADED}, {@code ERROR} … */
    @Exported
    @CheckForNull
    public String getCloudInit() {
        return note.cloudInit();
    }

    /** The first lines of what cloud-init says went wrong. */
    @Exported
    public List<String> getCloudInitMessages() {
        return note.problems();
    }
}
