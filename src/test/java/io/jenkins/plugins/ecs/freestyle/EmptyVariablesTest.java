package io.jenkins.plugins.ecs.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A variable in which there is nothing never stands for the default: that is another site, another login or none. */
class EmptyVariablesTest extends WithScene {

    private FreeStyleProject job(OsChangeParameters asked) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("NOTHING", ""), new StringParameterDefinition("BLANK", " ")));
        job.getBuildersList().add(new EcsChangeOsBuilder(asked));
        return job;
    }

    @Test
    void areRefusedByTheNameOfTheField() throws Exception {
        Map<String, BiConsumer<OsChangeParameters, String>> fields = new LinkedHashMap<>();
        fields.put("site", OsChangeParameters::setSite);
        fields.put("credentialsId", OsChangeParameters::setCredentialsId);
        fields.put("keyCredentialId", OsChangeParameters::setKeyCredentialId);
        fields.put("userDataCredentialId", OsChangeParameters::setUserDataCredentialId);
        fields.put("saveImageAs", OsChangeParameters::setSaveImageAs);
        fields.put("kmsKeyId", OsChangeParameters::setKmsKeyId);
        fields.put("loginHost", OsChangeParameters::setLoginHost);
        for (Map.Entry<String, BiConsumer<OsChangeParameters, String>> field : fields.entrySet()) {
            OsChangeParameters asked = JenkinsScene.parameters();
            asked.setEncrypt(true);
            asked.setWaitForLogin(true);
            field.getValue().accept(asked, "${NOTHING}$BLANK");
            FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job(asked));
            jenkins.assertLogContains(
                    "OS not changed, nothing was sent: " + field.getKey() + ": its variables expand to nothing", build);
        }
        assertEquals(0, scene.cloud.requestCount());
    }

    /** Of ID and name, one is enough. */
    @Test
    void mayStandBesideAnIdOrAName() throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setServerId("${NOTHING}");
        asked.setServerName("web-1");
        asked.setImageName("${NOTHING}");

        jenkins.buildAndAssertSuccess(job(asked));

        assertEquals(Region.IMAGE, scene.cloud.region().at(Region.SERVER).imageId());
    }

    @Test
    void areRefusedWhereNothingElseIsGiven() throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setServerId("${NOTHING}");

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job(asked));

        jenkins.assertLogContains("OS of server (not specified) not changed: serverId: missing", build);
        assertEquals(0, scene.cloud.requestCount());
    }
}
