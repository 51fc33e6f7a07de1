package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.preflight.InvalidInputException;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The first part of {@link OsChangeParameters}: which server gets which image, at which site and by whose credential, and what the new system gets with it. Jenkins binds
 * parameters flat to one object and its superclasses.
 */
public abstract class TargetParameters implements Serializable {
    private static final long serialVersionUID = 1L;

    private String serverId;
    private String serverName;
    private String imageId;
    private String imageName;
    private String site;
    private String credentialsId;
    private String keyCredentialId;
    private Secret userData;
    private String userDataCredentialId;

    @CheckForNull
    public String getServerId() {
        return serverId;
    }

    @DataBoundSetter
    public final void setServerId(@CheckForNull String serverId) {
        this.serverId = Util.fixEmpty(plain(serverId));
    }

    /** The server's exact name, instead of {@link #getServerId}. */
    @CheckForNull
    public String getServerName() {
        return serverName;
    }

    @DataBoundSetter
    public void setServerName(@CheckForNull String serverName) {
        this.serverName = Util.fixEmpty(plain(serverName));
    }

    @CheckForNull
    public String getImageId() {
        return imageId;
    }

    @DataBoundSetter
    public final void setImageId(@CheckForNull String imageId) {
        this.imageId = Util.fixEmpty(plain(imageId));
    }

    /** The image's name with {@code *} for any characters, instead of {@link #getImageId}. */
    @CheckForNull
    public String getImageName() {
        return imageName;
    }

    @DataBoundSetter
    public void setImageName(@CheckForNull String imageName) {
        this.imageName = Util.fixEmpty(plain(imageName));
    }

    /** The server as it was given, for people. */
    public String serverLabel() {
        String given = serverName == null ? serverId : serverName;
        return given == null ? Texts.text("server.unspecified") : given;
    }

    /** The name of the site; null for the default one. */
    @CheckForNull
    public String getSite() {
        return site;
    }

    @DataBoundSetter
    public void setSite(@CheckForNull String site) {
        this.site = Util.fixEmpty(plain(site));
    }

    /** The credential for API requests; null for the one of the site. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmpty(plain(credentialsId));
    }

    @CheckForNull
    public String getKeyCredentialId() {
        return keyCredentialId;
    }

    @DataBoundSetter
    public void setKeyCredentialId(@CheckForNull String keyCredentialId) {
        this.keyCredentialId = Util.fixEmpty(plain(keyCredentialId));
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
        this.userDataCredentialId = Util.fixEmpty(plain(userDataCredentialId));
    }

    /** @throws InvalidInputException when user data is given twice */
    public void checkUserData() throws InvalidInputException {
        if (userData != null && userDataCredentialId != null) {
            throw new InvalidInputException(Messages.OsChangeParameters_twoUserData());
        }
    }

    /** Server and image, as asked for. */
    ChangeRequest target() {
        return new ChangeRequest(serverId, imageId).serverName(serverName).imageName(imageName);
    }

    /** Not in the user data, which has its own variables. Of ID and name, either may be empty. */
    void expandTarget(EnvVars variables) throws MisconfiguredException {
        setServerId(variables.expand(serverId));
        setServerName(variables.expand(serverName));
        setImageId(variables.expand(imageId));
        setImageName(variables.expand(imageName));
        setSite(expanded("site", site, variables));
        setCredentialsId(expanded("credentialsId", credentialsId, variables));
        setKeyCredentialId(expanded("keyCredentialId", keyCredentialId, variables));
        setUserDataCredentialId(expanded("userDataCredentialId", userDataCredentialId, variables));
    }

    /** @throws MisconfiguredException where something is asked for, but it is not known what: the default is something else */
    static String expanded(String field, String text, EnvVars variables) throws MisconfiguredException {
        String expanded = variables.expand(text);
        if (Util.fixEmptyAndTrim(text) != null && Util.fixEmptyAndTrim(expanded) == null) {
            throw new MisconfiguredException(Messages.OsChangeParameters_expandsToNothing(field));
        }
        return expanded;
    }

    static String plain(String typed) {
        return Util.fixNull(PlainText.of(typed)).trim();
    }
}
