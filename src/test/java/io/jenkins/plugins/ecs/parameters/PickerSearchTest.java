package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.parameters.PickerSearch.Field;
import java.time.Instant;
import java.util.List;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A list finds what a build would find of the same words, and says which image that would be. */
class PickerSearchTest {

    private static final GuardRails LAB = new GuardRails("lab", null, List.of());
    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

    private final PickerEntry old = image(1, "Standard_Debian_11_latest", "2026-01-15T06:00:00Z");
    private final PickerEntry recent = image(2, "Standard_Debian_12_latest", "2026-03-15T06:00:00Z");
    private final PickerEntry other = image(3, "Standard_Ubuntu_22.04_latest", "2026-05-15T06:00:00Z");
    private final List<PickerEntry> images = List.of(old, recent, other);
    private final List<PickerEntry> servers = List.of(server(4, "db-1"), server(5, "web-1"));

    @Test
    void listsWhatThePatternOfAnImageFitsAndWhichOneIsUsed() {
        JSONObject answer = search("Standard_Debian*", Field.NAME, images, LAB);

        assertEquals(List.of(recent.name(), old.name()), names(answer), "the newest first");
        assertEquals(List.of("Linux · the newest: a build uses this one", "Linux"), details(answer));
        assertEquals(
                "The pattern fits 2 images; a build uses the newest, Standard_Debian_12_latest. Choosing from the list"
                        + " replaces the pattern.",
                message(answer));
        assertThat(
                message(search("*Ubuntu*", Field.NAME, images, LAB)),
                containsString("fits one image, which a build uses: Standard_Ubuntu"));
    }

    @ParameterizedTest
    @EnumSource
    void readsAPatternInEveryFieldAsABuildWould(Field field) {
        assertEquals(List.of(recent.name(), old.name()), names(search("*Debian*latest", field, images, LAB)));
        assertEquals(List.of("db-1", "web-1"), names(search("*-1", field, servers, LAB)));
        assertTrue(names(search("standard_debian*", field, images, LAB)).isEmpty(), "a build tells capitals apart");
        assertTrue(names(search("Debian*", field, images, LAB)).isEmpty(), "a build looks at the whole name");
    }

    @Test
    void saysThatAPatternFitsNothing() {
        assertEquals(
                "Nothing at site ‘lab’ has a name that fits ‘standard_*’: upper and lower case differ",
                message(search("standard_*", Field.NAME, images, LAB)));
        assertEquals(
                "Nothing at site ‘lab’ has a name that fits ‘Standard_Debain*’",
                message(search("Standard_Debain*", Field.NAME, images, LAB)));
    }

    @Test
    void saysWhichOfSeveralImagesOfOneNameIsUsed() {
        PickerEntry twin = image(6, old.name(), "2026-02-15T06:00:00Z");
        JSONObject answer = search(old.name(), Field.NAME, List.of(old, twin, other), LAB);
        assertEquals(List.of("Linux", "Linux · the newest: a build uses this one"), details(answer));
        assertEquals("2 images have this name; a build uses the newest.", message(answer));
        assertEquals("", message(search(recent.name(), Field.NAME, images, LAB)));
    }

    @Test
    void saysThatABuildWouldBeRefused() {
        PickerEntry twin = image(6, old.name(), "2026-01-15T06:00:00Z");
        assertThat(
                message(search("*Debian_11*", Field.NAME, List.of(old, twin), LAB)),
                containsString("which is the newest is not clear"));
        PickerEntry undated = new PickerEntry(id(7), old.name(), "Linux", null, null);
        assertThat(
                message(search("*Debian*", Field.NAME, List.of(old, undated), LAB)),
                containsString("which is the newest is not clear"));

        GuardRails rails = new GuardRails("lab", null, List.of("Standard_Debian*"));
        JSONObject answer = search("Standard*", Field.NAME, images, rails);
        assertEquals(List.of(recent.name(), old.name()), names(answer));
        assertEquals(List.of("Linux", "Linux"), details(answer), "the newest of all is not allowed");
        assertThat(message(answer), containsString("guardrail “allowed images” of site ‘lab’: a build would be"));
    }

    @Test
    void wantsTheNameOfOneServer() {
        assertEquals(
                "A build needs the name of one server: choose it.", message(search("*-1", Field.NAME, servers, LAB)));
        assertEquals("", message(search("web", Field.NAME, servers, LAB)));
    }

    /** An ID that a guardrail forbids, or that a parameter does not offer, is there all the same. */
    @Test
    void tellsWhatIsThereFromWhatIsAllowed() {
        GuardRails rails = new GuardRails("lab", "role=web", List.of());
        assertThat(message(search(UNKNOWN, Field.ID, servers, rails)), containsString("No resource with this ID"));
        assertEquals("The guardrails of site ‘lab’ do not allow it", message(search(id(4), Field.ID, servers, rails)));
        assertEquals(
                "This parameter offers nothing of that name or ID at site ‘lab’",
                message(search(UNKNOWN, Field.OFFERED, servers, LAB)));
    }

    private static JSONObject search(String typed, Field field, List<PickerEntry> all, GuardRails rails) {
        return new PickerSearch(typed, field).answer(all, rails);
    }

    private static PickerEntry image(int number, String name, String created) {
        return new PickerEntry(id(number), name, "Linux", null, Instant.parse(created));
    }

    private static PickerEntry server(int number, String name) {
        return new PickerEntry(id(number), name, "ACTIVE", List.of(), null);
    }

    private static String id(int number) {
        return "0000000" + number + "-73ad-429d-b6f2-543394740001";
    }

    private static String message(JSONObject answer) {
        return answer.getString("message");
    }

    private static List<String> names(JSONObject answer) {
        return all(answer, "name");
    }

    private static List<String> details(JSONObject answer) {
        return all(answer, "detail");
    }

    private static List<String> all(JSONObject answer, String key) {
        return answer.getJSONArray("choices").stream()
                .map(choice -> ((JSONObject) choice).getString(key))
                .toList();
    }
}
