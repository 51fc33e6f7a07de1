package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** What a project has, page by page. */
public final class Listings {

    /** What the vendors recommend at most. */
    private static final int PAGE = 100;

    /** A bound on what is read: a form that offers more is of no use to anybody. */
    private static final int MOST_PAGES = 100;

    private final ProjectApi api;

    Listings(ProjectApi api) {
        this.api = api;
    }

    /** At most the first hundred servers, in one transport. */
    public List<Server> someServers() throws CloudException {
        List<Server> found = new ArrayList<>();
        addAll(found, serverPage(1));
        return found;
    }

    /** At most the first hundred images, in one transport. */
    public List<Image> someImages() throws CloudException {
        List<Image> found = new ArrayList<>();
        addAll(found, imagePage(null));
        return found;
    }

    /** All servers of the project. The {@code offset} of this API counts pages, from 1. */
    public List<Server> servers() throws CloudException {
        List<Server> all = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            if (!addAll(all, serverPage(page))) {
                break;
            }
        }
        return all;
    }

    /** All images that servers of the project can be made from. Each page begins after the image named as {@code marker}. */
    public List<Image> images() throws CloudException {
        List<Image> all = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            if (!addAll(
                    all,
                    imagePage(all.isEmpty() ? null : all.get(all.size() - 1).id()))) {
                break;
            }
        }
        return all;
    }

    /** All key pairs of the calling user. Their owner's id is only in {@link EcsClient#keyPair}. */
    public List<KeyPair> keyPairs() throws CloudException {
        List<EcsClient.KeyPairEnvelope> wrapped = api.get(api.ecs("v2.1").addPathSegment("os-keypairs"), KeyPairs.class)
                .wrapped();
        return wrapped == null
                ? List.of()
                : wrapped.stream().map(EcsClient.KeyPairEnvelope::keyPair).toList();
    }

    private List<Server> serverPage(int page) throws CloudException {
        HttpUrl.Builder url = api.ecs("v1").addPathSegments("cloudservers/detail");
        url.addQueryParameter("offset", String.valueOf(page)).addQueryParameter("limit", String.valueOf(PAGE));
        return api.get(url, ServerPage.class).servers();
    }

    private List<Image> imagePage(String after) throws CloudException {
        HttpUrl.Builder url = api.ims();
        url.addQueryParameter("limit", String.valueOf(PAGE)).addQueryParameter("status", "active");
        url.addQueryParameter("virtual_env_type", "FusionCompute");
        if (after != null) {
            url.addQueryParameter("marker", after);
        }
        return api.get(url, EcsClient.ImagePage.class).images();
    }

    /** @return whether there may be another page */
    private static <T> boolean addAll(List<T> all, List<T> page) {
        if (page != null) {
            all.addAll(page);
        }
        return page != null && page.size() >= PAGE;
    }

    private record ServerPage(List<Server> servers) {}

    private record KeyPairs(@JsonProperty("keypairs") List<EcsClient.KeyPairEnvelope> wrapped) {}
}
