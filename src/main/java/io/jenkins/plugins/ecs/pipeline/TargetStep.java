package io.jenkins.plugins.ecs.pipeline;

import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.parameters.TargetParameters;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** The first part of {@link EcsChangeOsStep}, as {@link TargetParameters} is that of its parameters. */
public abstract class TargetStep extends Step {

    final OsChangeParameters parameters = new OsChangeParameters();

    /** What the form shows; scripts set the single values. */
    public OsChangeParameters getParameters() {
        return parameters;
    }

    public String getServerId() {
        return parameters.getServerId();
    }

    @DataBoundSetter
    public void setServerId(String serverId) {
        parameters.setServerId(serverId);
    }

    public String getServerName() {
        return parameters.getServerName();
    }

    @DataBoundSetter
    public void setServerName(String serverName) {
        parameters.setServerName(serverName);
    }

    public String getImageId() {
        return parameters.getImageId();
    }

    @DataBoundSetter
    public void setImageId(String imageId) {
        parameters.setImageId(imageId);
    }

    public String getImageName() {
        return parameters.getImageName();
    }

    @DataBoundSetter
    public void setImageName(String imageName) {
        parameters.setImageName(imageName);
    }

    public String getKeyCredentialId() {
        return parameters.getKeyCredentialId();
    }

    @DataBoundSetter
    public void setKeyCredentialId(String keyCredentialId) {
        parameters.setKeyCredentialId(keyCredentialId);
    }

    public String getUserData() {
        return parameters.getUserData();
    }

    @DataBoundSetter
    public void setUserData(String userData) {
        parameters.setUserData(userData);
    }

    public String getUserDataCredentialId() {
        return parameters.getUserDataCredentialId();
    }

    @DataBoundSetter
    public void setUserDataCredentialId(String userDataCredentialId) {
        parameters.setUserDataCredentialId(userDataCredentialId);
    }

    public String getSite() {
        return parameters.getSite();
    }

    @DataBoundSetter
    public void setSite(String site) {
        parameters.setSite(site);
    }

    public String getCredentialsId() {
        return parameters.getCredentialsId();
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        parameters.setCredentialsId(credentialsId);
    }
}
