package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked of user data that comes from a credential. */
class SecretLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/bash",
                "apt-get update",
                "apt-get install -y nginx curl",
                "#cloud-config",
                "packages: [nginx, postgresql-client]",
                "ssh_pwauth: false",
                "lock_passwd: true",
                "systemctl enable --now nginx.service",
                "echo hello > /etc/systemd/system/multi-user.target.wants/hello",
                "curl -fsSL https://example.com/Install/2026/setup.sh | sh",
                "export PATH=$PATH:/usr/local/bin",
                "- default",
                "users:",
                "fi"
            })
    void leavesOrdinaryLines(String line) {
        assertEquals(Set.of(), SecretLines.of("#!/bin/sh\n" + line + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "token: t0ps3cret-0123456789, t0ps3cret-0123456789",
        "export DB_PASSWORD=hunter22, hunter22",
        "password: 'hunter22', hunter22",
        "echo root:Passw0rd@server | chpasswd, Passw0rd@server",
        "root:Passw0rd@server, Passw0rd@server",
        "passwd: $6$rounds=4096$salt$aBcDeF0123456789, $6$rounds=4096$salt$aBcDeF0123456789",
        "git clone https://bot:hunter22@example.com/x.git, hunter22",
        "aws configure set aws_secret_access_key wJalrXUtnFEMI/K7MDENG/bPxRfiCY, wJalrXUtnFEMI/K7MDENG/bPxRfiCY",
        "- echo ghp_16C7e42F292c6912E7710c838347Ae178B4a | login, ghp_16C7e42F292c6912E7710c838347Ae178B4a"
    })
    void findsSecrets(String line, String secret) {
        Set<String> found = SecretLines.of("#cloud-config\n  " + line + "\n");
        assertThat(found, hasItem(secret));
    }

    @Test
    void findsTheLinesOfAKey() {
        Set<String> found = SecretLines.of(
                "#!/bin/sh\n-----BEGIN OPENSSH PRIVATE KEY-----\nabcdefgh\nxyz123\n-----END OPENSSH PRIVATE KEY-----\necho done\n");
        assertEquals(Set.of("abcdefgh", "xyz123"), found);
    }

    @Test
    void hasABound() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            many.append("password: hunter").append(i).append('\n');
        }
        assertThat(SecretLines.of(many.toString()).size(), lessThanOrEqualTo(202));
    }
}
