package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import hudson.util.FormValidation;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credentials a form offers, a test takes and a build finds: the same ones. */
class CredentialRulesTest extends SharedScene {

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
                site.doTestConnection(
                                scene.cloud.endpoint(), "", "", SimulatedCloud.PROJECT, "", "for-system", "", "", "")
                        .getMessage(),
                containsString("not of scope System"));
        scene.site().setCredentialsId("for-system");
        Run<?, ?> run = FrontEnd.FREESTYLE.run(jenkins, JenkinsScene.parameters());
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("its scope (not System)", run);
    }

    @Test
    void saysWhichKeyCanSignNothing() {
        EcsAccessKey.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsAccessKey.DescriptorImpl.class);
        assertThat(form.doCheckAccessKey("AK 1").getMessage(), containsString("the access key ID holds U+0020"));
        FormValidation secret = form.doCheckSecretKey(Secret.fromString("hush\u200bhush"));
        assertThat(secret.getMessage(), containsString("the secret access key holds U+200B"));
        assertThat(secret.getMessage(), not(containsString("hush")));
        assertThat(
                form.doCheckSecurityToken(Secret.fromString("to ken")).getMessage(),
                containsString("the security token holds U+0020"));
        assertEquals(FormValidation.Kind.OK, form.doCheckAccessKey("").kind, "nothing typed yet");
        assertEquals(FormValidation.Kind.OK, form.doCheckAccessKey(" AK1\u00a0").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckSecretKey(Secret.fromString("hush-hush\n")).kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckSecurityToken(null).kind);
    }

    @Test
    void warnsWhereIdAndSecretAreSwapped() {
        EcsAccessKey.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsAccessKey.DescriptorImpl.class);
        String id = SimulatedCloud.ACCESS_KEY.id();
        FormValidation secretTyped = form.doCheckAccessKey(JenkinsScene.SECRET_KEY + "\n");
        assertEquals(FormValidation.Kind.WARNING, secretTyped.kind, "never an error: the clouds promise no form");
        assertThat(secretTyped.getMessage(), containsString("This looks like a secret access key (SK)"));
        assertThat(secretTyped.getMessage(), not(containsString(JenkinsScene.SECRET_KEY)));
        FormValidation idTyped = form.doCheckSecretKey(Secret.fromString(" " + id));
        assertEquals(FormValidation.Kind.WARNING, idTyped.kind);
        assertThat(idTyped.getMessage(), containsString("This looks like an access key ID (AK)"));

        assertEquals(FormValidation.Kind.OK, form.doCheckAccessKey(id).kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckSecretKey(Secret.fromString(JenkinsScene.SECRET_KEY)).kind);
    }

    /** Any build can read those of other kinds, which is said where they are chosen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "usernamePassword(credentialsId: 'own', usernameVariable: 'A', passwordVariable: 'B')",
                "usernameColonPassword(credentialsId: 'own', variable: 'A')",
                "string(credentialsId: 'own', variable: 'A')",
                "file(credentialsId: 'own', variable: 'A')",
                "sshUserPrivateKey(credentialsId: 'own', keyFileVariable: 'A')"
            })
    void givesItsOwnKindsToNoBuild(String binding) throws Exception {
        for (StandardCredentials own : List.of(
                key(CredentialsScope.GLOBAL, "own"),
                new EcsIamUser(CredentialsScope.GLOBAL, "own", null, "team", "jenkins", Secret.fromString("hush")))) {
            SystemCredentialsProvider.getInstance().setDomainCredentialsMap(Map.of(Domain.global(), List.of(own)));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(
                    new CpsFlowDefinition("node { withCredentials([" + binding + "]) { echo 'has it' } }", true));
            Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
            jenkins.assertLogNotContains("has it", run);
            jenkins.assertLogContains("own", run);
        }
        for (String help : List.of("site/EcsSite", "parameters/OsChangeParameters")) {
            assertThat(
                    Files.readString(
                            Path.of("src/main/resources/io/jenkins/plugins/ecs/" + help + "/help-credentialsId.html")),
                    containsString("Any build in its scope can read a “Username with password”"));
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
