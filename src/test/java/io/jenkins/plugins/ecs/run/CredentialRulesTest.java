package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsIamUser;
import io.jenkins.plugins.ecs.credentials.EcsKeyPair;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.parameters.OsChangeParametersDescriptor;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSiteDescriptor;
import java.net.URI;
import java.util.List;
import jenkins.model.ParameterizedJobMixIn;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;

/** Which credentials a form offers, a test takes and a build finds: the same ones. */
class CredentialRulesTest extends WithScene {

    /** Chosen by somebody who starts the build, for a parameter of kind credentials: named in either way. */
    @ParameterizedTest
    @CsvSource({"PIPELINE, ${LOGIN}", "PIPELINE, alices-login", "FREESTYLE, ${LOGIN}", "FREESTYLE, alices-login"})
    void findsThePersonalCredentialThatWasChosen(FrontEnd frontEnd, String named) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        User alice = User.getById("alice", true);
        try (ACLContext ignored = ACL.as(alice)) {
            CredentialsProvider.lookupStores(alice)
                    .iterator()
                    .next()
                    .addCredentials(
                            Domain.global(),
                            new EcsKeyPair(CredentialsScope.USER, "alices-login", null, Region.KEY_PAIR));
        }
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId(named);
        Job<?, ?> job = frontEnd.job(jenkins.jenkins, asked);
        job.addProperty(new ParametersDefinitionProperty(
                new CredentialsParameterDefinition("LOGIN", null, "", StandardCredentials.class.getName(), false)));

        Run<?, ?> run;
        try (ACLContext ignored = ACL.as(alice)) {
            run = (Run<?, ?>) ((ParameterizedJobMixIn.ParameterizedJob<?, ?>) job)
                    .scheduleBuild2(
                            0,
                            new CauseAction(new Cause.UserIdCause("alice")),
                            new ParametersAction(new CredentialsParameterValue("LOGIN", "alices-login", null)))
                    .get();
        }

        jenkins.assertBuildStatusSuccess(run);
        assertEquals(Region.KEY_PAIR, scene.cloud.region().at(Region.SERVER).keyName());
    }

    @ParameterizedTest
    @EnumSource
    void findsLoginsOfAnyDomain(FrontEnd frontEnd) throws Exception {
        addElsewhere(new EcsKeyPair(CredentialsScope.GLOBAL, "elsewhere", null, Region.KEY_PAIR));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("elsewhere");
        assertThat(values(form().doFillKeyCredentialIdItems(null, "")), hasItem("elsewhere"));
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));
    }

    @Test
    void offersNoApiCredentialThatTheBuildWouldNotFind() throws Exception {
        addElsewhere(key(CredentialsScope.GLOBAL, "elsewhere"));
        assertThat(values(form().doFillCredentialsIdItems(null, "", "")), not(hasItem("elsewhere")));
        assertThat(values(form().doFillCredentialsIdItems(null, "", "simulated")), hasItem("api-key"));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setCredentialsId("elsewhere");
        jenkins.assertBuildStatus(Result.FAILURE, FrontEnd.PIPELINE.run(jenkins, asked));
    }

    @Test
    void saysThatNoBuildSeesTheScopeSystem() throws Exception {
        JenkinsScene.add(key(CredentialsScope.SYSTEM, "for-system"));
        EcsSiteDescriptor site = jenkins.jenkins.getDescriptorByType(EcsSiteDescriptor.class);
        assertThat(values(site.doFillCredentialsIdItems("", scene.cloud.endpoint())), not(hasItem("for-system")));
        assertThat(values(site.doFillCredentialsIdItems("", scene.cloud.endpoint())), hasItem("api-key"));
        assertThat(
                site.doTestConnection(scene.cloud.endpoint(), "", "", SimulatedCloud.PROJECT, "", "for-system")
                        .getMessage(),
                containsString("not of scope System"));
        scene.site().setCredentialsId("for-system");
        Run<?, ?> run = FrontEnd.FREESTYLE.run(jenkins, JenkinsScene.parameters());
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("its scope (not System)", run);
    }

    @Test
    void savesNoKeyThatCanSignNothing() throws Exception {
        String refused = save(
                fields(EcsAccessKey.class, "bad").element("accessKey", "AK 1").element("secretKey", "hush-hush"));
        assertThat(refused, containsString("the access key ID holds U+0020"));
        refused = save(
                fields(EcsAccessKey.class, "bad").element("accessKey", "AK1").element("secretKey", "hush\u200bhush"));
        assertThat(refused, containsString("the secret access key holds U+200B"));
        assertThat(refused, not(containsString("hush")));
        refused = save(fields(EcsIamUser.class, "bad")
                .element("domain", "")
                .element("userName", "u")
                .element("password", "p"));
        assertThat(refused, containsString("the account name is empty"));
        assertFalse(isStored("bad"));

        save(fields(EcsAccessKey.class, "good")
                .element("accessKey", " AK1\u00a0")
                .element("secretKey", "hush-hush\n"));
        assertTrue(isStored("good"));
    }

    private static boolean isStored(String id) {
        return SystemCredentialsProvider.getInstance().getCredentials().stream()
                .anyMatch(stored -> ((StandardCredentials) stored).getId().equals(id));
    }

    private static JSONObject fields(Class<?> kind, String id) {
        return new JSONObject()
                .element("$class", kind.getName())
                .element("stapler-class", kind.getName())
                .element("scope", "GLOBAL")
                .element("id", id)
                .element("description", "");
    }

    private String save(JSONObject fields) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .withRedirectEnabled(false)
                .withJavaScriptEnabled(false)) {
            WebRequest post = new WebRequest(
                    URI.create(jenkins.getURL() + "manage/credentials/store/system/domain/_/createCredentials")
                            .toURL(),
                    HttpMethod.POST);
            post.setRequestParameters(List.of(new NameValuePair(
                    "json", new JSONObject().element("credentials", fields).toString())));
            return browser.getPage(browser.addCrumb(post)).getWebResponse().getContentAsString();
        }
    }

    private void addElsewhere(StandardCredentials credential) throws Exception {
        Domain elsewhere = new Domain("elsewhere", null, List.of(new HostnameSpecification("*.example.org", null)));
        CredentialsProvider.lookupStores(jenkins.jenkins).iterator().next().addDomain(elsewhere, List.of(credential));
    }

    private static EcsAccessKey key(CredentialsScope scope, String id) {
        return new EcsAccessKey(
                scope, id, null, SimulatedCloud.ACCESS_KEY.id(), Secret.fromString(JenkinsScene.SECRET_KEY));
    }

    private OsChangeParametersDescriptor form() {
        return jenkins.jenkins.getDescriptorByType(OsChangeParametersDescriptor.class);
    }

    private static List<String> values(ListBoxModel list) {
        return list.stream().map(option -> option.value).toList();
    }
}
