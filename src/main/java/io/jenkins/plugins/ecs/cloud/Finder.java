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
        Place place = Place.of(page);
        url.addQueryParameter("offset", String.valueOf(place.number)).addQueryParameter("limit", String.valueOf(PAGE));
        if (name != null) {
            url.addQueryParameter("name", name);
        }
        ServerPage found = ofEcs.ask(
                url, asked -> api.get(asked, ServerPage.class).withList(), none -> page == null && none.isEmpty());
        Place next = place.after(found.servers.size());
        return new Page<>(found.servers, found.mayHaveMore(next.seen) ? next.toString() : null);
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
        return new Page<>(
                images,
                images.size() < PAGE ? null : images.get(images.size() - 1).id());
    }

    record ImagePage(List<Image> images) {}

    /** @param count how many there are, on all pages */
    private record ServerPage(int count, List<Server> servers) {

        ServerPage withList() throws NoAnswerException {
            ProjectApi.requireList(servers);
            return this;
        }

        boolean isEmpty() {
            return servers.isEmpty();
        }

        /** A cloud may give fewer at once than were asked for. @param seen on this page and those before */
        boolean mayHaveMore(int seen) {
            return servers.size() >= PAGE || !servers.isEmpty() && count > seen;
        }
    }

    /** Where a list of servers goes on. @param number of the page, from 1 @param seen on the pages before */
    private record Place(int number, int seen) {

        static Place of(String page) {
            if (page == null) {
                return new Place(1, 0);
            }
            String[] parts = page.split("/");
            return new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        Place after(int more) {
            return new Place(number + 1, seen + more);
        }

        @Override
        public String toString() {
            return number + "/" + seen;
        }
    }
}
