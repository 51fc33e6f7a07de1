package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import java.util.Objects;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A project in a region of a cloud, the credential for it, and the guard rails for its users: each rule that is left empty allows everything.
 *
 * <p>Persistence: part of the file of {@link EcsSites}, one element for each field. No constructor is called when it is read, so a value whose default is not null, zero
 * or false is kept boxed, and null stands for the default.
 *
 * <p>Threads: changed only while it is bound from a form or from code.
 */
public class EcsSite implements Describable<EcsSite> {

    private String name;
    private String endpoint;
    private String projectId;
    private String projectName;
    private String iamEndpoint;
    private String imsEndpoint;
    private String credentialsId;
    private String consoleUrl;
    private Integer requestsPerSecond;
    private boolean defaultSite;
    private String serverTag;
    private String allowedImages;
    private String allowedItems;
    private boolean ownServersAllowed;

    @DataBoundConstructor
    public EcsSite(String name, String endpoint, String projectId) {
        this.name = Util.fixNull(name).trim();
        this.endpoint = Util.fixNull(endpoint).trim();
        this.projectId = Util.fixNull(projectId).trim();
    }

    /** A file that was written by hand may lack any element. */
    protected Object readResolve() {
        name = Util.fixNull(name);
        endpoint = Util.fixNull(endpoint);
        projectId = Util.fixNull(projectId);
        return this;
    }

    public String getName() {
        return name;
    }

    /** The address of the ECS API, such as {@code https://ecs.eu-de.otc.t-systems.com}. */
    public String getEndpoint() {
        return endpoint;
    }

    public String getProjectId() {
        return projectId;
    }

    /** The name of the project ({@code eu-de} or {@code eu-de_team}), used where its ID is left out. */
    public String getProjectName() {
        return projectName;
    }

    @DataBoundSetter
    public void setProjectName(String projectName) {
        this.projectName = Util.fixEmptyAndTrim(projectName);
    }

    /** Where IAM is, when it is not beside ECS; else null. */
    public String getIamEndpoint() {
        return iamEndpoint;
    }

    @DataBoundSetter
    public void setIamEndpoint(String iamEndpoint) {
        this.iamEndpoint = Util.fixEmptyAndTrim(iamEndpoint);
    }

    /** Where IMS is, when it is not beside ECS; else null. */
    public String getImsEndpoint() {
        return imsEndpoint;
    }

    @DataBoundSetter
    public void setImsEndpoint(String imsEndpoint) {
        this.imsEndpoint = Util.fixEmptyAndTrim(imsEndpoint);
    }

    /** The page of a server in the cloud console, with {@code {serverId}} for its id; or null. */
    public String getConsoleUrl() {
        return consoleUrl;
    }

    @DataBoundSetter
    public void setConsoleUrl(String consoleUrl) {
        this.consoleUrl = Util.fixEmptyAndTrim(consoleUrl);
    }

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

    /** Whether builds may change the servers that Jenkins itself runs on. */
    public boolean isOwnServersAllowed() {
        return ownServersAllowed;
    }

    @DataBoundSetter
    public void setOwnServersAllowed(boolean ownServersAllowed) {
        this.ownServersAllowed = ownServersAllowed;
    }

    /** For the form: which of the known clouds the endpoint belongs to. */
    public String getCloud() {
        return CloudPreset.of(endpoint).name();
    }

    /** For the form: the region within that cloud, or null. */
    public String getRegion() {
        return CloudPreset.of(endpoint).regionOf(endpoint);
    }

    /** @throws IllegalArgumentException with a message for users, when an address will not do */
    public Endpoints endpoints() {
        return Endpoints.of(UsableSites.given(endpoint, Messages.EcsSite_noEndpoint()), iamEndpoint, imsEndpoint);
    }

    /** @throws IllegalArgumentException with a message for users, when neither id nor name will do */
    public Project project() {
        if (projectId.isEmpty()) {
            return Project.named(UsableSites.given(projectName, Messages.EcsSite_noProject()));
        }
        String problem = Validation.projectId(projectId);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return Project.withId(projectId);
    }

    /** The credential for API requests, looked up in the context of each build. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** How often all builds of this controller together may ask the endpoint, per second. */
    public int getRequestsPerSecond() {
        return requestsPerSecond == null ? RateLimiter.DEFAULT_PER_SECOND : requestsPerSecond;
    }

    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        boolean usual = requestsPerSecond < 1 || requestsPerSecond == RateLimiter.DEFAULT_PER_SECOND;
        this.requestsPerSecond = usual ? null : Integer.valueOf(requestsPerSecond);
    }

    /** Whether builds that name no site use this one. */
    public boolean isDefaultSite() {
        return defaultSite;
    }

    @DataBoundSetter
    public void setDefaultSite(boolean defaultSite) {
        this.defaultSite = defaultSite;
    }

    /** The page of this server in the cloud console, or null where the site names no console. */
    String consoleLink(String serverId) {
        return consoleUrl == null || !isWebAddress(consoleUrl)
                ? null
                : consoleUrl.replace("{serverId}", Util.rawEncode(serverId));
    }

    /** Nothing else may become a link: a script could stand there. */
    static boolean isWebAddress(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    /** What builds may change here, and to what. */
    public GuardRails guardRails() {
        return new GuardRails(getName(), serverTag, AllowedItems.lines(allowedImages));
    }

    /** Whether a job may use the site. @param item null for whoever has no job, but administers Jenkins */
    public boolean isUsableBy(@CheckForNull Item item) {
        return item == null || allowedItems == null || AllowedItems.allow(allowedItems, item);
    }

    /** Has the guardrail follow an item that was moved. @param newName null for one that was deleted @return whether that changes the site */
    boolean moved(String oldName, @CheckForNull String newName) {
        String before = allowedItems;
        allowedItems = before == null ? null : AllowedItems.moved(before, oldName, newName);
        return !Objects.equals(before, allowedItems);
    }

    public static final class ConverterImpl extends StrictXml.Converter<EcsSite> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, EcsSite.class);
        }
    }
}
