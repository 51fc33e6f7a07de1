package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.Date;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pages show of one change beyond its {@link ChangeReport}: words in the language of the reader, colour, links and the picture. Threads: those of web requests. */
public final class PageView {

    private final ChangeReport report;
    private final Run<?, ?> run;
    private final ChangeRecord change;

    PageView(ChangeReport report, Run<?, ?> run, ChangeRecord change) {
        this.report = report;
        this.run = run;
        this.change = change;
    }

    /** The build that it is a change of. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** The site with its cloud, region and project, as far as it was noted. */
    public String getSiteLabel() {
        return report.getSite().getLabel();
    }

    /** The name where it is known; else the ID, with the name that is remembered; or that none was specified. */
    public String getServerLabel() {
        String remembered = report.getRemembered().serverName();
        return remembered == null ? Labels.serverName(change) : Remembered.label(remembered, report.getServerId());
    }

    /** The same, saying of a name that is only remembered that it is. */
    public String getServerTitle() {
        return Remembered.title(getServerLabel(), report.getRemembered().serverName());
    }

    /** With the site, where that is known: servers of two clouds may have the same name. */
    public String getServerAtSite() {
        String site = change.request().site();
        String remembered = report.getRemembered().serverName();
        if (site == null) {
            return getServerLabel();
        }
        return remembered == null
                ? Remembered.label(getServerLabel(), site)
                : Remembered.label(remembered, report.getServerId() + ", " + site);
    }

    /** The name where it is known; else the ID, with the name that is remembered; null where neither was specified. */
    @CheckForNull
    public String getImageLabel() {
        return report.getImageName() == null
                ? Remembered.label(report.getRemembered().imageName(), report.getImageId())
                : report.getImageName();
    }

    /** The same, saying of a name that is only remembered that it is. */
    @CheckForNull
    public String getImageTitle() {
        return Remembered.title(getImageLabel(), report.getRemembered().imageName());
    }

    /** What a dry run would have done, in the lines of the log; null of any other change. */
    @CheckForNull
    public String getPlan() {
        return change.plan().text();
    }

    /** The image that the server had before, by name and ID as far as the cloud told. */
    @CheckForNull
    public String getFromImageLabel() {
        return change.before() == null
                ? null
                : Util.fixEmptyAndTrim(change.before().imageLabel());
    }

    /** By its name alone where the cloud told it; null where the change never saw the server. */
    @CheckForNull
    public String getFromImageName() {
        return report.getFromImageName() == null ? getFromImageLabel() : report.getFromImageName();
    }

    /** From which image to which, as far as they are known. */
    public String getImages() {
        return Stream.of(getFromImageName(), getImageLabel())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" → "));
    }

    /** Why it failed, or what was found out after its step had ended; null where there is nothing to tell. */
    @CheckForNull
    public String getReason() {
        return report.getAftermath() == null ? report.getFailureMessage() : report.getAftermathMessage();
    }

    /** The first sentence of it: what is wrong, and where. */
    @CheckForNull
    public String getReasonInShort() {
        return Sentences.first(getReason());
    }

    Outcome outcome() {
        return Outcome.of(change, run.isBuilding());
    }

    /** What became of it, in a few words. */
    public String getOutcome() {
        return outcome().label();
    }

    /** {@code succeeded}, {@code failed}, {@code running} or {@code unknown}: which colour it has. */
    public String getLook() {
        return outcome().look().getName();
    }

    @CheckForNull
    public Date getStartDate() {
        Long start = report.getStartTime();
        return start == null ? null : new Date(start);
    }

    /** How long it took, or takes so far; of one that is queued, how long it has been. */
    public String getDurationString() {
        return Util.getTimeSpanString(ChangeTimes.soFar(change, report.isRunning()));
    }

    /** The server's page in the cloud console, where the site names its console. */
    @CheckForNull
    public String getConsoleLink() {
        String server = report.getServerId();
        return server == null
                ? null
                : EcsSites.get().consoleLink(change.request().site(), server);
    }

    /** The timeline as SVG, escaped and ready to be put into a page. */
    public String getTimeline() {
        return new TimelineSvg(Timeline.of(change, report.isRunning())).toString();
    }
}
