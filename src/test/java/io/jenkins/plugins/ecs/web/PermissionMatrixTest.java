package io.jenkins.plugins.ecs.web;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.ecs.parameters.EcsImageParameterDefinition;
import io.jenkins.plugins.ecs.parameters.EcsServerParameterDefinition;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.web.Place.User;
import io.jenkins.plugins.ecs.web.WebMethod.Who;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.interceptor.InterceptorAnnotation;

/** Who can do what with each web method of the plugin, in which place, with GET and with POST. */
@WithJenkins
class PermissionMatrixTest {

    private static JenkinsRule jenkins;
    private static JenkinsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new JenkinsScene();
        Folder team = rule.createProject(Folder.class, "team");
        FreeStyleProject inside = team.createProject(FreeStyleProject.class, "inside");
        FreeStyleProject alone = rule.createFreeStyleProject("alone");
        for (FreeStyleProject job : List.of(inside, alone)) {
            job.addProperty(new ParametersDefinitionProperty(
                    new EcsServerParameterDefinition("servers"), new EcsImageParameterDefinition("images")));
        }
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "builder", "configurer", "folder_configurer")
                .grant(Item.BUILD)
                .onItems(alone)
                .to("builder")
                .grant(Item.CONFIGURE)
                .onItems(alone)
                .to("configurer")
                .grant(Item.CONFIGURE)
                .onFolders(team)
                .to("folder_configurer")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        fetchTheLists();
    }

    /** Lists of the cloud are fetched in the background; with them at hand every answer tells all that the caller may see. */
    private static void fetchTheLists() throws Exception {
        for (WebMethod method : WebMethod.all(scene.cloud)) {
            while (method.form() == OsChangeParameters.class
                    && call(HttpMethod.POST, method, Place.GLOBAL, User.ADMIN)
                            .getContentAsString()
                            .contains("\"asking\":true")) {
                Thread.sleep(20);
            }
        }
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    static Stream<Arguments> cells() {
        return WebMethod.all(scene.cloud).stream()
                .flatMap(method -> Arrays.stream(Place.values())
                        .flatMap(place -> Arrays.stream(User.values()).map(user -> Arguments.of(method, place, user))));
    }

    @ParameterizedTest(name = "{0} at {1} by {2}")
    @MethodSource("cells")
    void showsAndDoesOnlyWhatTheUserMay(WebMethod method, Place place, User user) throws Exception {
        int asked = scene.cloud.requests().size();
        WebResponse got = call(HttpMethod.GET, method, place, user);
        assertEquals(asked, scene.cloud.requests().size(), "GET asks no cloud");
        WebResponse posted = call(HttpMethod.POST, method, place, user);
        boolean reveals = WebMethod.KNOWN_INSIDE.stream().anyMatch(posted.getContentAsString()::contains)
                || scene.cloud.requests().size() > asked;

        if (user == User.ANONYMOUS) {
            assertThat(got.getStatusCode(), is(oneOf(403, 404, 405)));
            assertThat(posted.getStatusCode(), is(oneOf(403, 404)));
            assertEquals(false, reveals);
            return;
        }
        assertThat(
                "GET",
                got.getStatusCode(),
                method.isOfClosedPage() && user != User.ADMIN ? is(403) : is(oneOf(404, 405)));
        boolean may =
                switch (method.who()) {
                    case EVERYBODY -> true;
                    case CONFIGURES -> place.isConfiguredBy(user);
                    case BUILDS -> place.isBuiltBy(user);
                    case ADMINISTERS, ADMINISTERS_OR_IS_REFUSED -> user == User.ADMIN;
                };
        boolean refused = !may && method.who() == Who.ADMINISTERS_OR_IS_REFUSED;
        assertEquals(refused ? 403 : 200, posted.getStatusCode(), posted.getContentAsString());
        assertEquals(may && method.who() != Who.EVERYBODY, reveals, posted.getContentAsString());
    }

    @Test
    void hasARowForEveryWebMethod() throws Exception {
        Set<String> rows =
                WebMethod.all(scene.cloud).stream().map(WebMethod::toString).collect(Collectors.toSet());
        assertEquals(new TreeSet<>(webMethods()), new TreeSet<>(rows));
    }

    @Test
    void findsWebMethodsByNameAndByAnnotation() throws Exception {
        assertEquals(
                Set.of("doNamed", "annotated"),
                Arrays.stream(Specimen.class.getDeclaredMethods())
                        .filter(PermissionMatrixTest::isWebMethod)
                        .map(Method::getName)
                        .collect(Collectors.toSet()));
    }

    @SuppressWarnings("unused")
    private static class Specimen {
        public void doNamed() {}

        @org.kohsuke.stapler.verb.POST
        public void annotated() {}

        public void dodge() {}

        protected void doInside() {}

        public String getNothing() {
            return "";
        }
    }

    @Test
    void tellsNothingOfABuildToWhoeverMayNotReadIt() throws Exception {
        FreeStyleProject job = (FreeStyleProject) jenkins.jenkins.getItem("alone");
        job.getBuildersList().add(new io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder(JenkinsScene.parameters()));
        jenkins.buildAndAssertSuccess(job);
        for (String page :
                List.of("1/ecs-os-changes/", "1/ecs-os-changes/api/json", "ecs-servers/", "1/api/json?depth=2")) {
            assertThat(page, get("job/alone/" + page, User.ANONYMOUS).getStatusCode(), is(oneOf(403, 404)));
            WebResponse read = get("job/alone/" + page, User.READER);
            assertEquals(200, read.getStatusCode(), page);
            assertEquals(true, read.getContentAsString().contains("web-1"), page);
        }
    }

    /** Every class of the plugin is looked at, whether it is meant for the web or not. */
    private static List<String> webMethods() throws Exception {
        return PluginClasses.all().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(PermissionMatrixTest::isWebMethod)
                        .map(method -> row(type, method)))
                .toList();
    }

    private static boolean isWebMethod(Method method) {
        return !method.isSynthetic()
                && Modifier.isPublic(method.getModifiers())
                && (method.getName().matches("do[A-Z].*")
                        || Arrays.stream(method.getAnnotations())
                                .anyMatch(each -> each.annotationType().isAnnotationPresent(InterceptorAnnotation.class)
                                        || each.annotationType().getName().startsWith("org.kohsuke.stapler.bind")
                                        || each.annotationType() == org.kohsuke.stapler.WebMethod.class));
    }

    private static String row(Class<?> type, Method method) {
        String form = type.getEnclosingClass() != null
                ? type.getEnclosingClass().getSimpleName()
                : type.getSimpleName().replaceAll("Descriptor$", "");
        String name = method.getName().replaceAll("^do", "");
        return form + "." + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static WebResponse call(HttpMethod verb, WebMethod method, Place place, User user) throws Exception {
        String url = method.url(place.path());
        try (JenkinsRule.WebClient browser = browser(user)) {
            WebRequest request = new WebRequest(browser.createCrumbedUrl(url), verb);
            List<NameValuePair> parameters = new ArrayList<>(request.getRequestParameters());
            method.parameters().forEach((name, value) -> parameters.add(new NameValuePair(name, value)));
            request.setRequestParameters(parameters);
            return browser.loadWebResponse(request);
        }
    }

    private static WebResponse get(String path, User user) throws Exception {
        try (JenkinsRule.WebClient browser = browser(user)) {
            return browser.loadWebResponse(new WebRequest(browser.createCrumbedUrl(path)));
        }
    }

    private static JenkinsRule.WebClient browser(User user) throws IOException {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        if (user != User.ANONYMOUS) {
            browser.withBasicCredentials(user.name().toLowerCase(Locale.ROOT));
        }
        return browser;
    }
}
