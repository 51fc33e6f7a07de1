package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Item;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** The part of {@link EcsSite} that limits what its users may do: each rule that is left empty allows everything. */
public abstract class GuardedSite extends AbstractDescribableImpl<EcsSite> {

    private String serverTag;
    private String allowedImages;
    private String allowedItems;

    GuardedSite() {}

    public abstract String getName();

    /** {@code key} or {@code key=value}, which a server must have as a tag; else null. */
    @CheckForNull
    public String getServerTag() {
        return serverTag;
    }

    @DataBoundSetter
    public void setServerTag(@CheckForNull String serverTag) {
        this.serverTag = Util.fixEmptyAndTrim(serverTag);
    }

    /** Names, with {@code *} for any characters, or IDs of the images that may be used, one a line; else null. */
    @CheckForNull
    public String getAllowedImages() {
        return allowedImages;
    }

    @DataBoundSetter
    public void setAllowedImages(@CheckForNull String allowedImages) {
        this.allowedImages = Util.fixEmptyAndTrim(allowedImages);
    }

    /** The full names of the folders and jobs that may use the site, one a line; else null. */
    @CheckForNull
    public String getAllowedItems() {
        return allowedItems;
    }

    @DataBoundSetter
    public void setAllowedItems(@CheckForNull String allowedItems) {
        this.allowedItems = Util.fixEmptyAndTrim(allowedItems);
    }

    /** What builds may change here, and to what. */
    public GuardRails guardRails() {
        return new GuardRails(getName(), serverTag, lines(allowedImages));
    }

    /** Whether a job may use the site. @param item null for whoever has no job, but administers Jenkins */
    public boolean isUsableBy(@CheckForNull Item item) {
        if (item == null || allowedItems == null) {
            return true;
        }
        String name = item.getFullName();
        return lines(allowedItems).stream().anyMatch(allowed -> name.equals(allowed) || name.startsWith(allowed + '/'));
    }

    private static List<String> lines(String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
