package io.jenkins.plugins.ecs.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecs.run.TimeLapse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs with build parameters as Configuration as Code generates them, with Job DSL. */
class ParametersAsCodeTest extends WithBuildParameters {

    private TimeLapse lapse;

    @BeforeEach
    void letTimePass() {
        lapse = new TimeLapse();
    }

    @AfterEach
    void stop() {
        lapse.close();
    }

    private FreeStyleProject generated() throws Exception {
        ConfigurationAsCode.get()
                .configure(ParametersAsCodeTest.class.getResource("jobs.yaml").toExternalForm());
        return jenkins.jenkins.getItemByFullName("change-web-server", FreeStyleProject.class);
    }

    @Test
    void haveEveryFieldThatIsGiven() throws Exception {
        ParametersDefinitionProperty parameters = generated().getProperty(ParametersDefinitionProperty.class);
        EcsServerParameterDefinition server = server();
        server.setDescription("Its system disk will be deleted.");
        server.setSite("simulated");
        server.setCredentialsId("api-key");
        jenkins.assertEqualDataBoundBeans(server, parameters.getParameterDefinition("SERVER"));
        EcsImageParameterDefinition image = image();
        image.setDefaultValue(GOLDEN);
        jenkins.assertEqualDataBoundBeans(image, parameters.getParameterDefinition("IMAGE"));
    }

    @Test
    void holdBuildsToWhatTheyOffer() throws Exception {
        FreeStyleProject job = generated();
        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, values(WEB, GOLDEN)));
        assertEquals(GOLDEN, scene.cloud.region().at(WEB).imageId());

        assertNotBuilt(job.scheduleBuild2(0, values(DATABASE, GOLDEN)));

        assertNotBuilt(job.scheduleBuild2(0, values(WEB, DATABASE)));
        assertEquals(1, scene.cloud.changeRequests());
    }

    /** What is generated once more is as it was. */
    @Test
    void areTheSameWhenTheyAreGeneratedAnew() throws Exception {
        String first = generated().getConfigFile().asString();
        assertEquals(first, generated().getConfigFile().asString());
        generated().scheduleBuild2(0, values(WEB, GOLDEN)).get(1, TimeUnit.MINUTES);
    }
}
