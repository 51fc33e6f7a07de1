package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.oschange.ChangeRequest;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What users say of a change, in a Pipeline or in a form. Optional values that are left at their default are kept as null. */
public class OsChangeParameters extends OsChangeOptions {

    private static final long serialVersionUID = 1L;

    private final String serverId;
    private final String imageId;
    private String keyCredentialId;
    /** Often holds passwords and tokens, so it is never written in clear. */
    private Secret userData;

    private String userDataCredentialId;
    private String mode;
    private boolean stopFirst;
    private Integer timeoutMinutes;
    private Integer pollSeconds;
    private boolean dryRun;

    @DataBoundConstructor
    public OsChangeParameters(String serverId, String imageId) {
        this.serverId = Util.fixNull(serverId).trim();
        this.imageId = Util.fixNull(imageId).trim();
    }

    public String getServerId() {
        return serverId;
    }

    public String getImageId() {
        return imageId;
    }

    @CheckForNull
    public String getKeyCredentialId() {
        return keyCredentialId;
    }

    @DataBoundSetter
    public void setKeyCredentialId(@CheckForNull String keyCredentialId) {
        this.keyCredentialId = Util.fixEmptyAndTrim(keyCredentialId);
    }

    @CheckForNull
    public String getUserData() {
        return userData == null ? null : userData.getPlainText();
    }

    @DataBoundSetter
    public void setUserData(@CheckForNull String userData) {
        this.userData = Util.fixEmpty(userData) == null ? null : Secret.fromString(userData);
    }

    /** The secret text or secret file that holds the user data, instead of {@link #getUserData}. */
    @CheckForNull
    public String getUserDataCredentialId() {
        return userDataCredentialId;
    }

    @DataBoundSetter
    public void setUserDataCredentialId(@CheckForNull String userDataCredentialId) {
        this.userDataCredentialId = Util.fixEmptyAndTrim(userDataCredentialId);
    }

    @CheckForNull
    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(@CheckForNull String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    public boolean isStopFirst() {
        return stopFirst;
    }

    @DataBoundSetter
    public void setStopFirst(boolean stopFirst) {
        this.stopFirst = stopFirst;
    }

    public int getTimeoutMinutes() {
        return timeoutMinutes == null ? ChangeRequest.DEFAULT_TIMEOUT_MINUTES : timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes == ChangeRequest.DEFAULT_TIMEOUT_MINUTES ? null : timeoutMinutes;
    }

    public int getPollSeconds() {
        return pollSeconds == null ? ChangeRequest.DEFAULT_POLL_SECONDS : pollSeconds;
    }

    @DataBoundSetter
    public void setPollSeconds(int pollSeconds) {
        this.pollSeconds = pollSeconds == ChangeRequest.DEFAULT_POLL_SECONDS ? null : pollSeconds;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** A copy with the variables of a build put in. */
    public OsChangeParameters expand(EnvVars variables) {
        OsChangeParameters copy = new OsChangeParameters(variables.expand(serverId), variables.expand(imageId));
        copy.setKeyCredentialId(variables.expand(keyCredentialId));
        copy.setUserData(variables.expand(getUserData()));
        copy.setUserDataCredentialId(variables.expand(userDataCredentialId));
        copy.mode = mode;
        copy.stopFirst = stopFirst;
        copy.timeoutMinutes = timeoutMinutes;
        copy.pollSeconds = pollSeconds;
        copy.dryRun = dryRun;
        copy.copyOptions(this, variables);
        return copy;
    }

    /** What the engine is asked to do, without anything secret. */
    public ChangeRequest toRequest(String resolvedSite) {
        ChangeRequest request = new ChangeRequest(serverId, imageId)
                .site(resolvedSite)
                .mode(mode)
                .stopFirst(stopFirst)
                .dryRun(dryRun)
                .timeoutMinutes(getTimeoutMinutes())
                .pollSeconds(getPollSeconds());
        putOptions(request);
        return request;
    }
}
