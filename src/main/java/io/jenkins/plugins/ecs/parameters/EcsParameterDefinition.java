package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.cli.BuildCommand;
import hudson.cli.CLICommand;
import hudson.model.Failure;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.SimpleParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Wildcards;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import io.jenkins.plugins.ecs.site.SiteBox;
import io.jenkins.plugins.ecs.site.StrictXml;
import java.util.List;
import java.util.function.Function;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A build parameter whose value is the ID of something at a site, picked from a list. The value reaches the build as a text, like that of a string parameter. Where a filter is set, no
 * other value than those offered can be given, whichever way the build is started; the default value is the exception, since only who configures the job sets it.
 *
 * <p>Threads: any. Persistence: in the configuration of the job; where that was written by hand and is spelt wrong, no build starts, since a filter could be meant. Errors: a value that is refused is told as a {@link Failure} to whoever fills in the form, else as an
 * {@code IllegalArgumentException}.
 */
public abstract class EcsParameterDefinition extends SimpleParameterDefinition {

    private static final long serialVersionUID = 1L;

    private String defaultValue = "";
    private String site;
    private String credentialsId;
    private String namePattern;

    /** What was not understood of the saved parameter, by name. Saved, since the elements themselves are lost then; null where there is nothing. */
    private String unread;

    EcsParameterDefinition(String name) {
        super(name);
    }

    /** The ID that is given where nobody picks one; empty for none. */
    @NonNull
    public String getDefaultValue() {
        return Util.fixNull(defaultValue);
    }

    @DataBoundSetter
    public void setDefaultValue(@CheckForNull String defaultValue) {
        this.defaultValue = Util.fixNull(defaultValue).trim();
    }

    /** Null for the default one. */
    @CheckForNull
    public String getSite() {
        return site;
    }

    @DataBoundSetter
    public void setSite(@CheckForNull String site) {
        this.site = Util.fixEmptyAndTrim(site);
    }

    /** What the list is read with; null for the one of the site. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** The name of what is offered, with {@code *} for any characters; null for any. */
    @CheckForNull
    public String getNamePattern() {
        return namePattern;
    }

    @DataBoundSetter
    public void setNamePattern(@CheckForNull String namePattern) {
        this.namePattern = Util.fixEmptyAndTrim(namePattern);
    }

    /** What the list is of. */
    abstract PickerLists.Kind kind();

    /** Whether a text has the form of an ID. */
    abstract boolean isId(String text);

    abstract EcsParameterDefinition copy();

    /** That the site has nothing that is offered. @param conditions what it would have to fit; empty where anything would do */
    abstract String none(String siteName, String conditions);

    /** What all that is offered fits, in words: as the definition says, and as the site does. */
    List<String> conditions(GuardRails rails) {
        return namePattern == null ? List.of() : List.of(Messages.Offer_name(namePattern));
    }

    /** On the page that starts a build: which site the list is of. Null where that is not clear: then the list tells why. */
    @CheckForNull
    public String getSiteOfList() {
        Job<?, ?> job = Stapler.getCurrentRequest2().findAncestorObject(Job.class);
        try {
            if (job == null) {
                return null;
            }
            EcsSite found = EcsSites.get().resolve(site, job);
            return Messages.EcsParameterDefinition_site(found.getName(), SiteBox.place(found));
        } catch (MisconfiguredException e) {
            return null;
        }
    }

    /** Whether not all that the site has is offered. */
    boolean isFiltered() {
        return namePattern != null;
    }

    /** Whether it is one of those, as far as the definition decides it. */
    boolean offers(PickerEntry entry) {
        return namePattern == null || Wildcards.matches(namePattern, entry.name());
    }

    /** Why no build of the job may start, or null: its {@code config.xml} was written by hand, and may offer more than was meant. Ends when the form is saved. */
    @CheckForNull
    public String getProblem() {
        return unread == null ? null : Messages.EcsParameterDefinition_unread(PlainText.of(unread));
    }

    void note(String notUnderstood) {
        unread = StrictXml.joined(unread, notUnderstood);
    }

    private String malformed(String id) {
        if (id.isEmpty()) {
            return Messages.EcsParameterDefinition_nothing();
        }
        return isId(id) ? null : Messages.OsChangeParameters_choose(id);
    }

    /** Why a build of the job may not have this value, or null. May wait for the cloud: see {@link ParameterChoices}. */
    @CheckForNull
    String problem(Job<?, ?> job, String value) {
        if (unread != null) {
            return getProblem();
        }
        if (value.equals(getDefaultValue())) {
            return null;
        }
        String malformed = malformed(value);
        return malformed == null && isFiltered() ? ParameterChoices.refusal(job, this, value) : malformed;
    }

    /** The same by what is known by now, without a wait. */
    ParameterChoices.Answer answerNow(Job<?, ?> job, String value) {
        String malformed = value.equals(getDefaultValue()) ? null : malformed(value);
        boolean looks = malformed == null && isFiltered() && !value.equals(getDefaultValue());
        return looks ? ParameterChoices.answerNow(job, this, value) : new ParameterChoices.Answer(malformed, false);
    }

    @Override
    public StringParameterValue getDefaultParameterValue() {
        return value(getDefaultValue());
    }

    private StringParameterValue value(String id) {
        return new StringParameterValue(getName(), id, getDescription());
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return createValue(form.optString("value"));
    }

    /** From the form, by the REST API, the command line or another build. Of the last, it is not known which job is to be built. */
    @Override
    public ParameterValue createValue(String value) {
        if (CLICommand.getCurrent() instanceof BuildCommand command) {
            return createValue(command.job, value, IllegalArgumentException::new);
        }
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        Job<?, ?> job = request == null ? null : request.findAncestorObject(Job.class);
        return createValue(job, value, job == null ? IllegalArgumentException::new : Failure::new);
    }

    private StringParameterValue createValue(
            @CheckForNull Job<?, ?> job, String value, Function<String, RuntimeException> refusal) {
        String id = Util.fixNull(value).trim();
        boolean isDefault = !id.isEmpty() && id.equals(getDefaultValue());
        String problem = id.isEmpty() || job == null ? malformed(id) : problem(job, id);
        if (problem != null && !(isDefault && job == null)) {
            throw refusal.apply(Messages.EcsParameterDefinition_refused(getName(), problem));
        }
        return value(id);
    }

    @Override
    public boolean isValid(ParameterValue value) {
        String id = String.valueOf(value.getValue());
        return unread == null && (id.equals(getDefaultValue()) || malformed(id) == null);
    }

    @Override
    public EcsParameterDefinition copyWithDefaultValue(ParameterValue value) {
        EcsParameterDefinition copy = copy();
        copy.setDescription(getDescription());
        copy.setDefaultValue(String.valueOf(value.getValue()));
        copy.setSite(site);
        copy.setCredentialsId(credentialsId);
        copy.setNamePattern(namePattern);
        copy.unread = unread;
        return copy;
    }
}
