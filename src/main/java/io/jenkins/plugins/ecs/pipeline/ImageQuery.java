package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.oschange.ListReader;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Wildcards;
import java.util.Comparator;
import java.util.LinkedHashMap;

/** The active images of a name that servers can be made from, the newest first; without a name all. */
final class ImageQuery implements Query<Image> {

    private static final long serialVersionUID = 1L;

    private final String name;

    /** @param name with {@code *} for any characters; null for any */
    ImageQuery(@CheckForNull String name) {
        this.name = name;
    }

    @Override
    public String function() {
        return EcsImagesStep.FUNCTION;
    }

    @Override
    public ListReader.Kind<Image> kind() {
        return ListReader.IMAGES;
    }

    @Override
    public String filter() {
        return name == null ? "" : Messages.QueryExecution_name(name);
    }

    @Override
    public boolean fits(Image image) {
        return image.isUsable() && (name == null || image.name() != null && Wildcards.matches(name, image.name()));
    }

    @Override
    public boolean isAllowed(Image image, GuardRails guardRails) {
        return guardRails.violation(image.id(), image) == null;
    }

    @Override
    public Comparator<Image> order() {
        return Comparator.comparing(Image::created, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed()
                .thenComparing(Image::id);
    }

    @Override
    public LinkedHashMap<String, Object> told(Image image) {
        LinkedHashMap<String, Object> told = new LinkedHashMap<>();
        told.put("id", image.id());
        told.put("name", image.name());
        told.put("created", image.createdAt());
        told.put("os", image.osVersion() == null ? image.osType() : image.osVersion());
        told.put("minDisk", image.minDisk());
        told.put("visibility", "gold".equals(image.kind()) ? "public" : image.kind());
        return told;
    }
}
