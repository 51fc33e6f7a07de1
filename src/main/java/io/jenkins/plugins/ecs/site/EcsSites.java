package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The global configuration: every {@link EcsSite} that builds can use.
 *
 * <p>Persistence: a file of its own in the home of Jenkins, written at each change. Threads: the list is replaced, never modified.
 */
@Extension
@Symbol("ecsSites")
public class EcsSites extends GlobalConfiguration {

    private static final Logger LOGGER = Logger.getLogger(EcsSites.class.getName());

    /** An {@link ArrayList}: XStream writes the names of other classes to disk, and those of {@code List.of} are internal to the JVM. */
    private volatile List<EcsSite> sites = new ArrayList<>();

    private boolean permissionRequired;

    /** What was not understood of the file, by name: a guardrail may be among it. Saved, since the elements themselves are lost then; null where there is nothing. */
    private String unread;

    public EcsSites() {
        load();
    }

    /** What was not understood may have been corrected. */
    @Override
    public final synchronized void load() {
        unread = null;
        super.load();
    }

    public static EcsSites get() {
        return ExtensionList.lookupSingleton(EcsSites.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.EcsSites_displayName();
    }

    public List<EcsSite> getSites() {
        return Collections.unmodifiableList(sites);
    }

    /** @throws IllegalArgumentException with a message for users, when one lacks what every site needs, or has it in a form that no request can be made with, two have the same name, or more than one is the default */
    @DataBoundSetter
    public void setSites(List<EcsSite> sites) {
        UsableSites.require(Util.fixNull(sites));
        this.sites = new ArrayList<>(Util.fixNull(sites));
        save();
        EcsClients.get().follow(this.sites);
        UnknownItems.warn(this.sites);
        if (isDefaultMissing()) {
            LOGGER.warning("several ECS sites are configured and none is the default: builds that name no site fail");
        }
    }

    /** Whether {@link ChangePermission#CHANGE_OS} has to be granted; else whoever may start a job may have it change servers. */
    public boolean isPermissionRequired() {
        return permissionRequired;
    }

    @DataBoundSetter
    public void setPermissionRequired(boolean permissionRequired) {
        this.permissionRequired = permissionRequired;
        save();
    }

    /** @param newFullName null for an item that was deleted */
    synchronized void moved(String oldFullName, @CheckForNull String newFullName) {
        boolean changed = false;
        for (EcsSite site : sites) {
            changed |= site.moved(oldFullName, newFullName);
        }
        if (changed) {
            save();
        }
    }

    /** Why nothing is changed at any site, or null: the file was written by hand, and may hold a guardrail that is not understood. Ends when the form is saved. */
    @CheckForNull
    public String getProblem() {
        return unread == null
                ? null
                : Messages.EcsSites_unread(
                        PlainText.of(unread), getConfigFile().getFile().getName());
    }

    private void requireRead() throws MisconfiguredException {
        String problem = getProblem();
        if (problem != null) {
            throw new MisconfiguredException(problem);
        }
    }

    /** The sites that a job may use. @param item null for whoever has no job, but administers Jenkins */
    public List<EcsSite> usableBy(@CheckForNull Item item) {
        return sites.stream().filter(site -> site.isUsableBy(item)).toList();
    }

    /**
     * The site of that name; without a name the one marked default, or the only one, of those that the job may use.
     *
     * @param item the job, or null for whoever has none, but administers Jenkins
     * @throws MisconfiguredException when it is not clear which one is meant, or it is not the job's to use
     */
    public EcsSite resolve(@CheckForNull String name, @CheckForNull Item item) throws MisconfiguredException {
        String wanted = Util.fixEmptyAndTrim(name);
        requireRead();
        if (sites.isEmpty()) {
            throw new MisconfiguredException(Messages.EcsSites_none());
        }
        List<EcsSite> known = usableBy(item);
        if (known.isEmpty()) {
            throw new MisconfiguredException(Messages.EcsSites_noneUsable());
        }
        if (wanted != null) { // whether a site that is not the job's exists is not told
            return named(wanted, known, Messages.EcsSites_unknown(wanted, names(known)));
        }
        if (known.size() == 1) {
            return known.get(0);
        }
        List<EcsSite> defaults = known.stream().filter(EcsSite::isDefaultSite).toList();
        if (defaults.isEmpty()) {
            throw new MisconfiguredException(Messages.EcsSites_ambiguous(names(known)));
        }
        return only(defaults, Messages.EcsSites_defaults(names(defaults)));
    }

    /** Whether builds have to name a site: there are several, and none is the default. */
    public boolean isDefaultMissing() {
        return UsableSites.lackDefault(sites);
    }

    /** What the form says of that. */
    public String getDefaultWarning() {
        return Messages.EcsSites_noDefault();
    }

    /** The page of a server in the cloud console, or null where the site is gone or names no console. */
    @CheckForNull
    public String consoleLink(@CheckForNull String site, String serverId) {
        return sites.stream()
                .filter(known -> known.getName().equals(site))
                .map(known -> known.consoleLink(serverId))
                .filter(link -> link != null)
                .findFirst()
                .orElse(null);
    }

    /**
     * The site of that name, for a change that has begun there: who may use it was asked then.
     *
     * @throws MisconfiguredException when there is none any more
     */
    public EcsSite named(String name) throws MisconfiguredException {
        return named(name, sites, Messages.EcsSites_gone(name));
    }

    private static EcsSite named(String name, List<EcsSite> among, String otherwise) throws MisconfiguredException {
        List<EcsSite> named =
                among.stream().filter(site -> site.getName().equals(name)).toList();
        if (named.isEmpty()) {
            throw new MisconfiguredException(otherwise);
        }
        return only(named, Messages.EcsSites_sameName(name));
    }

    /** A configuration that was written by hand may have more than one: then nobody knows which guardrails are meant. */
    private static EcsSite only(List<EcsSite> sites, String otherwise) throws MisconfiguredException {
        if (sites.size() > 1) {
            throw new MisconfiguredException(otherwise);
        }
        return sites.get(0);
    }

    /**
     * The same site, once the guard rail about folders and jobs is held.
     *
     * @throws MisconfiguredException when the job may not use it, or the guard rails cannot be read
     */
    public EcsSite checked(EcsSite site, @CheckForNull Item item) throws MisconfiguredException {
        requireRead();
        if (!site.isUsableBy(item)) {
            throw new MisconfiguredException(Messages.EcsSites_forbidden(site.getName()));
        }
        return site;
    }

    static String names(List<EcsSite> sites) {
        return sites.stream().map(EcsSite::getName).collect(Collectors.joining(", "));
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        // The form leaves the field out when the last site is deleted.
        List<EcsSite> asked = form.has("sites") ? request.bindJSONToList(EcsSite.class, form.get("sites")) : List.of();
        try {
            UsableSites.require(asked);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "sites");
        }
        unread = null;
        permissionRequired = form.optBoolean("permissionRequired");
        setSites(asked);
        return true;
    }

    public static final class ConverterImpl extends StrictXml.Converter<EcsSites> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, EcsSites.class);
        }

        @Override
        protected void note(EcsSites read, String unread) {
            read.unread = StrictXml.joined(read.unread, unread);
            LOGGER.warning(read::getProblem);
        }
    }
}
