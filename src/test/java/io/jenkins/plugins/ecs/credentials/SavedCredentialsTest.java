package io.jenkins.plugins.ecs.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import hudson.util.XStream2;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.ecs.cloud.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlElementUtil;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A credential that no build could use is not stored, whichever way it comes; one that was stored before is still read. */
@WithJenkins
class SavedCredentialsTest {

    private static final String STORE = "manage/credentials/store/system/domain/_/";

    private static JenkinsRule jenkins;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void forgetAll() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance().save();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ECS access key | accessKey=AK 1;secretKey=hush-hush | the access key ID holds U+0020 as character 3",
                "ECS access key | secretKey=hush-hush | the access key ID is empty",
                "ECS access key | accessKey=AK1 | the secret access key is empty",
                "ECS access key | accessKey=AK1;secretKey=hush\u200bhush | the secret access key holds U+200B",
                "ECS access key | accessKey=AK1;secretKey=hush-hush;securityToken=hush hush | the security token holds U+0020",
                "ECS IAM user | userName=jenkins;password=hush-hush | the account name is empty",
                "ECS IAM user | domain=team;password=hush-hush | the user name is empty",
                "ECS IAM user | domain=team;userName=jenkins | the password is empty",
                "ECS key pair | userId=7e25b1da389f4697a79df3a0e5bd494e | the key pair has no name; specify its name",
                "ECS key pair | keyPairName=-----BEGIN OPENSSH PRIVATE KEY----- hush-hush | the text of a key",
                "ECS key pair | keyPairName=ssh-ed25519 AAAA hush-hush | specify the name that the key pair has in the cloud",
                "ECS key pair | keyPairName=KeyPair-350b;userId=admin | expected 32 hexadecimal digits",
            })
    void storesNothingThatNoBuildCouldUse(String kind, String fields, String words) throws Exception {
        try (LogRecorder log = systemLog()) {
            String told = create(kind, fields);
            assertThat(told, containsString(words));
            assertThat(told, not(containsString("hush")));
            assertThat(log.getMessages().toString(), not(containsString("hush-hush")));
        }
        assertThat(stored(), empty());
    }

    @Test
    void storesWhatHasNothingButInvisibleEnds() throws Exception {
        create("ECS access key", "accessKey= AK1\u00a0;secretKey=hush-hush\u200b");
        EcsAccessKey key = (EcsAccessKey) stored().get(0);
        assertEquals("hush-hush", key.toAccessKey().secret().reveal());
        assertEquals("AK1", key.toAccessKey().id());
    }

    @Test
    void keepsTheOldOneWhereTheNewOneCouldNotBeUsed() throws Exception {
        EcsKeyPair pair = new EcsKeyPair(CredentialsScope.GLOBAL, "pair", null, "KeyPair-350b");
        SystemCredentialsProvider.getInstance().getCredentials().add(pair);
        SystemCredentialsProvider.getInstance().save();

        assertThat(update("pair", "keyPairName=.."), containsString("the key pair has no name"));
        assertEquals("KeyPair-350b", ((EcsKeyPair) stored().get(0)).getKeyPairName());

        update("pair", "keyPairName=KeyPair-350c");
        assertEquals("KeyPair-350c", ((EcsKeyPair) stored().get(0)).getKeyPairName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecsAccessKey: {scope: GLOBAL, id: x, accessKey: AK 1, secretKey: hush-hush} | the access key ID holds U+0020",
                "ecsAccessKey: {scope: GLOBAL, id: x, accessKey: AK1, secretKey: \"\"} | the secret access key is empty",
                "ecsAccessKey: {scope: GLOBAL, id: x, accessKey: AK1, secretKey: hush-hush, securityToken: hush hush} | the security token holds U+0020",
                "ecsIamUser: {scope: GLOBAL, id: x, domain: team, userName: \"\", password: hush-hush} | the user name is empty",
                "ecsKeyPair: {scope: GLOBAL, id: x, keyPairName: ssh-rsa AAAA} | the text of a key",
                "ecsKeyPair: {scope: GLOBAL, id: x, keyPairName: KeyPair-350b, userId: admin} | expected 32 hexadecimal digits",
            })
    void takesNothingFromCodeThatNoBuildCouldUse(String yaml, String words) throws Exception {
        Path file = folder.resolve("jenkins.yaml");
        Files.writeString(file, "credentials: {system: {domainCredentials: [{credentials: [{" + yaml + "}]}]}}");

        ConfiguratorException refused = assertThrows(
                ConfiguratorException.class, () -> ConfigurationAsCode.get().configure(file.toString()));

        StringBuilder told = new StringBuilder();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            told.append(cause.getMessage()).append('\n');
        }
        assertThat(told.toString(), containsString(words));
        assertThat(told.toString(), not(containsString("hush")));
        assertThat(stored(), empty());
    }

    @Test
    void stillReadsWhatWasStoredBefore() {
        EcsAccessKey key = (EcsAccessKey) new XStream2().fromXML("""
                <io.jenkins.plugins.ecs.credentials.EcsAccessKey>
                  <id>old</id><description/><accessKey>AK 1</accessKey><secretKey>hush-hush</secretKey>
                </io.jenkins.plugins.ecs.credentials.EcsAccessKey>
                """);
        assertEquals("AK 1", key.getAccessKey());
        assertEquals("hush-hush", Secret.toString(key.getSecretKey()));
        assertThrows(ConfigurationException.class, key.toAccessKey()::validate);
    }

    /** Without what the browser logs. */
    private static LogRecorder systemLog() {
        return new LogRecorder()
                .record("hudson", Level.INFO)
                .record("jenkins", Level.INFO)
                .record("io.jenkins", Level.INFO)
                .record("com.cloudbees", Level.INFO)
                .record("org.kohsuke", Level.INFO)
                .capture(10_000);
    }

    private static List<Credentials> stored() {
        return SystemCredentialsProvider.getInstance().getCredentials();
    }

    /** Through the dialog of the store's page. @param fields as {@code name=value;…} @return what the page tells */
    private static String create(String kind, String fields) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.goTo(STORE);
            click(page.querySelector("[data-type='credentials-add-store-item']"), browser);
            for (DomNode option : page.querySelectorAll(".jenkins-choice-list__item")) {
                if (option.getVisibleText().contains(kind)) {
                    click(option.querySelector("input"), browser);
                }
            }
            click(page.querySelector("#cr-dialog-next"), browser);
            return submit(page, fields, browser);
        }
    }

    private static String update(String id, String fields) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.goTo(STORE + "credential/" + id + "/");
            click(page.querySelector("[data-type='credentials-update']"), browser);
            return submit(page, fields, browser);
        }
    }

    private static String submit(HtmlPage page, String fields, JenkinsRule.WebClient browser) throws Exception {
        DomNode form = page.querySelector("#credentials-dialog-form");
        for (String field : fields.split(";")) {
            String[] parts = field.split("=", 2);
            form.<HtmlInput>querySelector("input[name='_." + parts[0] + "']").setValue(parts[1]);
        }
        click(page.querySelector("#cr-dialog-submit"), browser);
        DomNode bar = page.querySelector("#notification-bar");
        return bar == null ? "" : bar.getTextContent();
    }

    private static void click(HtmlElement element, JenkinsRule.WebClient browser) throws Exception {
        HtmlElementUtil.click(element);
        browser.waitForBackgroundJavaScript(5_000);
    }
}
