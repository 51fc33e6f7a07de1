package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** What was seen of the new system when it was waited for; without secrets. Written by one thread at a time, read by reports at any time. */
public final class LoginNote implements Serializable {

    private static final long serialVersionUID = 1L;

    private volatile boolean windows;
    private volatile String imageUser;
    private volatile String address;
    private volatile String user;
    private volatile String hostKey;
    private volatile String cloudInit;
    /** Replaced, never modified, since it may just be written to disk. */
    private volatile String[] problems;

    /** Of what the server or the image said of itself. */
    void mask(Masking masking) {
        imageUser = masking.of(imageUser);
        user = masking.of(user);
        String[] said = problems;
        problems = said == null ? null : Arrays.stream(said).map(masking::of).toArray(String[]::new);
    }

    /** Whether the new system is Windows. */
    public boolean isWindows() {
        return windows;
    }

    public void windows(boolean isWindows) {
        windows = isWindows;
    }

    /** The user that the image names for logins, or null. */
    public String imageUser() {
        return imageUser;
    }

    public void imageUser(String name) {
        imageUser = name == null || name.isBlank() ? null : name.strip();
    }

    /** Host and port that answered, or null. */
    public String address() {
        return address;
    }

    public void address(String hostAndPort) {
        address = hostAndPort;
    }

    /** The user who was let in, or null. */
    public String user() {
        return user;
    }

    public void user(String name) {
        user = name;
    }

    /** Kind and SHA256 fingerprint of the host key, as OpenSSH shows them, or null. */
    public String hostKey() {
        return hostKey;
    }

    public void hostKey(String kindAndFingerprint) {
        hostKey = kindAndFingerprint;
    }

    /** Where cloud-init stood at the last look: the name of a state; or null where nobody was let in to ask. */
    public String cloudInit() {
        return cloudInit;
    }

    /** What it said of its errors and warnings, its first lines. */
    public List<String> problems() {
        return problems == null ? List.of() : List.of(problems);
    }

    public void cloudInit(String state, List<String> errors) {
        cloudInit = state;
        problems = errors.isEmpty() ? null : errors.toArray(new String[0]);
    }
}
