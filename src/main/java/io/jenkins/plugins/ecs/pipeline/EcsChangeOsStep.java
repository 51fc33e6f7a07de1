package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.parameters.RunningServerChoice;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code ecsChangeOs(serverId: …, imageId: …)}: changes the OS of a cloud server. Needs no {@code node}, and holds no thread while it waits. It is not saved: its parameters are. */
public class EcsChangeOsStep extends TargetStep {

    private boolean propagate = true;
    private boolean changeAgainAfterUnknownOutcome;

    @DataBoundConstructor
    public EcsChangeOsStep() {
        // nothing is required by itself: ID or name
    }

    public String getMode() {
        return parameters.getMode();
    }

    @DataBoundSetter
    public void setMode(String mode) {
        parameters.setMode(mode);
    }

    public boolean isStopFirst() {
        return parameters.isStopFirst();
    }

    @DataBoundSetter
    public void setStopFirst(boolean stopFirst) {
        parameters.setStopFirst(stopFirst);
    }

    public boolean isByol() {
        return parameters.isByol();
    }

    @DataBoundSetter
    public void setByol(boolean byol) {
        parameters.setByol(byol);
    }

    public int getTimeoutMinutes() {
        return parameters.getTimeoutMinutes();
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        parameters.setTimeoutMinutes(timeoutMinutes);
    }

    public int getPollSeconds() {
        return parameters.getPollSeconds();
    }

    @DataBoundSetter
    public void setPollSeconds(int pollSeconds) {
        parameters.setPollSeconds(pollSeconds);
    }

    public boolean isDryRun() {
        return parameters.isDryRun();
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        parameters.setDryRun(dryRun);
    }

    public boolean isSkipIfCurrent() {
        return parameters.isSkipIfCurrent();
    }

    @DataBoundSetter
    public void setSkipIfCurrent(boolean skipIfCurrent) {
        parameters.setSkipIfCurrent(skipIfCurrent);
    }

    public String getSaveImageAs() {
        return parameters.getSaveImageAs();
    }

    @DataBoundSetter
    public void setSaveImageAs(String saveImageAs) {
        parameters.setSaveImageAs(saveImageAs);
    }

    public boolean isEncrypt() {
        return parameters.isEncrypt();
    }

    @DataBoundSetter
    public void setEncrypt(boolean encrypt) {
        parameters.setEncrypt(encrypt);
    }

    public String getKmsKeyId() {
        return parameters.getKmsKeyId();
    }

    @DataBoundSetter
    public void setKmsKeyId(String kmsKeyId) {
        parameters.setKmsKeyId(kmsKeyId);
    }

    public boolean isAutoPay() {
        return parameters.isAutoPay();
    }

    @DataBoundSetter
    public void setAutoPay(boolean autoPay) {
        parameters.setAutoPay(autoPay);
    }

    public boolean isCloudInit() {
        return parameters.isCloudInit();
    }

    @DataBoundSetter
    public void setCloudInit(boolean cloudInit) {
        parameters.setCloudInit(cloudInit);
    }

    public boolean isWaitForLogin() {
        return parameters.isWaitForLogin();
    }

    @DataBoundSetter
    public void setWaitForLogin(boolean waitForLogin) {
        parameters.setWaitForLogin(waitForLogin);
    }

    public String getLoginHost() {
        return parameters.getLoginHost();
    }

    @DataBoundSetter
    public void setLoginHost(String loginHost) {
        parameters.setLoginHost(loginHost);
    }

    public Integer getLoginPort() {
        return parameters.getLoginPort();
    }

    @DataBoundSetter
    public void setLoginPort(Integer loginPort) {
        parameters.setLoginPort(loginPort);
    }

    public int getLoginTimeoutMinutes() {
        return parameters.getLoginTimeoutMinutes();
    }

    @DataBoundSetter
    public void setLoginTimeoutMinutes(int loginTimeoutMinutes) {
        parameters.setLoginTimeoutMinutes(loginTimeoutMinutes);
    }

    /** Whether a change that fails fails the step; else the step returns what became of it. */
    public boolean isPropagate() {
        return propagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.propagate = propagate;
    }

    /** Whether the server is changed although the build does not know how its last change of it ended. */
    public boolean isChangeAgainAfterUnknownOutcome() {
        return changeAgainAfterUnknownOutcome;
    }

    @DataBoundSetter
    public void setChangeAgainAfterUnknownOutcome(boolean changeAgainAfterUnknownOutcome) {
        this.changeAgainAfterUnknownOutcome = changeAgainAfterUnknownOutcome;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new EcsChangeOsExecution(context, parameters, propagate, changeAgainAfterUnknownOutcome);
    }

    @Extension
    public static class DescriptorImpl extends CheckedStepDescriptor {

        @Override
        public Step newInstance(@Nullable StaplerRequest2 request, @NonNull JSONObject form) throws FormException {
            return super.newInstance(request, RunningServerChoice.bind(form));
        }

        @Override
        public String getFunctionName() {
            return "ecsChangeOs";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsChangeOsStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            Object server = arguments.getOrDefault("serverName", arguments.get("serverId"));
            return server == null ? null : PlainText.of(server.toString());
        }
    }
}
