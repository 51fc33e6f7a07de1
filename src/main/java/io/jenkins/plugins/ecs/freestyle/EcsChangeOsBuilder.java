package io.jenkins.plugins.ecs.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.parameters.Arguments;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.ChangePool;
import io.jenkins.plugins.ecs.run.DetachedChanges;
import io.jenkins.plugins.ecs.run.OsChangeException;
import io.jenkins.plugins.ecs.run.RunContext;
import io.jenkins.plugins.ecs.site.StrictXml;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The build step of freestyle jobs.
 *
 * <p>Threads: waits in the build's own executor, which is there anyway; the cloud is asked in the {@link ChangePool}. Persistence: the parameters, in the job's
 * {@code config.xml}. Errors: a change that failed fails the build; an abort ends the wait, and the log says what becomes of the server.
 */
public class EcsChangeOsBuilder extends Builder {

    /** A build that cannot go on after the restart must not keep Jenkins from it for ever. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private OsChangeParameters parameters;
    private boolean expandUserData;

    /** What was not understood of the saved build step, by name. Saved, since the elements themselves are lost then; null where there is nothing. */
    private String unread;

    @DataBoundConstructor
    public EcsChangeOsBuilder(OsChangeParameters parameters) {
        this.parameters = parameters;
    }

    /** A job that was written by hand may lack the parameters: then the build says which are missing. */
    protected Object readResolve() {
        parameters = parameters == null ? new OsChangeParameters() : parameters;
        return this;
    }

    public OsChangeParameters getParameters() {
        return parameters;
    }

    /** Whether the build's parameters are put into the user data; else it is sent as it was typed. */
    public boolean isExpandUserData() {
        return expandUserData;
    }

    @DataBoundSetter
    public void setExpandUserData(boolean expandUserData) {
        this.expandUserData = expandUserData;
    }

    /** Why the build step refuses to run, or null: its {@code config.xml} was written by hand, and may ask for something else than it seems to. Ends when the form is saved. */
    @CheckForNull
    public String getProblem() {
        return unread == null ? null : Messages.EcsChangeOsBuilder_unread(PlainText.of(unread));
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        if (unread != null) {
            String words =
                    Failures.refused(parameters.toRequest(""), getProblem()).getMessage();
            throw new OsChangeException(ChangeFailure.Kind.REFUSED, words);
        }
        EnvVars variables = build.getEnvironment(listener);
        variables.putAll(build.getBuildVariables());
        String id = UUID.randomUUID().toString();
        try {
            OsChangeParameters asked = parameters.expand(variables);
            if (expandUserData && asked.getUserData() != null) {
                asked.setUserData(withVariables(asked.getUserData(), build.getBuildVariables()));
            }
            drive(
                    RunContext.of(id, build, listener, asked, sensitive(build, variables), false, false),
                    build,
                    listener);
        } catch (MisconfiguredException e) {
            throw new OsChangeException(e);
        } finally {
            ChangeVariables.ended(build, id);
        }
        return true;
    }

    /** The values that wrappers of the build, such as that of Credentials Binding, mask in its log. */
    private static Collection<String> sensitive(AbstractBuild<?, ?> build, EnvVars variables) {
        return build.getSensitiveBuildVariables().stream()
                .map(variables::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Nothing but the build's own parameters: scripts have variables of the same form. */
    private static String withVariables(String text, Map<String, String> known) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = known.get(found.group(1) == null ? found.group(2) : found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    private static void drive(RunContext context, AbstractBuild<?, ?> build, BuildListener listener)
            throws InterruptedException, IOException {
        OsChange change = context.change();
        ChangePool pool = ChangePool.get();
        try {
            Optional<Duration> wait;
            // In the pool, since an abort interrupts this thread, and would cut a request in flight off from its reply.
            while ((wait = pool.submit(context.endpoint(), context::advance).get()).isPresent()) {
                if (context.heldFor().compareTo(LONGEST_HOLD) > 0) {
                    listener.getLogger().println(Messages.EcsChangeOsBuilder_shutDown());
                    change.abandon();
                }
                pool.sleep(wait.get());
            }
        } catch (InterruptedException e) {
            listener.getLogger().println(change.abandon());
            DetachedChanges.follow(build, change.record().id());
            throw e;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        if (change.failure() != null) {
            throw new OsChangeException(change.failure());
        }
    }

    public static final class ConverterImpl extends StrictXml.Converter<EcsChangeOsBuilder> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, EcsChangeOsBuilder.class);
        }

        @Override
        protected void note(EcsChangeOsBuilder read, String unread) {
            read.unread = StrictXml.joined(read.unread, unread);
        }
    }

    @Extension
    @Symbol("ecsChangeOsBuilder")
    public static class DescriptorImpl extends BuildStepDescriptor<Builder> implements CustomDescribableModel {

        /** Checked here already, since Jenkins would repeat all arguments where those of the inner object are refused. */
        @NonNull
        @Override
        public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
            Arguments.checkNested(OsChangeParameters.class, arguments.get("parameters"));
            return arguments;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsChangeOsBuilder_displayName();
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
