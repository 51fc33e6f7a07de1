package io.jenkins.plugins.ecs.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import java.nio.file.Files;
import org.htmlunit.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The two kinds of credential of this plugin, in forms, on disk and in lists. */
@WithJenkins
class CredentialKindsTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void becomesTheKeyThatSigns() {
        EcsAccessKey key =
                new EcsAccessKey(CredentialsScope.GLOBAL, "key", null, " AKEXAMPLE ", Secret.fromString("hush-hush"));
        key.setSecurityToken(Secret.fromString("token-token"));

        assertEquals("AKEXAMPLE", key.toAccessKey().id());
        assertEquals("hush-hush", key.toAccessKey().secret().reveal());
        assertEquals("token-token", key.toAccessKey().securityToken().reveal());
    }

    @Test
    void becomesTheLogin() {
        EcsAccessKey told = new EcsAccessKey(
                CredentialsScope.GLOBAL, "otc-key", "my own key", "AKEXAMPLE", Secret.fromString("SK"));
        assertEquals("ECS access key otc-key (my own key)", CredentialsNameProvider.name(told));
        EcsKeyPair pair = new EcsKeyPair(CredentialsScope.GLOBAL, "pair", null, " KeyPair-350b ");
        assertEquals(new Login.WithKeyPair("KeyPair-350b", null), CredentialKinds.login(pair));
        pair.setUserId("7e25b1da389f4697a79df3a0e5bd494e");
        assertEquals(
                new Login.WithKeyPair("KeyPair-350b", "7e25b1da389f4697a79df3a0e5bd494e"), CredentialKinds.login(pair));
        assertNull(CredentialKinds.api(pair));
    }

    @Test
    void writesAnAccessKeyEncryptedAndShowsItNowhere() throws Exception {
        store(new EcsAccessKey(CredentialsScope.GLOBAL, "key", null, "AKEXAMPLE", Secret.fromString("hush-hush")));

        String disk = Files.readString(jenkins.jenkins.getRootDir().toPath().resolve("credentials.xml"));
        assertThat(disk, containsString("AKEXAMPLE"));
        assertThat(disk, not(containsString("hush-hush")));
        // A fragment of a page, whose scripts the page around it would load.
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            Page dialog = browser.goTo("credentials/store/system/domain/_/credential/key/updateDialog", null);
            String shown = dialog.getWebResponse().getContentAsString();
            assertThat(shown, containsString("AKEXAMPLE"));
            assertThat(shown, not(containsString("hush-hush")));
        }
    }

    @Test
    void takesAnEmptyTokenForNone() {
        EcsAccessKey key = new EcsAccessKey(CredentialsScope.GLOBAL, "key", null, "AK", Secret.fromString("SK"));
        key.setSecurityToken(Secret.fromString(""));
        assertNull(key.getSecurityToken());
        assertNull(key.toAccessKey().securityToken());
    }

    @Test
    void isNamedWithoutTheKey() {
        EcsAccessKey key = new EcsAccessKey(CredentialsScope.GLOBAL, "key", null, "AKEXAMPLE", Secret.fromString("SK"));
        assertEquals("ECS access key key", CredentialsNameProvider.name(key));
        EcsKeyPair pair = new EcsKeyPair(CredentialsScope.GLOBAL, "pair", "web servers", "KeyPair-350b");
        assertEquals("ECS key pair pair: KeyPair-350b (web servers)", CredentialsNameProvider.name(pair));
        EcsIamUser user =
                new EcsIamUser(CredentialsScope.GLOBAL, "iam", null, "account", "jenkins", Secret.fromString("hush"));
        assertEquals("ECS IAM user iam: account/jenkins", CredentialsNameProvider.name(user));
    }

    @Test
    void checksTheOwnersIdAsItIsTyped() {
        EcsKeyPair.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsKeyPair.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.OK, form.doCheckUserId("").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckUserId("7e25b1da389f4697a79df3a0e5bd494e").kind);
        assertEquals(FormValidation.Kind.ERROR, form.doCheckUserId("admin").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckKeyPairName("").kind, "nothing typed yet");
        assertEquals(FormValidation.Kind.ERROR, form.doCheckKeyPairName("ssh-ed25519 AAAA").kind);
    }

    private static void store(StandardCredentials credential) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credential);
        SystemCredentialsProvider.getInstance().save();
    }
}
