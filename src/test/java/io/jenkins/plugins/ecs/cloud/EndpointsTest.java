package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    @ParameterizedTest
    @CsvSource({
        "https://ecs.eu-de.otc.t-systems.com, https://iam.eu-de.otc.t-systems.com/, https://ims.eu-de.otc.t-systems.com/",
        "https://ecs.cn-north-4.myhuaweicloud.com/, https://iam.cn-north-4.myhuaweicloud.com/, https://ims.cn-north-4.myhuaweicloud.com/",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/, http://127.0.0.1:8080/",
        "http://[::1]:8080, http://[::1]:8080/, http://[::1]:8080/",
        "http://localhost:8080, http://localhost:8080/, http://localhost:8080/",
        "https://10.0.0.5, https://10.0.0.5/, https://10.0.0.5/",
        "https://[2001:db8::1]:8443, https://[2001:db8::1]:8443/, https://[2001:db8::1]:8443/",
    })
    void findsImageAndIdentityServiceBesideEcs(String ecs, String iam, String ims) {
        Endpoints endpoints = Endpoints.of(ecs);
        assertEquals(iam, endpoints.iam().toString());
        assertEquals(ims, endpoints.ims().toString());
    }

    @Test
    void takesThemFromElsewhere() {
        Endpoints endpoints = Endpoints.of(
                "https://ecs.eu-ch2.sc.otc.t-systems.com", "https://iam-pub.eu-ch2.sc.otc.t-systems.com", " ");
        assertEquals("iam-pub.eu-ch2.sc.otc.t-systems.com", endpoints.iam().host());
        assertEquals("ims.eu-ch2.sc.otc.t-systems.com", endpoints.ims().host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://ecs.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1", "http://0.0.0.0"})
    void refusesUnencryptedAddressesElsewhere(String address) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> Endpoints.of(address));
        assertTrue(refusal.getMessage().contains("https"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ecs.example.com",
                "ftp://ecs.example.com",
                "https://u:p@ecs.example.com",
                "https://ecs.example.com/v2?x=1"
            })
    void refusesWhatIsNoPlainAddress(String address) {
        assertThrows(IllegalArgumentException.class, () -> Endpoints.of(address));
    }
}
