package io.jenkins.plugins.ecs.parameters;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Listings;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Something of the cloud that a form offers.
 *
 * @param id what is stored
 * @param name what people look for
 * @param detail what else tells it from others
 * @param tags of a server; null for an image
 * @param created of an image, as far as the service tells it; null for a server
 */
record PickerEntry(String id, String name, String detail, List<String> tags, Instant created) {

    private static final Comparator<PickerEntry> BY_NAME = Comparator.comparing(
                    PickerEntry::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(PickerEntry::id);

    /** Servers with their status. */
    static List<PickerEntry> servers(Listings listings) throws CloudException {
        return sorted(listings.servers().stream().map(PickerEntry::of));
    }

    /** Images with OS and smallest disk. */
    static List<PickerEntry> images(Listings listings) throws CloudException {
        return sorted(listings.images().stream().map(PickerEntry::of));
    }

    private static List<PickerEntry> sorted(Stream<PickerEntry> choices) {
        return choices.filter(choice -> choice.id() != null).sorted(BY_NAME).toList();
    }

    private static PickerEntry of(Server server) {
        return new PickerEntry(
                server.id(),
                Objects.toString(server.name(), ""),
                Objects.toString(server.status(), ""),
                Objects.requireNonNullElse(server.tags(), List.of()),
                null);
    }

    private static PickerEntry of(Image image) {
        String os = Objects.toString(image.osVersion(), Objects.toString(image.osType(), ""));
        String disk = image.minDisk() > 0 ? "≥ " + image.minDisk() + " GB" : "";
        String detail = os.isEmpty() || disk.isEmpty() ? os + disk : os + " · " + disk;
        return new PickerEntry(image.id(), Objects.toString(image.name(), ""), detail, null, image.created());
    }

    boolean isImage() {
        return tags == null;
    }

    /** Whether a build may change that server, or use that image, as far as the list tells. */
    boolean isAllowed(GuardRails rails) {
        return isImage() ? rails.allowsImage(id, name) : rails.allowsTags(tags);
    }

    /** Whether every word is part of what is shown of it. @param words in lower case */
    boolean matches(List<String> words) {
        String all = (name + ' ' + detail + ' ' + id).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(all::contains);
    }
}
