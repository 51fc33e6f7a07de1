package io.jenkins.plugins.ecs.oschange.phase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.oschange.record.LoginNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is refused a login is told which users the cloud's images let in. */
class LoginUsersTest {

    @ParameterizedTest
    @CsvSource({
        "https://ecs.cn-north-4.myhuaweicloud.com, Huawei Cloud use root;",
        "https://ecs.eu-west-101.myhuaweicloud.eu, Huawei Cloud use root;",
        "https://ecs.eu-de.otc.t-systems.com, 'Open Telekom Cloud use linux, Ubuntu images ubuntu;'",
        "https://ecs.eu-west-0.prod-cloud-ocb.orange-business.com, Flexible Engine use cloud;",
        "https://ecs.example.com, 'root (Huawei Cloud), linux or, with Ubuntu, ubuntu (Open Telekom Cloud) and cloud'"
    })
    void areThoseOfTheCloud(String endpoint, String words) {
        String host = Endpoints.of(endpoint).ecs().host();
        assertThat(LoginUsers.words(new LoginNote(), host), containsString(words));
    }

    @Test
    void areThoseOfTheImageWhereItNamesOne() {
        LoginNote note = new LoginNote();
        note.imageUser("core");
        assertThat(LoginUsers.words(note, "ecs.eu-de.otc.t-systems.com"), containsString("user core"));
    }
}
