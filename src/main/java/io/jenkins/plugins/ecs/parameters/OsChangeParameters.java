package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.oschange.preflight.InvalidInputException;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.site.StrictXml;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters of an OS change, as the Pipeline step and the freestyle build step take them.
 *
 * <p>Persistence: kept in the {@code config.xml} of freestyle jobs, one element for each field, and in the state of running Pipelines. Neither calls a constructor when it
 * is read, so a value whose default is not null, zero or false is kept boxed, and null stands for the default.
 *
 * <p>Threads: changed only while it is bound from a form or a script.
 */
public class OsChangeParameters extends TargetParameters implements Describable<OsChangeParameters>, Cloneable {
    private static final long serialVersionUID = 1L;

    private String mode;
    private boolean stopFirst;
    private boolean dryRun;
    private boolean skipIfCurrent;
    private String saveImageAs;
    private boolean byol;
    private boolean encrypt;
    private String kmsKeyId;
    private boolean autoPay;
    private Boolean cloudInit;
    private Integer timeoutMinutes;
    private Integer pollSeconds;
    private boolean waitForLogin;
    private String loginHost;
    private Integer loginPort;
    private Integer loginTimeoutMinutes;

    /** Nothing is required by itself: ID or name. */
    @DataBoundConstructor
    public OsChangeParameters() {}

    public OsChangeParameters(@CheckForNull String serverId, @CheckForNull String imageId) {
        setServerId(serverId);
        setImageId(imageId);
    }

    @CheckForNull
    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(@CheckForNull String mode) {
        this.mode = Util.fixEmpty(plain(mode));
    }

    public boolean isStopFirst() {
        return stopFirst;
    }

    @DataBoundSetter
    public void setStopFirst(boolean stopFirst) {
        this.stopFirst = stopFirst;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public boolean isSkipIfCurrent() {
        return skipIfCurrent;
    }

    @DataBoundSetter
    public void setSkipIfCurrent(boolean skipIfCurrent) {
        this.skipIfCurrent = skipIfCurrent;
    }

    @CheckForNull
    public String getSaveImageAs() {
        return saveImageAs;
    }

    @DataBoundSetter
    public void setSaveImageAs(@CheckForNull String saveImageAs) {
        this.saveImageAs = Util.fixEmpty(plain(saveImageAs));
    }

    public boolean isByol() {
        return byol;
    }

    @DataBoundSetter
    public void setByol(boolean byol) {
        this.byol = byol;
    }

    public boolean isEncrypt() {
        return encrypt;
    }

    @DataBoundSetter
    public void setEncrypt(boolean encrypt) {
        this.encrypt = encrypt;
    }

    @CheckForNull
    public String getKmsKeyId() {
        return kmsKeyId;
    }

    @DataBoundSetter
    public void setKmsKeyId(@CheckForNull String kmsKeyId) {
        this.kmsKeyId = Util.fixEmpty(plain(kmsKeyId));
    }

    public boolean isAutoPay() {
        return autoPay;
    }

    @DataBoundSetter
    public void setAutoPay(boolean autoPay) {
        this.autoPay = autoPay;
    }

    public boolean isCloudInit() {
        return cloudInit == null || cloudInit;
    }

    @DataBoundSetter
    public void setCloudInit(boolean cloudInit) {
        this.cloudInit = cloudInit ? null : Boolean.FALSE;
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

    public boolean isWaitForLogin() {
        return waitForLogin;
    }

    @DataBoundSetter
    public void setWaitForLogin(boolean waitForLogin) {
        this.waitForLogin = waitForLogin;
    }

    /** Where to try the login; null for the server's own addresses. */
    @CheckForNull
    public String getLoginHost() {
        return loginHost;
    }

    @DataBoundSetter
    public void setLoginHost(@CheckForNull String loginHost) {
        this.loginHost = Util.fixEmpty(plain(loginHost));
    }

    /** Null for the usual one of the new system. */
    @CheckForNull
    public Integer getLoginPort() {
        return loginPort;
    }

    @DataBoundSetter
    public void setLoginPort(@CheckForNull Integer loginPort) {
        this.loginPort = loginPort;
    }

    public int getLoginTimeoutMinutes() {
        return loginTimeoutMinutes == null ? LoginWait.DEFAULT_MINUTES : loginTimeoutMinutes;
    }

    @DataBoundSetter
    public void setLoginTimeoutMinutes(int loginTimeoutMinutes) {
        this.loginTimeoutMinutes = loginTimeoutMinutes == LoginWait.DEFAULT_MINUTES ? null : loginTimeoutMinutes;
    }

    /** @throws InvalidInputException when it is told how to wait for a login, but not to wait */
    public void checkLogin() throws InvalidInputException {
        if (!waitForLogin && (loginHost != null || loginPort != null || loginTimeoutMinutes != null)) {
            String field = loginHost != null ? "loginHost" : loginPort != null ? "loginPort" : "loginTimeoutMinutes";
            throw new InvalidInputException(Messages.OsChangeParameters_noWait(field));
        }
    }

    /** A copy with a build's variables expanded; not in the user data, which has its own. @throws MisconfiguredException where nothing is left of a text */
    public OsChangeParameters expand(EnvVars variables) throws MisconfiguredException {
        try {
            OsChangeParameters copy = (OsChangeParameters) clone();
            copy.expandTarget(variables);
            copy.setSaveImageAs(expanded("saveImageAs", saveImageAs, variables));
            copy.setKmsKeyId(expanded("kmsKeyId", kmsKeyId, variables));
            copy.setLoginHost(expanded("loginHost", loginHost, variables));
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the engine is asked to do: everything but the secrets. @param resolvedSite the name of the site that was chosen */
    public ChangeRequest toRequest(String resolvedSite) {
        return target().site(resolvedSite)
                .mode(mode)
                .stopFirst(stopFirst)
                .dryRun(dryRun)
                .skipIfCurrent(skipIfCurrent)
                .saveImageAs(saveImageAs)
                .byol(byol)
                .encrypt(encrypt, kmsKeyId)
                .autoPay(autoPay)
                .cloudInit(isCloudInit())
                .timeoutMinutes(getTimeoutMinutes())
                .pollSeconds(getPollSeconds())
                .loginWait(waitForLogin ? new LoginWait(loginHost, loginPort, loginTimeoutMinutes) : null);
    }

    public static final class ConverterImpl extends StrictXml.Converter<OsChangeParameters> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, OsChangeParameters.class);
        }
    }
}
