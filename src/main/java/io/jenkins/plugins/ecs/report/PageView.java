package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.Date;

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
        ChangeRequest asked = change.request();
        return asked.place() == null
                ? asked.site()
                : Messages.ChangeReport_site(
                        asked.site(), asked.place().endpoint(), asked.place().project());
    }

    /** The name where it is known, else the ID, or that none was specified. */
    public String getServerLabel() {
        return Labels.serverName(change);
    }

    /** With the site, where that is known: servers of two clouds may have the same name. */
    public String getServerAtSite() {
        String site = change.request().site();
        return site == null ? getServerLabel() : getServerLabel() + " (" + site + ')';
    }

    public String getImageLabel() {
        return report.getImageName() == null ? report.getImageId() : report.getImageName();
    }

    /** The image that the server had before, by name and ID as far as the cloud told. */
    @CheckForNull
    public String getFromImageLabel() {
        return change.before() == null
                ? null
                : Util.fixEmptyAndTrim(change.before().imageLabel());
    }

    /** By its name alone where the cloud told it. */
    public String getFromImageName() {
        return Util.fixNull(report.getFromImageName(), Util.fixNull(getFromImageLabel(), "?"));
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

    public String getDurationString() {
        return Util.getTimeSpanString(report.getDurationMillis());
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
