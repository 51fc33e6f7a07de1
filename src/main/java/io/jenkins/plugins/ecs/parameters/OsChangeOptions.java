package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.ecs.oschange.ChangeRequest;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundSetter;

/** The part of {@link OsChangeParameters} that few changes need: the folded part of the form. */
public abstract class OsChangeOptions extends AbstractDescribableImpl<OsChangeParameters> implements Serializable {

    private static final long serialVersionUID = 1L;

    private String site;
    private String credentialsId;
    private boolean byol;
    private boolean encrypt;
    private String kmsKeyId;
    private boolean autoPay;
    private boolean cloudInit = true;

    OsChangeOptions() {}

    @CheckForNull
    public String getSite() {
        return site;
    }

    @DataBoundSetter
    public void setSite(@CheckForNull String site) {
        this.site = Util.fixEmptyAndTrim(site);
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
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
        this.kmsKeyId = Util.fixEmptyAndTrim(kmsKeyId);
    }

    public boolean isAutoPay() {
        return autoPay;
    }

    @DataBoundSetter
    public void setAutoPay(boolean autoPay) {
        this.autoPay = autoPay;
    }

    public boolean isCloudInit() {
        return cloudInit;
    }

    @DataBoundSetter
    public void setCloudInit(boolean cloudInit) {
        this.cloudInit = cloudInit;
    }

    void copyOptions(OsChangeOptions from, EnvVars variables) {
        setSite(variables.expand(from.site));
        setCredentialsId(variables.expand(from.credentialsId));
        setKmsKeyId(variables.expand(from.kmsKeyId));
        byol = from.byol;
        encrypt = from.encrypt;
        autoPay = from.autoPay;
        cloudInit = from.cloudInit;
    }

    void putOptions(ChangeRequest request) {
        request.byol(byol).encrypt(encrypt, kmsKeyId).autoPay(autoPay).cloudInit(cloudInit);
    }
}
