package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Server;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What whoever runs a site allows to be changed there, and to what. It comes from the site, never from a request, so that nobody who asks for a change
 * can get around it.
 *
 * @param site the name of the site, for people
 * @param serverTag {@code key} or {@code key=value} that a server must have, or null for any server
 * @param ownAddresses IP addresses of servers that must not be changed, since whoever drives the change runs on them
 * @param images IDs and names that an image may have, with {@code *} in a name for any characters; empty for any image
 */
public record GuardRails(String site, String serverTag, List<String> images, SortedSet<String> ownAddresses) {

    /** Where nobody has set any. */
    public static final GuardRails NONE = new GuardRails("", null, List.of());

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    public GuardRails {
        images = List.copyOf(images);
        ownAddresses = Collections.unmodifiableSortedSet(new TreeSet<>(ownAddresses));
    }

    public GuardRails(String site, String serverTag, List<String> images) {
        this(site, serverTag, images, Collections.emptySortedSet());
    }

    /** The same, and no server that has one of these addresses. */
    public GuardRails protecting(Collection<String> addresses) {
        return new GuardRails(site, serverTag, images, new TreeSet<>(addresses));
    }

    /** @return which rule forbids to change this server, or null */
    public String violation(Server server) {
        for (String address : server.addressList()) {
            if (ownAddresses.contains(normal(address))) {
                return text("guard.ownServer", address, site);
            }
        }
        List<String> tags = server.tags() == null ? List.of() : server.tags();
        if (allowsTags(tags)) {
            return null;
        }
        return text(
                "guard.serverTag", site, serverTag, tags.isEmpty() ? text("guard.noTags") : String.join(", ", tags));
    }

    /** Whether a server with these tags may be changed. */
    public boolean allowsTags(List<String> tags) {
        return serverTag == null || tags.stream().anyMatch(tag -> hasTag(serverTag, tag));
    }

    /** As Java writes it: IPv6 has several forms. A name is never looked up. */
    private static String normal(String address) {
        try {
            return IPV6.matcher(address).matches()
                    ? InetAddress.getByName(address).getHostAddress()
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /** @param wanted {@code key}, with any value or none, or {@code key=value} @param tag as a server has it */
    public static boolean hasTag(String wanted, String tag) {
        return tag.equals(wanted) || !wanted.contains("=") && tag.startsWith(wanted + "=");
    }

    /**
     * @param image null where it may not be looked up: then only its ID counts
     * @return which rule forbids to use this image, or null
     */
    public String violation(String imageId, Image image) {
        String name = image == null ? null : image.name();
        if (allowsImage(imageId, name)) {
            return null;
        }
        String asked = name == null ? imageId : name + " (" + imageId + ")";
        return text("guard.images", site, String.join(", ", images), asked);
    }

    /** @param name null where it is not known: then only the ID counts */
    public boolean allowsImage(String imageId, String name) {
        return images.isEmpty() || images.stream().anyMatch(allowed -> fits(allowed, imageId, name));
    }

    /** Whoever may name images could name one like an ID, so an ID is no name. */
    private static boolean fits(String allowed, String imageId, String name) {
        return Validation.imageId(allowed) == null
                ? UUID.fromString(allowed).equals(UUID.fromString(imageId))
                : name != null && Wildcards.matches(allowed, name);
    }
}
