package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Page;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A look for the newest active image of a name, page by page: the service knows exact names alone, so that all images are read where the name has a {@code *}. Where it finds nothing, one page of all is read for names that are near. In memory only; one
 * thread at a time.
 */
final class ImageSearch {

    private static final int MOST_PAGES = 100;
    private static final int MOST_SHOWN = 10;

    private final String name;
    private final Moment begun;
    private final Map<String, Image> named = new LinkedHashMap<>();
    private final NearNames<Image> near;
    private boolean looksAround;
    private String next;
    private List<Image> last;
    private boolean repeats;
    private int pages;

    /** @param name with {@code *} for any characters */
    ImageSearch(String name, Moment begun) {
        this.name = name;
        this.begun = begun;
        near = new NearNames<>(name);
    }

    String name() {
        return name;
    }

    /** When the first page was asked for. */
    Moment begun() {
        return begun;
    }

    /** Asks for a page. @return whether that was the last one */
    boolean advance(EcsClient client) throws CloudException {
        if (looksAround) {
            lookAround(client);
            return true;
        }
        boolean all = Wildcards.isPattern(name);
        Page<Image> page = client.finder().images(all ? null : name, next);
        for (Image image : page.items()) {
            if (image.id() != null && fits(image)) {
                named.put(image.id(), image);
            }
        }
        noteNear(page);
        next = page.next();
        repeats = next != null && page.items().equals(last);
        last = page.items();
        looksAround = next == null && !all && named.isEmpty();
        return !looksAround && (next == null || repeats || ++pages >= MOST_PAGES);
    }

    private void lookAround(EcsClient client) {
        try {
            noteNear(client.finder().images(null, null));
        } catch (CloudException e) {
            looksAround = false; // there is no image of that name, whatever others there are
        }
    }

    private void noteNear(Page<Image> page) {
        page.items().stream().filter(Image::isUsable).forEach(image -> near.add(image.id(), image.name(), image));
    }

    private boolean fits(Image image) {
        return image.isUsable() && image.name() != null && Wildcards.matches(name, image.name());
    }

    /** How many images have the name. */
    int count() {
        return named.size();
    }

    /** The only one of the name, or the one that was created after all others; null where there is no such image. */
    Image newest() {
        List<Image> newest = newestOnes();
        return newest.size() == 1 && pages < MOST_PAGES && !repeats ? newest.get(0) : null;
    }

    /** @param guardRails nobody is told of other images than those that he may use @return why there is no newest one, or null */
    String problem(GuardRails guardRails) {
        if (newest() != null) {
            return null;
        }
        if (repeats) {
            return text("find.image.repeats", name);
        }
        if (pages >= MOST_PAGES) {
            return text("find.image.many", name);
        }
        if (!named.isEmpty()) {
            return text("find.image.several", name, candidates(newestOnes()));
        }
        String nearest = near.told(image -> guardRails.violation(image.id(), image) == null);
        return nearest.isEmpty() ? text("find.image.none", name) : text("find.image.similar", name, nearest);
    }

    private List<Image> newestOnes() {
        return Newest.of(named.values(), Image::created);
    }

    private static String candidates(List<Image> images) {
        return images.stream()
                .limit(MOST_SHOWN)
                .map(image -> image.name() + " (" + image.id() + ")")
                .collect(Collectors.joining(", "));
    }
}
