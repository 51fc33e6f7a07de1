package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.MarkupText;
import hudson.Util;
import hudson.console.ConsoleAnnotationDescriptor;
import hudson.console.ConsoleAnnotator;
import hudson.console.ConsoleNote;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.PlainText;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Makes a build that a line of a log is about a link, for those readers who may see that build; for all others the line has no name in it.
 *
 * <p>Persistence: in the log, unseen, by the encrypted name of the build. Threads: those of web requests.
 */
public final class BuildNote extends ConsoleNote<Object> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(BuildNote.class.getName());

    /** Encrypted, since whoever reads the log as it is stored can take the note apart. */
    private final String run;

    private final int length;

    private BuildNote(String runId, int length) {
        this.run = Secret.fromString(runId).getEncryptedValue();
        this.length = length;
    }

    /** A line with what goes before as such a link, where that is a build. */
    static String in(String line, @CheckForNull Ahead before) {
        return before == null || before.runId() == null
                ? line
                : line.replace(before.label(), link(before.runId(), before.label()));
    }

    private static String link(String runId, String words) {
        try {
            return new BuildNote(runId, words.length()).encode() + words;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot make a link", e);
            return words;
        }
    }

    @Override
    public ConsoleAnnotator<Object> annotate(Object context, MarkupText text, int charPos) {
        Run<?, ?> run = visible();
        if (run != null && charPos + length <= text.length()) {
            String title = Util.xmlEscape(PlainText.of(run.getFullDisplayName()));
            StaplerRequest2 request = Stapler.getCurrentRequest2();
            String root = request == null ? "" : request.getContextPath();
            text.addHyperlink(charPos, charPos + length, root + '/' + run.getUrl());
            text.addMarkup(charPos + length, " (" + title + ")");
        }
        return null;
    }

    private Run<?, ?> visible() {
        Secret runId = Secret.decrypt(run);
        return runId == null ? null : WaitsFor.visible(runId.getPlainText());
    }

    @Extension
    public static final class DescriptorImpl extends ConsoleAnnotationDescriptor {}
}
