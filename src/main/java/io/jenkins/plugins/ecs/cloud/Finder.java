package io.jenkins.plugins.ecs.cloud;

import java.util.List;
import okhttp3.HttpUrl;

/**
 * Servers and images by what is known of them. Each method brings one page by one exchange, beside a second one where a user with rights in enterprise projects has to ask
 * {@linkplain EnterpriseProjects otherwise}; waits for nobody and takes no {@linkplain EcsClient#slot slot}.
 */
public final class Finder {

    /** What the vendors recommend at most. */
    static final int PAGE = 100;

    private final ProjectApi api;
    private final EnterpriseProjects ofEcs = new EnterpriseProjects();
    private final EnterpriseProjects ofIms;

    Finder(ProjectApi api, EnterpriseProjects ofIms) {
        this.api = api;
        this.ofIms = ofIms;
    }

    /**
     * Servers of the project.
     *
     * @param name part of the name; the service reads it as a pattern, in which a point stands for any character, so that what comes is to be compared. Null for all
     * @param page {@link Page#next} of the page before; null for the first
     */
    public Page<Server> servers(String name, String page) throws CloudException {
        HttpUrl.Builder url = api.ecs("v1").addPathSegments("cloudservers/detail");
        int number = page == null ? 1 : Integer.parseInt(page); // this API counts pages, from 1
        url.addQueryParameter("offset", String.valueOf(number)).addQueryParameter("limit", String.valueOf(PAGE));
        if (name != null) {
            url.addQueryParameter("name", name);
        }
        List<Server> servers = ofEcs.ask(
                url,
                asked -> api.list(asked, ServerPage.class, ServerPage::servers),
                none -> page == null && none.isEmpty());
        return Page.of(servers, PAGE, String.valueOf(number + 1));
    }

    /**
     * Active images that servers can be made from, the newest first.
     *
     * @param name the exact name; null for all
     * @param page {@link Page#next} of the page before; null for the first
     */
    public Page<Image> images(String name, String page) throws CloudException {
        HttpUrl.Builder url = api.ims();
        url.addQueryParameter("limit", String.valueOf(PAGE)).addQueryParameter("status", "active");
        url.addQueryParameter("virtual_env_type", "FusionCompute");
        url.addQueryParameter("sort_key", "created_at").addQueryParameter("sort_dir", "desc");
        if (name != null) {
            url.addQueryParameter("name", name);
        }
        if (page != null) {
            url.addQueryParameter("marker", page);
        }
        List<Image> images = ofIms.ask(
                url,
                asked -> api.list(asked, ImagePage.class, ImagePage::images),
                none -> page == null && none.isEmpty());
        return Page.of(
                images,
                PAGE,
                images.isEmpty() ? null : images.get(images.size() - 1).id());
    }

    record ImagePage(List<Image> images) {}

    private record ServerPage(List<Server> servers) {}
}
