package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RateLimits;
import io.jenkins.plugins.ecs.cloud.RecentLookups;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.List;

/** Whether the image is there, is the administrator's to give, and can become this server's OS, with the login that is asked for. */
final class ImageCheck implements PreflightCheck {

    private static final String FOR_SERVERS = "FusionCompute";

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return facts.image == null;
    }

    @Override
    public RateLimiter limit(RateLimits limits) {
        return limits.ims();
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        facts.imageUnchecked = null;
        facts.imageProblem = null;
        if (inputs.request().imageName() != null) {
            lookByName(facts, inputs, client, now);
            return;
        }
        try {
            facts.image = shared(inputs.request().imageId(), client, now);
        } catch (RefusedException e) {
            if (!Findings.isForbidden(e)) {
                throw e;
            }
            facts.imageUnchecked = CloudWords.told(e);
            facts.image = new Fact<>(null, now);
        }
    }

    /** Looks an image up for all changes that want it now. */
    static Fact<Image> shared(String id, EcsClient client, Moment now) throws CloudException {
        Object fact = client.recent().join(key(id), () -> {
            Fact<Image> found = new Fact<>(client.image(id), now);
            client.recent().put(key(id), found);
            return found;
        });
        return ((Fact<?>) fact).as(Image.class);
    }

    private static void lookByName(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        String name = inputs.request().imageName();
        if (facts.imageSearch == null) {
            facts.imageSearch = new ImageSearch(name, now);
        }
        ImageSearch search = facts.imageSearch;
        try {
            if (!search.advance(client)) {
                return;
            }
            facts.imageProblem = search.problem(inputs.guardRails());
        } catch (RefusedException e) {
            if (!Findings.isForbidden(e)) {
                throw e;
            }
            facts.imageProblem = text("find.image.forbidden", name, CloudWords.told(e));
        }
        facts.imageSearch = null;
        facts.image = new Fact<>(search.newest(), search.begun());
        if (facts.imageProblem == null) {
            client.recent().put(nameKey(name), facts.image);
        }
    }

    @Override
    public void recall(Facts facts, Inputs inputs, RecentLookups recent, Moment now) {
        // Where a guardrail goes by the image's name, by the name of now.
        boolean named = !inputs.guardRails().images().isEmpty();
        String name = inputs.request().imageName();
        Object key = name == null ? key(inputs.request().imageId()) : nameKey(name);
        facts.image = named || facts.imageSearch != null ? null : Fact.recent(recent, key, Image.class, now);
    }

    /** Where changes leave an image for one another. */
    static Object key(String imageId) {
        return List.of(ImageCheck.class, imageId);
    }

    private static Object nameKey(String name) {
        return List.of(ImageCheck.class, "name", name);
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        ChangeRequest request = inputs.request();
        Image image = facts.imageOrNull();
        Findings findings = new Findings();
        if (facts.image == null || facts.imageProblem != null) {
            return findings.refuse(facts.imageProblem);
        }
        if (image == null && facts.imageUnchecked == null) {
            return findings.refuseIf(true, "image.missing", request.imageId());
        }
        if (image == null) {
            findings.warnIf(true, "image.unchecked", request.imageId(), facts.imageUnchecked);
        } else {
            addFindings(findings, image, facts.server.value(), inputs);
            LoginChecks.add(findings, request, inputs.login(), inputs.userData() != null, image);
        }
        UserDataCheck.add(findings, inputs, image);
        return findings.refuse(inputs.guardRails().violation(facts.imageId(inputs), image));
    }

    private static void addFindings(Findings findings, Image image, Server server, Inputs inputs) {
        String oldOs = server.osType();
        findings.refuseImageIf(
                        !"active".equals(image.status()), inputs, "image.inactive", image.label(), image.status())
                .refuseImageIf(
                        image.environment() != null && !FOR_SERVERS.equals(image.environment()),
                        inputs,
                        "image.environment",
                        image.label(),
                        image.environment(),
                        FOR_SERVERS)
                .refuseImageIf(
                        server.isPrepaid() && "market".equals(image.kind()), inputs, "image.market", image.label())
                .warnIf(
                        oldOs != null && image.osType() != null && !oldOs.equals(image.osType()),
                        "image.osFamily",
                        oldOs,
                        image.osType());
    }
}
