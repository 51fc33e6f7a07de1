package io.jenkins.plugins.ecs.oschange.preflight;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cloud-init and Cloudbase-Init would make of user data. */
class UserDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/bash\necho hello\n",
                "#!/usr/bin/env python\nprint(1)",
                "#cloud-config\npackages: [nginx]\n",
                "#cloud-config",
                "#cloud-config\n# nothing yet\n",
                "#Cloud-Config\nusers:\n- default\n- {name: ops, passwd: $6$x, lock_passwd: false}\n",
                "#cloud-config\nwrite_files:\n- path: /a\n  content: |\n    a: b: c\n\n    %s{}\n",
                "#cloud-config\nbase: &x {a: 1}\nother: {<<: *x, b: !!binary aGVsbG8=}\n",
                "#cloud-config-archive\n- type: text/cloud-config\n  content: 'packages: [a]'\n",
                "#include\nhttps://example.com/a",
                "#include https://example.com/a",
                "#include-once\nhttps://example.com/a",
                "#cloud-boothook\n#!/bin/sh\necho",
                "#part-handler\nimport x",
                "## template: jinja\n#cloud-config\na: {{ v1.name }}\n{% if x %}\nb: 1\n{% endif %}\n",
                "Content-Type: multipart/mixed; boundary=\"x\"\nMIME-Version: 1.0\n\n--x\n",
                "From: me\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n",
                "#ps1\nWrite-Host",
                "#ps1_sysnative\r\nWrite-Host",
                "#ps1_x86\nWrite-Host",
                "rem cmd\r\ndir",
                "<powershell>dir</powershell>",
                "<script>\ndir</script>\n<persist>true</persist>"
            })
    void takesWhatTheyTake(String text) {
        UserData data = read(text);
        assertNull(data.problem());
        assertEquals(List.of(), data.mended());
        assertEquals(text, data.sent().reveal());
        assertEquals(false, data.kind() == UserDataKind.UNKNOWN, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\n", "\r\n\r\n", "   ", "\n    ", "\uFEFF\n\t"})
    void leavesOutWhatStandsBeforeTheFirstLine(String before) {
        for (String text : List.of("#!/bin/bash\n echo\n", "#cloud-config\na: b\n", "#ps1\ndir\n")) {
            UserData data = read(before + text);
            assertEquals(text, data.sent().reveal());
            assertEquals(1, data.mended().size());
            assertNull(data.problem());
        }
    }

    @Test
    void sendsScriptsWithTheLineBreaksOfLinux() {
        UserData script = read("#!/bin/bash\r\necho\r\n");
        assertEquals("#!/bin/bash\necho\n", script.sent().reveal());
        assertEquals(1, script.mended().size());
        assertEquals("rem cmd\r\ndir", read("rem cmd\r\ndir").sent().reveal());
    }

    @Test
    void refusesWhatIsEncodedAlready() {
        for (String text :
                List.of("#!/bin/bash\necho hello\n", "#cloud-config\npackages: [nginx]\n", "\n#ps1\ndir and more")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(problem(Base64.getEncoder().encodeToString(bytes)), containsString("base64"));
            assertThat(
                    problem(Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(bytes) + "\n"),
                    containsString("base64"));
        }
        byte[] zipped = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5};
        assertThat(problem(Base64.getEncoder().encodeToString(zipped)), containsString("base64"));
        assertNull(problem("abcdefghijklmnopqrst"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config packages: [nginx] runcmd: [ls]",
                "#cloud-config\\npackages: [nginx]",
                "#!/bin/bash echo hello",
                "#!/bin/bash",
                "#cloud-boothook #!/bin/sh",
                "#ps1 Write-Host",
                "## template: jinja #cloud-config"
            })
    void refusesLostLineBreaks(String text) {
        assertThat(problem(text), containsString("single line"));
    }

    @Test
    void refusesYamlThatDoesNotParseAndSaysWhere() {
        assertThat(problem("#cloud-config\npackages: [nginx\nruncmd: x\n"), containsString("line 3, column 7"));
        assertThat(problem("\n\n#cloud-config\na: b: c\n"), containsString("line 4, column 5"));
        assertThat(problem("#cloud-config\na:\n\tb: c\n"), containsString("YAML cannot be parsed"));
        assertThat(problem("#cloud-config\npassword: *hush\n"), containsString("YAML cannot be parsed"));
        assertThat(problem("#cloud-config\n- a\n"), containsString("no mapping"));
        assertThat(problem("#cloud-config-archive\nhello\n"), containsString("no list"));
    }

    @Test
    void refusesWhatIsBlankOrTooLarge() {
        assertNotNull(problem("\n \n"));
        assertNull(problem("x".repeat(32 * 1024)));
        assertNotNull(problem("x".repeat(32 * 1024 + 1)));
        assertNotNull(problem("ü".repeat(16 * 1024 + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo hello",
                "# cloud-config\npackages: [a]",
                "packages: [a]",
                "cloud-config\na: b",
                "{}",
                "#ps1_other\nx"
            })
    void knowsWhatBothIgnore(String text) {
        assertEquals(UserDataKind.UNKNOWN, read(text).kind());
        assertEquals(text, read(text).sent().reveal());
    }

    /** Whatever is typed: no exception, nothing but beginning and line breaks changes, and no sentence repeats a word of it. */
    @Test
    void standsWhateverIsTyped() {
        Random random = new Random(5);
        String[] parts = {
            "#cloud-config",
            "#!/bin/sh",
            "\n",
            "\r\n",
            "\uFEFF",
            " ",
            "hush",
            ": ",
            "- ",
            "[",
            "{",
            "&hush ",
            "*hush",
            "!hush ",
            "\t",
            "'",
            "\"",
            "|",
            "#ps1",
            "\0",
            "\ud83d",
            "aHVzaA=="
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            UserData data = read(text.toString());
            assertThat(data.problem() + data.mended() + data, not(containsString("hush")));
            String plain = data.sent().reveal().replace("\r", "");
            assertThat(text.toString().replace("\r", ""), containsString(plain));
        }
    }

    @Test
    void isNotStoppedByAliasesOrDepth() {
        StringBuilder laughs = new StringBuilder("#cloud-config\na0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertNull(problem(laughs.toString()));
        assertNotNull(problem("#cloud-config\na: " + "[".repeat(16_000) + "]".repeat(16_000)));
    }

    private static UserData read(String text) {
        return UserData.of(new SecretText(text));
    }

    private static String problem(String text) {
        return read(text).problem();
    }
}
