package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.run.SharedScene;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.EcsSites;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** {@code ecsServers} and {@code ecsImages}: what a build may change and use, as plain values. */
class FindingTest extends SharedScene {

    private static final String OTHER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    private static final String THIRD = "1b9c7d52-64e0-4f3a-8a15-0c8e2d7f9a31";
    private static final String GOLDEN = "0000000a-73ad-429d-b6f2-543394740001";

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private WorkflowRun succeeds(String script) throws Exception {
        return jenkins.buildAndAssertSuccess(pipeline(script));
    }

    private WorkflowRun fails(String script, String words) throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(script));
        jenkins.assertLogContains(words, run);
        jenkins.assertLogNotContains("\tat ", run);
        return run;
    }

    private void server(String id, String name, String... tags) {
        var list = scene.cloud.region().addServer(id, name, "ACTIVE").json().putArray("tags");
        for (String tag : tags) {
            list.add(tag);
        }
    }

    private void image(String id, String name, String created) {
        scene.cloud.region().addImage(id, name);
        scene.cloud.region().image(id).put("created_at", created);
    }

    private long lists(String path) {
        return scene.cloud.requests().stream()
                .filter(request -> request.path().endsWith(path))
                .count();
    }

    private static void address(ArrayNode addresses, String ip, String type) {
        addresses.addObject().put("addr", ip).put("version", "4").put("OS-EXT-IPS:type", type);
    }

    @Test
    void tellsServersOfATag() throws Exception {
        server(OTHER, "web-2", "role=web", "jenkins");
        server(THIRD, "db-1", "role=db", "roles");
        ArrayNode addresses =
                scene.cloud.region().at(OTHER).json().putObject("addresses").putArray("vpc");
        address(addresses, "192.168.0.7", "fixed");
        address(addresses, "80.158.0.7", "floating");

        WorkflowRun run = succeeds("""
                def found = ecsServers(tag: 'role=web')
                assert found.size() == 1
                def web = found[0]
                assert web.id == '%s'
                assert web.name == 'web-2' && web.status == 'ACTIVE' && web.imageId == '%s'
                assert web.tags == [role: 'web', jenkins: '']
                assert web.addresses == [[ip: '80.158.0.7', type: 'floating'], [ip: '192.168.0.7', type: 'fixed']]
                assert ecsServers(tag: 'role')*.name == ['db-1', 'web-2']
                assert ecsServers(tag: 'jenkins', name: 'db-*').isEmpty()
                """.formatted(OTHER, Region.OLD_IMAGE));

        jenkins.assertLogContains("ecsServers (tag ‘jenkins’, name ‘db-*’): 0 found at site ‘simulated’", run);
        assertEquals(1, lists("/cloudservers/detail"), "one list does for a minute");
    }

    @Test
    void tellsImagesTheNewestFirst() throws Exception {
        image(GOLDEN, "golden-8", "2026-03-01T00:00:00Z");
        image(OTHER, "golden-7", "2026-02-01T00:00:00Z");
        image(THIRD, "golden-9", "2026-04-01T00:00:00Z");
        scene.cloud.region().image(THIRD).put("status", "saving");
        succeeds("""
                def found = ecsImages(name: 'golden-*')
                assert found*.name == ['golden-8', 'golden-7']
                assert found[0].id == '%s' && found[0].created == '2026-03-01T00:00:00Z'
                assert found[0].minDisk instanceof Integer && found[0].visibility == 'public' && found[0].os
                assert ecsImages(name: 'golden-7')*.id == ['%s']
                """.formatted(GOLDEN, OTHER));
    }

    @Test
    void comparesTimesOfCreationAndNotTheirTexts() throws Exception {
        image(GOLDEN, "golden-8", "2026-03-01T00:00:00.500Z");
        image(OTHER, "golden-7", "2026-03-01T00:00:00Z");
        image(THIRD, "golden-9", "2026-03-01T01:00:00+02:00");
        succeeds("assert ecsImages(name: 'golden-*')*.name == ['golden-8', 'golden-7', 'golden-9']");
    }

    @Test
    void tellsHowManyInFigures() throws Exception {
        for (int i = 0; i < 1000; i++) {
            server("00000000-0000-4000-8000-%012x".formatted(i), "web-" + i);
        }
        jenkins.assertLogContains("ecsServers: 1001 found", succeeds("assert ecsServers().size() == 1001"));
    }

    @Test
    void namesNothingThatTheGuardrailsExclude() throws Exception {
        server(OTHER, "web-2", "jenkins=yes");
        image(GOLDEN, "golden-8", "2026-03-01T00:00:00Z");
        scene.site().setServerTag("jenkins=yes");
        scene.site().setAllowedImages("golden-*");

        WorkflowRun run = succeeds("""
                assert ecsServers(name: 'web-*')*.id == ['%s']
                assert ecsImages()*.id == ['%s']
                """.formatted(OTHER, GOLDEN));

        jenkins.assertLogContains(
                "ecsServers (name ‘web-*’): 1 found; 1 more match, but are excluded by the guardrails of site ‘simulated’",
                run);
        jenkins.assertLogNotContains(Region.SERVER, run);
    }

    @Test
    void tellsNothingToWhomMayChangeNothing() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder"));
        EcsSites.get().setPermissionRequired(true);
        for (String script : new String[] {"ecsServers()", "ecsImages()"}) {
            Run<?, ?> run = pipeline(script)
                    .scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("builder")))
                    .get();
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("‘builder’ does not have the permission ECS/ChangeOs", run);
        }
        assertEquals(0, scene.cloud.requests().size());
    }

    @Test
    void tellsNothingOfASiteThatIsNotTheJobs() throws Exception {
        scene.site().setAllowedItems("team");
        fails("ecsServers(site: 'simulated')", "may use none of the configured ECS sites");
        WorkflowJob inside = jenkins.createProject(Folder.class, "team").createProject(WorkflowJob.class, "job");
        inside.setDefinition(new CpsFlowDefinition("assert ecsServers().size() == 1", true));
        jenkins.buildAndAssertSuccess(inside);
    }

    @Test
    void refusesWhatIsNoParameter() throws Exception {
        boolean strict = DescribableModel.STRICT_PARAMETER_CHECKING;
        DescribableModel.STRICT_PARAMETER_CHECKING = false; // as in production
        try {
            fails("ecsServers(tags: 'role=web')", "‘tags’ is not a parameter of ecsServers; did you mean ‘tag’?");
            fails("ecsImages(name: 7)", "Nothing was queried: name: must be a text");
            fails("ecsServers(tag: ['a'])", "tag: must be a text");
            fails("def role = ''; ecsServers(tag: role)", "Nothing was queried: tag: is empty");
            fails("ecsImages(name: ' ', site: '')", "name: is empty; leave it out, or specify a value. site: is empty");
        } finally {
            DescribableModel.STRICT_PARAMETER_CHECKING = strict;
        }
        assertEquals(0, scene.cloud.requests().size());
    }

    @Test
    void saysWhyThereIsNoList() throws Exception {
        scene.cloud.faults().refuse("GET", "/cloudimages", 403, "APIGW.0302", "not allowed");
        scene.cloud.faults().refuse("GET", "/cloudimages", 403, "APIGW.0302", "not allowed");
        fails(
                "ecsImages()",
                "ecsImages, site ‘simulated’: the cloud refused the request (APIGW.0302: not allowed [request req");
        fails("ecsImages(site: 'gone')", "‘gone’");
        scene.cloud.permissions().deny(Call.SERVERS);
        fails("ecsServers()", "The API credential lacks a permission");
        fails("ecsServers()", "Used: API credential ‘api-key’ (of the site).");
    }

    @Test
    void tellsOfAChangeOfThisMinute() throws Exception {
        succeeds("""
                assert ecsServers()[0].imageId == '%2$s'
                ecsChangeOs(serverId: '%1$s', imageId: '%3$s', pollSeconds: 1, keyCredentialId: 'web-login')
                assert ecsServers()[0].imageId == '%3$s'
                """.formatted(Region.SERVER, Region.OLD_IMAGE, Region.IMAGE));
        assertEquals(2, lists("/cloudservers/detail"));
    }

    @Test
    void endsWhenAborted() throws Exception {
        var held = scene.cloud.faults().hold("GET", "/cloudservers/detail");
        WorkflowRun run = pipeline("ecsServers()").scheduleBuild2(0).waitForStart();
        held.awaitRequest();
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        held.release();
    }

    @Test
    void isGeneratedAsASnippet() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        EcsServersStep servers = new EcsServersStep();
        snippets.assertRoundTrip(servers, "ecsServers()");
        servers.setTag("role=web");
        servers.setSite("simulated");
        servers.setName("web-*");
        snippets.assertRoundTrip(servers, "ecsServers name: 'web-*', site: 'simulated', tag: 'role=web'");
        EcsImagesStep images = new EcsImagesStep();
        images.setName("golden-*");
        images.setCredentialsId("api-key");
        snippets.assertRoundTrip(images, "ecsImages credentialsId: 'api-key', name: 'golden-*'");
    }

    @Test
    void isExplainedInTheStepReference() throws Exception {
        String reference;
        try (var browser = jenkins.createWebClient()) {
            reference = browser.goTo("pipeline-syntax/html").getWebResponse().getContentAsString();
        }
        assertThat(reference, containsString("ecsServers"));
        assertThat(reference, containsString("What the guardrails of the site exclude is left out"));
    }
}
