package io.jenkins.plugins.ecs.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.Endpoints;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudPresetTest {

    @ParameterizedTest
    @CsvSource({
        "HUAWEI, cn-north-4, https://ecs.cn-north-4.myhuaweicloud.com, https://iam.cn-north-4.myhuaweicloud.com",
        "HUAWEI_EUROPE, eu-west-101, https://ecs.eu-west-101.myhuaweicloud.eu, https://iam.eu-west-101.myhuaweicloud.eu",
        "OTC, eu-de, https://ecs.eu-de.otc.t-systems.com, https://iam.eu-de.otc.t-systems.com",
        "OTC_SWISS, eu-ch2, https://ecs.eu-ch2.sc.otc.t-systems.com, https://iam-pub.eu-ch2.sc.otc.t-systems.com",
        "FLEXIBLE_ENGINE, eu-west-0, https://ecs.eu-west-0.prod-cloud-ocb.orange-business.com, https://iam.eu-west-0.prod-cloud-ocb.orange-business.com"
    })
    void givesTheAddressesOfARegion(CloudPreset cloud, String region, String ecs, String iam) {
        JSONObject patterns = JSONObject.fromObject(CloudPreset.json()).getJSONObject(cloud.name());
        Endpoints endpoints = Endpoints.of(
                patterns.getString("endpoint").replace("{region}", region),
                patterns.getString("iamEndpoint").replace("{region}", region),
                patterns.getString("imsEndpoint"));
        assertEquals(ecs + "/", endpoints.ecs().toString());
        assertEquals(iam + "/", endpoints.iam().toString());
        assertEquals(ecs.replace("//ecs.", "//ims.") + "/", endpoints.ims().toString());
        assertEquals(cloud, CloudPreset.of(ecs), "and is known again by its endpoint");
        assertEquals(region, cloud.regionOf(ecs));
        assertTrue(cloud.regions().contains(region));
    }

    @Test
    void takesEveryOtherAddressAsACloudOfItsOwn() {
        assertEquals(CloudPreset.CUSTOM, CloudPreset.of("https://ecs.region-1.example.com"));
        assertEquals(CloudPreset.CUSTOM, CloudPreset.of("https://ecs.x.myhuaweicloud.com.example.com"));
        assertEquals(CloudPreset.CUSTOM, CloudPreset.of(""));
        assertNull(CloudPreset.CUSTOM.regionOf("https://ecs.region-1.example.com"));
        assertEquals(CloudPreset.CUSTOM, CloudPreset.named(""));
    }

    @ParameterizedTest
    @EnumSource
    void hasAName(CloudPreset cloud) {
        assertTrue(cloud.label().length() > 5);
    }
}
