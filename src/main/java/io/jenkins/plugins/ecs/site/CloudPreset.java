package io.jenkins.plugins.ecs.site;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.json.JSONObject;

/**
 * The clouds whose addresses follow from the region, so that an administrator need not look them up. {@code {region}} stands for the region; where no address of IAM or IMS is
 * given, it follows from that of ECS. Nothing of it is saved but the addresses.
 *
 * @see <a href="https://developer.huaweicloud.com/intl/en-us/endpoint">Huawei Cloud: regions and endpoints</a>
 * @see <a href="https://docs.otc.t-systems.com/regions-and-endpoints/">Open Telekom Cloud: regions and endpoints</a>
 */
enum CloudPreset {
    HUAWEI(
            "https://ecs.{region}.myhuaweicloud.com",
            null,
            "https://console.huaweicloud.com",
            "cn-north-4 cn-north-1 cn-north-2 cn-north-9 cn-north-11 cn-north-12 cn-east-3 cn-east-2 cn-east-4 cn-east-5 cn-south-1 cn-south-2 cn-south-4"
                    + " cn-southwest-2 cn-southwest-3 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 af-south-1 af-north-1"
                    + " sa-brazil-1 la-north-2 la-south-2 na-mexico-1 tr-west-1 me-east-1 ae-ad-1 my-kualalumpur-1 ru-moscow-1"),
    HUAWEI_EUROPE("https://ecs.{region}.myhuaweicloud.eu", null, "https://console.eu.huaweicloud.com", "eu-west-101"),
    OTC("https://ecs.{region}.otc.t-systems.com", null, "https://console.otc.t-systems.com", "eu-de eu-nl"),
    OTC_SWISS(
            "https://ecs.{region}.sc.otc.t-systems.com",
            "https://iam-pub.{region}.sc.otc.t-systems.com",
            "https://console.sc.otc.t-systems.com",
            "eu-ch2"),
    FLEXIBLE_ENGINE(
            "https://ecs.{region}.prod-cloud-ocb.orange-business.com",
            null,
            "https://console.prod-cloud-ocb.orange-business.com",
            "eu-west-0"),
    /** Any other: its addresses are typed. */
    CUSTOM("", null, "", "");

    private static final String SERVER_PAGE =
            "/ecm/?region={region}#/ecs/manager/vmList/vmDetail/basicinfo?instanceId={serverId}";

    private final String ecs;
    private final String iam;
    private final String console;
    private final List<String> regions;

    CloudPreset(String ecs, String iam, String console, String regions) {
        this.ecs = ecs;
        this.iam = iam;
        this.console = console;
        this.regions = regions.isEmpty() ? List.of() : Arrays.asList(regions.split(" "));
    }

    /** Those the cloud has opened so far; others may be typed. */
    List<String> regions() {
        return regions;
    }

    String label() {
        return switch (this) {
            case HUAWEI -> Messages.CloudPreset_huawei();
            case HUAWEI_EUROPE -> Messages.CloudPreset_huaweiEurope();
            case OTC -> Messages.CloudPreset_otc();
            case OTC_SWISS -> Messages.CloudPreset_otcSwiss();
            case FLEXIBLE_ENGINE -> Messages.CloudPreset_flexibleEngine();
            case CUSTOM -> Messages.CloudPreset_custom();
        };
    }

    /** The region of an ECS endpoint of this cloud, or null when it is none. */
    String regionOf(String endpoint) {
        String[] parts = ecs.split("\\{region}");
        if (parts.length < 2) {
            return null;
        }
        Matcher matcher = Pattern.compile(Pattern.quote(parts[0]) + "([a-z0-9-]+)" + Pattern.quote(parts[1]) + "/?")
                .matcher(endpoint);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** The cloud with this ECS endpoint. */
    static CloudPreset of(String endpoint) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.regionOf(endpoint) != null)
                .findFirst()
                .orElse(CUSTOM);
    }

    /** The cloud of that name; a form asks before it knows one. */
    static CloudPreset named(String name) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.name().equals(name))
                .findFirst()
                .orElse(CUSTOM);
    }

    /** The patterns of all clouds, for the script of the form. */
    static String json() {
        JSONObject all = new JSONObject();
        for (CloudPreset cloud : values()) {
            if (cloud != CUSTOM) {
                JSONObject patterns = new JSONObject();
                patterns.put("endpoint", cloud.ecs);
                patterns.put("iamEndpoint", cloud.iam == null ? "" : cloud.iam);
                patterns.put("imsEndpoint", "");
                patterns.put("consoleUrl", cloud.console + SERVER_PAGE);
                all.put(cloud.name(), patterns);
            }
        }
        return all.toString();
    }
}
