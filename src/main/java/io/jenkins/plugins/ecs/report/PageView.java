package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
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

    /** The name where it is known, else the id. */
    public String getServerLabel() {
        return report.getServerName() == null ? report.getServerId() : report.getServerName();
    }

    public String getImageLabel() {
        return report.getImageName() == null ? report.getImageId() : report.getImageName();
    }

    /** The name alone of the image that the server had before, where the cloud told it. */
    public String getFromImageName() {
        String name = change.before() == null ? null : change.before().imageName();
        return name == null ? Util.fixNull(report.getFromImage(), "?") : name;
    }

    /** What became of it, in a few words. */
    public String getOutcome() {
        if (report.getAftermath() != null) {
            return StateLabels.of(change.aftermath().outcome());
        }
        if (change.failure() != null && change.after() != null) {
            return Messages.ChangeReport_notReady();
        }
        if (change.failure() != null) {
            return StateLabels.of(change.failure().kind());
        }
        return change.state().ended() || run.isBuilding()
                ? StateLabels.of(change.state(), change)
                : Messages.ChangeReport_interrupted();
    }

    /** {@code succeeded}, {@code failed}, {@code running} or {@code unknown}: which colour it has. */
    public String getLook() {
        if (report.getAftermath() != null) {
            return switch (change.aftermath().outcome()) {
                case CHANGED -> "succeeded";
                case FAILED -> "failed";
                case NOT_SEEN, UNDETERMINED -> "unknown";
            };
        }
        if (change.failure() != null) {
            return switch (change.failure().kind()) {
                case REFUSED, FAILED -> "failed";
                case DETACHED, UNKNOWN -> "unknown";
            };
        }
        return change.state() == State.SUCCEEDED ? "succeeded" : report.isRunning() ? "running" : "unknown";
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
        return server == null ? null : EcsSites.get().consoleLink(report.getSite(), server);
    }

    /** The timeline as SVG, escaped and ready to be put into a page. */
    public String getTimeline() {
        return new TimelineSvg(Timeline.of(change, report.isRunning())).toString();
    }
}
