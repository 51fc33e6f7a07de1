package io.jenkins.plugins.ecs.site;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toStringFromYamlFile;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsKeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {

    @Test
    @ConfiguredWithCode("jenkins.yaml")
    void loadsSitesAndCredentials(JenkinsConfiguredWithCodeRule jenkins) {
        List<EcsSite> sites = EcsSites.get().getSites();
        assertEquals(3, sites.size());
        assertEquals("otc", sites.get(0).getName());
        assertEquals("https://ecs.eu-de.otc.t-systems.com", sites.get(0).getEndpoint());
        assertEquals("otc-key", sites.get(0).getCredentialsId());
        assertEquals(true, sites.get(0).isDefaultSite());
        assertEquals("jenkins=yes", sites.get(0).getServerTag());
        assertEquals(2, sites.get(0).guardRails().images().size());
        assertEquals("team/servers", sites.get(0).getAllowedItems());
        assertEquals("eu-ch2_team", sites.get(2).getProjectName());
        assertEquals("https://iam-pub.eu-ch2.sc.otc.t-systems.com", sites.get(2).getIamEndpoint());
        assertEquals("https://ims.example.com", sites.get(2).getImsEndpoint());
        assertEquals("https://console.example.com/#/{serverId}", sites.get(2).getConsoleUrl());
        assertEquals(20, sites.get(2).getRequestsPerSecond());
        EcsAccessKey key = stored(EcsAccessKey.class);
        assertEquals("AKEXAMPLE00000000001", key.getAccessKey());
        assertEquals("the-secret", Secret.toString(key.getSecretKey()));
        assertEquals("KeyPair-350b", stored(EcsKeyPair.class).getKeyPairName());
        assertEquals(
                "7e25b1da389f4697a79df3a0e5bd494e", stored(EcsKeyPair.class).getUserId());
    }

    @Test
    @ConfiguredWithCode("jenkins.yaml")
    void exportsSites(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        String exported = toYamlString(getUnclassifiedRoot(context).get("ecsSites"));
        assertEquals(toStringFromYamlFile(this, "exported.yaml"), exported);
    }

    private static <C extends com.cloudbees.plugins.credentials.Credentials> C stored(Class<C> type) {
        return SystemCredentialsProvider.getInstance().getCredentials().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
