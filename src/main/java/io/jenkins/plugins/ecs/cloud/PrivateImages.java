package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Private images of servers' system disks, made and watched by IMS. One exchange each.
 *
 * @see <a href="https://docs.otc.t-systems.com/image-management-service/api-ref/">IMS API reference</a>
 */
public final class PrivateImages {

    private static final int PAGE = 100;

    private final ProjectApi api;
    private final EnterpriseProjects enterpriseProjects;

    PrivateImages(ProjectApi api, EnterpriseProjects enterpriseProjects) {
        this.api = api;
        this.enterpriseProjects = enterpriseProjects;
    }

    /**
     * Asks for an image of a server's system disk. Data disks are not in it. After an exception whose {@link FailureClass#forChange()} says {@code LOOK} the image may
     * be under way: {@link #find} tells.
     *
     * @param enterpriseProjectId the one that the image is to belong to; null for the default one
     * @param name 1 to 128 characters; one that is taken is refused ({@code IMG.0009})
     * @param description one line, at most 1024 characters; or null
     * @param tags at most ten, keys up to 36 and values up to 43 characters
     * @return the id of the job, to be asked for with {@link #job}: ECS does not know it
     */
    public String create(
            String serverId, String enterpriseProjectId, String name, String description, Map<String, String> tags)
            throws CloudException {
        ObjectNode order = Json.MAPPER.createObjectNode().put("name", name).put("instance_id", Ids.lower(serverId));
        if (enterpriseProjectId != null) {
            order.put("enterprise_project_id", enterpriseProjectId);
        }
        if (description != null) {
            order.put("description", description);
        }
        if (!tags.isEmpty()) {
            ArrayNode list = order.putArray("image_tags");
            tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        }
        return api.submit(api.ims().addPathSegment("action"), Json.bytes(order));
    }

    /** A job of IMS by its id. */
    public ImageJob job(String jobId) throws CloudException {
        return api.get(api.imsOfProject("v1").addPathSegment("jobs").addPathSegment(jobId), ImageJob.class);
    }

    /** How many private images there are and may be in the region; nothing where the service does not say. */
    public Optional<ImageQuota> quota() throws CloudException {
        Quotas answer = api.get(api.ims("v1").addPathSegment("quota"), Quotas.class);
        List<ImageQuota> all = answer.quotas() == null ? null : answer.quotas().resources();
        return all == null
                ? Optional.empty()
                : all.stream()
                        .filter(quota -> "image".equals(quota.type()) && quota.isTold())
                        .findFirst();
    }

    /**
     * An image of that name that was made from that server, also one that is still being made: look at its {@link Image#status}. The newest where there are several.
     * It tells whether an order whose reply was lost has arrived.
     */
    public Optional<Image> find(String serverId, String name) throws CloudException {
        return named(name).stream()
                .filter(image -> image.isMadeFrom(serverId))
                .max(Comparator.comparing(Image::createdAt, Comparator.nullsFirst(Comparator.naturalOrder())));
    }

    /** The private images of that name, also those that are still being made. */
    public List<Image> named(String name) throws CloudException {
        HttpUrl.Builder url = api.ims();
        url.addQueryParameter("__imagetype", "private").addQueryParameter("name", name);
        url.addQueryParameter("limit", String.valueOf(PAGE));
        List<Image> found = enterpriseProjects.ask(
                url, asked -> api.list(asked, Finder.ImagePage.class, Finder.ImagePage::images), List::isEmpty);
        return found.stream().filter(image -> name.equals(image.name())).toList();
    }

    private record Quotas(Resources quotas) {}

    private record Resources(List<ImageQuota> resources) {}
}
