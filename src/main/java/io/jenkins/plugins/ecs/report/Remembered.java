package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.run.ChangeInFlight;
import io.jenkins.plugins.ecs.run.ChangeSummary;
import io.jenkins.plugins.ecs.run.LastOutcomes;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What server and image of a change were called when an earlier change saw them, where this one has not seen them: a help for people. Since names change, they are shown with the ID.
 *
 * @param serverName null where this change knows it, or no other does
 * @param imageName the same
 */
@ExportedBean(defaultVisibility = 5)
public record Remembered(
        @Exported @CheckForNull String serverName,
        @Exported @CheckForNull String imageName) {

    /** The name with the ID, or the ID alone. */
    static String label(@CheckForNull String name, @CheckForNull String id) {
        return name == null ? id : name + " (" + id + ')';
    }

    /** The label, and where its name is only remembered, that it is. */
    @CheckForNull
    static String title(@CheckForNull String label, @CheckForNull String name) {
        return name == null ? label : Messages.Remembered_title(label);
    }

    /**
     * For one drawing of a page, by one reader, who is told only of changes of jobs that he may see. Those in flight count, and those that are over and were not refused: the cloud has told their names.
     * No build is loaded, and no cloud is asked.
     */
    static final class Lookup {
        private final BuildLink.Lookup builds = new BuildLink.Lookup();
        private List<ChangeSummary> seen;

        Lookup() {}

        /** Where all of them are at hand. */
        Lookup(List<ChangeInFlight> flying, List<ChangeSummary> over) {
            seen = seen(flying, over);
        }

        BuildLink.Lookup builds() {
            return builds;
        }

        /** @param change null where its record cannot be read */
        Remembered of(@CheckForNull ChangeSummary change) {
            return change == null
                    ? new Remembered(null, null)
                    : of(
                            SiteView.of(change),
                            change.serverId(),
                            change.serverName(),
                            change.imageId(),
                            change.imageName());
        }

        /** @param serverName null where it is to be remembered @param imageName the same */
        Remembered of(
                SiteView site,
                @CheckForNull String serverId,
                @CheckForNull String serverName,
                @CheckForNull String imageId,
                @CheckForNull String imageName) {
            return new Remembered(
                    serverName == null
                            ? newest(site, serverId, ChangeSummary::serverId, ChangeSummary::serverName)
                            : null,
                    imageName == null ? newest(site, imageId, ChangeSummary::imageId, ChangeSummary::imageName) : null);
        }

        /** Those in flight have seen their server last. */
        private static List<ChangeSummary> seen(List<ChangeInFlight> flying, List<ChangeSummary> over) {
            return Stream.concat(flying.stream().map(ChangeInFlight::summary).filter(Objects::nonNull), over.stream())
                    .toList();
        }

        @CheckForNull
        private String newest(
                SiteView site,
                @CheckForNull String id,
                Function<ChangeSummary, String> ids,
                Function<ChangeSummary, String> names) {
            if (id == null) {
                return null;
            }
            seen = seen == null ? seen(ChangeInFlight.all(), LastOutcomes.get().all()) : seen;
            return seen.stream()
                    .filter(change -> id.equals(ids.apply(change)) && names.apply(change) != null)
                    .filter(change -> change.failureKind() != ChangeFailure.Kind.REFUSED)
                    .filter(change -> site.isAt(change.endpoint(), change.project()))
                    .filter(builds::sees)
                    .map(names)
                    .findFirst()
                    .orElse(null);
        }
    }
}
