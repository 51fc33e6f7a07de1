package io.jenkins.plugins.ecs.web;

import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsKeyPair;
import io.jenkins.plugins.ecs.parameters.EcsImageParameterDefinition;
import io.jenkins.plugins.ecs.parameters.EcsServerParameterDefinition;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.pipeline.EcsImagesStep;
import io.jenkins.plugins.ecs.pipeline.EcsServersStep;
import io.jenkins.plugins.ecs.report.OsChangesLink;
import io.jenkins.plugins.ecs.report.OsChangesMonitor;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import java.util.List;
import java.util.Map;

/**
 * A method of the plugin that the web can call.
 *
 * @param form whose descriptor has it
 * @param who sees what it has to tell
 */
record WebMethod(Class<?> form, String name, Who who, Map<String, String> parameters) {

    /** What only insiders know: credentials, of one kind each, and a site. */
    static final List<String> KNOWN_INSIDE =
            List.of("api-key", "web-login", "user-data", "simulated", "web-1", "Standard_Ubuntu", "No folder or job");

    enum Who {
        /** It judges what is typed, and knows nothing that the caller does not. */
        EVERYBODY,
        /** It lists, or asks the cloud with, what belongs to a job or may be chosen in it: for whoever configures that job, and where there is no job for administrators. */
        CONFIGURES,
        /** It lists what a build parameter of a job offers: for whoever may start builds of that job. */
        BUILDS,
        /** It lists what belongs to the whole of Jenkins: for administrators, whatever the context. */
        ADMINISTERS,
        /** The same, and refuses everybody else outright. */
        ADMINISTERS_OR_IS_REFUSED
    }

    /** Every web method of the plugin. Whoever adds one says here who may do what with it. */
    static List<WebMethod> all(SimulatedCloud cloud) {
        Map<String, String> connection =
                Map.of("endpoint", cloud.endpoint(), "projectId", SimulatedCloud.PROJECT, "credentialsId", "api-key");
        return List.of(
                check(EcsAccessKey.class, "checkAccessKey"),
                check(EcsAccessKey.class, "checkSecretKey"),
                check(EcsAccessKey.class, "checkSecurityToken"),
                check(EcsKeyPair.class, "checkKeyPairName"),
                check(EcsKeyPair.class, "checkUserId"),
                check(EcsSite.class, "checkEndpoint"),
                check(EcsSite.class, "checkIamEndpoint"),
                check(EcsSite.class, "checkImsEndpoint"),
                check(EcsSite.class, "checkProjectId"),
                check(EcsSite.class, "checkConsoleUrl"),
                check(EcsSite.class, "checkRequestsPerSecond"),
                new WebMethod(EcsSite.class, "checkAllowedItems", Who.ADMINISTERS, Map.of("value", "no-item")),
                check(EcsSite.class, "fillCloudItems"),
                new WebMethod(EcsSite.class, "fillRegionItems", Who.EVERYBODY, Map.of("cloud", "OTC")),
                new WebMethod(EcsSite.class, "fillCredentialsIdItems", Who.ADMINISTERS, Map.of()),
                new WebMethod(EcsSite.class, "testConnection", Who.ADMINISTERS_OR_IS_REFUSED, connection),
                check(OsChangeParameters.class, "checkServerId"),
                check(OsChangeParameters.class, "checkServerName"),
                check(OsChangeParameters.class, "checkImageId"),
                check(OsChangeParameters.class, "checkImageName"),
                check(OsChangeParameters.class, "checkUserData"),
                check(OsChangeParameters.class, "checkUserDataCredentialId"),
                check(OsChangeParameters.class, "checkKmsKeyId"),
                check(OsChangeParameters.class, "checkSaveImageAs"),
                list("checkSite"),
                check(OsChangeParameters.class, "checkTimeoutMinutes"),
                check(OsChangeParameters.class, "checkPollSeconds"),
                check(OsChangeParameters.class, "checkLoginHost"),
                check(OsChangeParameters.class, "checkLoginPort"),
                check(OsChangeParameters.class, "checkLoginTimeoutMinutes"),
                check(OsChangeParameters.class, "fillIfRunningItems"),
                list("servers"),
                list("images"),
                list("fillKeyCredentialIdItems"),
                list("fillUserDataCredentialIdItems"),
                list("fillCredentialsIdItems"),
                list("fillSiteItems"),
                offered(EcsServerParameterDefinition.class, "servers"),
                check(EcsServerParameterDefinition.class, "checkDefaultValue"),
                list(EcsServerParameterDefinition.class, "checkTag"),
                list(EcsServerParameterDefinition.class, "checkNamePattern"),
                list(EcsServerParameterDefinition.class, "checkSite"),
                list(EcsServerParameterDefinition.class, "fillCredentialsIdItems"),
                list(EcsServerParameterDefinition.class, "fillSiteItems"),
                offered(EcsImageParameterDefinition.class, "images"),
                check(EcsImageParameterDefinition.class, "checkDefaultValue"),
                list(EcsImageParameterDefinition.class, "checkNamePattern"),
                list(EcsImageParameterDefinition.class, "checkSite"),
                list(EcsImageParameterDefinition.class, "fillCredentialsIdItems"),
                list(EcsImageParameterDefinition.class, "fillSiteItems"),
                list(EcsServersStep.class, "checkTag"),
                list(EcsServersStep.class, "checkName"),
                list(EcsServersStep.class, "fillCredentialsIdItems"),
                list(EcsServersStep.class, "fillSiteItems"),
                list(EcsImagesStep.class, "checkName"),
                list(EcsImagesStep.class, "fillCredentialsIdItems"),
                list(EcsImagesStep.class, "fillSiteItems"),
                new WebMethod(
                        OsChangesLink.class,
                        "release",
                        Who.ADMINISTERS_OR_IS_REFUSED,
                        Map.of("server", Region.SERVER, "change", "none")),
                new WebMethod(OsChangesMonitor.class, "act", Who.ADMINISTERS_OR_IS_REFUSED, Map.of("yes", "")));
    }

    private static WebMethod check(Class<?> form, String name) {
        return new WebMethod(form, name, Who.EVERYBODY, Map.of("value", "x"));
    }

    private static WebMethod list(String name) {
        return list(OsChangeParameters.class, name);
    }

    private static WebMethod list(Class<?> form, String name) {
        return new WebMethod(form, name, Who.CONFIGURES, Map.of("value", "unknown-site"));
    }

    /** The parameter is named as the list. */
    private static WebMethod offered(Class<?> form, String name) {
        return new WebMethod(form, name, Who.BUILDS, Map.of("parameter", name));
    }

    /** Whether it belongs to a page that is not for readers at all, whatever they ask of it. */
    boolean isOfClosedPage() {
        return form == OsChangesLink.class || form == OsChangesMonitor.class;
    }

    /** @param place where it is called; a page of all Jenkins has one place */
    String url(String place) {
        if (form == OsChangesMonitor.class) {
            return "administrativeMonitor/" + form.getName() + '/' + name;
        }
        return isOfClosedPage()
                ? "manage/ecs-os-changes/" + name
                : place + "descriptorByName/" + form.getName() + '/' + name;
    }

    @Override
    public String toString() {
        return form.getSimpleName() + "." + name;
    }
}
