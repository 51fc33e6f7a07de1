package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.FormValidation;
import hudson.util.FormValidation.Kind;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsIamUser;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSiteDescriptor;
import org.junit.jupiter.api.Test;

/** <i>Test connection</i> of a site's form takes the form as it stands, saved or not. */
class SiteFormConnectionTest extends WithScene {

    @Test
    void triesTheGuardrailsOfTheForm() throws Exception {
        jenkins.createProject(Folder.class, "team");
        FormValidation result = test("api-key", "jenkins", "Standard_*\nnone-such", "team\n# gone\nnone-such");
        assertEquals(Kind.WARNING, result.kind);
        String told = result.renderHtml();
        assertThat(told, containsString("the access key (AK/SK) is accepted"));
        assertThat(told, containsString("none of 1 servers has the tag jenkins"));
        assertThat(told, containsString("allows 1 of 2 images"));
        assertThat(told, containsString("no image has this name or ID: none-such."));
        assertThat(told, containsString("“folders and jobs”: 1 of 2 lines name a folder or a job"));
        assertThat(told, containsString("No folder or job has the name: none-such."));
        assertThat(told, containsString("Not tested, because this test only reads"));
        assertEquals(0, scene.cloud.changeRequests());
    }

    @Test
    void saysNothingOfGuardrailsThatAreNotSet() {
        FormValidation result = test("api-key", "", "", "");
        assertEquals(Kind.OK, result.kind, result.renderHtml());
        assertThat(result.renderHtml(), not(containsString("uardrail")));
    }

    @Test
    void speaksOfTheKindOfKeyThatItUsed() throws Exception {
        addUser("iam-user", Identity.PASSWORD);
        addUser("wrong-user", "wrong");
        assertThat(test("iam-user", "", "", "").renderHtml(), containsString("the IAM user is signed in"));
        FormValidation refused = test("wrong-user", "", "", "");
        assertEquals(Kind.ERROR, refused.kind);
        assertThat(refused.renderHtml(), containsString("account name, user name or password"));
        assertThat(refused.renderHtml(), not(containsString("access key")));
        assertThat(refused.renderHtml(), not(containsString("Clock")));
    }

    private static void addUser(String id, String password) throws Exception {
        JenkinsScene.add(new EcsIamUser(
                CredentialsScope.GLOBAL, id, null, Identity.DOMAIN, Identity.USER_NAME, Secret.fromString(password)));
    }

    private FormValidation test(String credential, String tag, String images, String items) {
        EcsSiteDescriptor form = jenkins.jenkins.getDescriptorByType(EcsSiteDescriptor.class);
        return form.doTestConnection(
                scene.cloud.endpoint(), "", "", SimulatedCloud.PROJECT, "", credential, tag, images, items);
    }
}
