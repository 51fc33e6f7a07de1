package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.huaweicloud.sdk.core.utils.JsonUtils;
import com.huaweicloud.sdk.ecs.v2.model.ChangeServerOsWithCloudInitOption;
import com.huaweicloud.sdk.ecs.v2.model.ChangeServerOsWithCloudInitRequestBody;
import com.huaweicloud.sdk.ecs.v2.model.ChangeSeversOsMetadata;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The vendor's SDK writes the same bodies. */
class SdkBodyOracleTest {

    private static final long SEED = Long.getLong("oracle.seed", 20260115);
    private static final int COUNT = Integer.getInteger("oracle.count", 5000);

    /** Ours makes texts plain that come from outside; here they are to be compared as they are. */
    private static final ObjectMapper PLAIN = new ObjectMapper();

    @Test
    void writesRandomChangesAsTheSdkDoes() throws IOException {
        RandomTexts random = new RandomTexts(SEED);
        for (int i = 0; i < COUNT; i++) {
            compare("seed " + SEED + ", body " + i, random);
        }
        System.out.println("ORACLE bodies compared=" + COUNT + " seed=" + SEED);
    }

    private static void compare(String where, RandomTexts random) throws IOException {
        boolean withKey = random.chance(50);
        ChangeOsBody ours = new ChangeOsBody(
                random.text(RandomTexts.ANY, 0, 36),
                withKey ? random.text(RandomTexts.ANY, 0, 20) : null,
                random.chance(50) ? random.hex(32) : null,
                !withKey && random.chance(50) ? new SecretText(random.text(RandomTexts.ANY, 0, 26)) : null,
                random.oneOf("withStopServer", null),
                random.chance(50),
                random.chance(50) ? new SecretText(random.text(RandomTexts.ANY + "\n\t", 0, 400)) : null);

        assertEquals(sdks(ours), PLAIN.readTree(ours.toJson()), where);
    }

    private static JsonNode sdks(ChangeOsBody change) throws JsonProcessingException {
        var option = new ChangeServerOsWithCloudInitOption()
                .withImageid(change.imageId())
                .withKeyname(change.keyName())
                .withUserid(change.userId())
                .withMode(change.mode())
                .withAdminpass(
                        change.adminPass() == null ? null : change.adminPass().reveal());
        if (change.byol() || change.userData() != null) {
            option.withMetadata(metadata(change));
        }
        var body = new ChangeServerOsWithCloudInitRequestBody().withOsChange(option);
        return PLAIN.readTree(JsonUtils.toJSON(body));
    }

    private static ChangeSeversOsMetadata metadata(ChangeOsBody change) {
        var metadata = new ChangeSeversOsMetadata().withByol(change.byol() ? "true" : null);
        return change.userData() == null
                ? metadata
                : metadata.withUserData(
                        Base64.getEncoder().encodeToString(change.userData().revealBytes()));
    }
}
