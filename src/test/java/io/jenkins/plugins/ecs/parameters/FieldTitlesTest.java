package io.jenkins.plugins.ecs.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.localizer.LocaleProvider;

/** What the form says of its fields calls them as the form does. */
class FieldTitlesTest {

    private static final Path VIEW =
            Path.of("src/main/resources/io/jenkins/plugins/ecs/parameters/OsChangeParameters/config.jelly");

    private final LocaleProvider original = LocaleProvider.getProvider();

    @AfterEach
    void putBack() {
        LocaleProvider.setProvider(original);
    }

    private static String in(Locale language, String finding) {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return language;
            }
        });
        return FieldTitles.in(finding);
    }

    @Test
    void areInTheLanguageOfTheReader() {
        assertEquals("set together with “Server”.", in(Locale.ENGLISH, "set together with serverId."));
        assertEquals("ohne „Systemdatenträger verschlüsseln“", in(Locale.GERMAN, "ohne encrypt"));
        assertEquals("与 “新镜像” 同时填写", in(Locale.SIMPLIFIED_CHINESE, "与 imageId 同时填写"));
    }

    @Test
    void leaveValuesAndOtherWordsAlone() {
        for (String same :
                new String[] {"‘serverId’ is no name", "„serverId“", "encryption", "serverIds", "the server"}) {
            assertEquals(same, in(Locale.ENGLISH, same));
        }
    }

    static Iterable<Map.Entry<String, String>> titles() {
        return FieldTitles.ENGLISH.entrySet();
    }

    @ParameterizedTest
    @MethodSource("titles")
    void areThoseOfTheForm(Map.Entry<String, String> title) throws Exception {
        String entry = "<f:entry( title=\"\\$\\{%" + Pattern.quote(title.getValue()) + "}\")? field=\"" + title.getKey()
                + "\">\\s*(<f:checkbox title=\"\\$\\{%" + Pattern.quote(title.getValue()) + "})?";
        String found = Pattern.compile(entry)
                .matcher(Files.readString(VIEW))
                .results()
                .map(result -> result.group())
                .findFirst()
                .orElse("");
        assertTrue(found.contains("{%" + title.getValue() + "}"), found);
    }
}
