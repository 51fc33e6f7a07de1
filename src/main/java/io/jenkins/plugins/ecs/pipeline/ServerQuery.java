package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.cloud.ServerAddress;
import io.jenkins.plugins.ecs.oschange.ListReader;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Wildcards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of a tag, a name or both; without either all. */
final class ServerQuery implements Query<Server> {

    private static final long serialVersionUID = 1L;

    private final String tag;
    private final String name;

    /**
     * @param tag {@code key} or {@code key=value}; null for any
     * @param name with {@code *} for any characters; null for any
     */
    ServerQuery(@CheckForNull String tag, @CheckForNull String name) {
        this.tag = tag;
        this.name = name;
    }

    @Override
    public String function() {
        return EcsServersStep.FUNCTION;
    }

    @Override
    public ListReader.Kind<Server> kind() {
        return ListReader.SERVERS;
    }

    @Override
    public String filter() {
        return Stream.of(
                        tag == null ? null : Messages.QueryExecution_tag(tag),
                        name == null ? null : Messages.QueryExecution_name(name))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean fits(Server server) {
        boolean named = name == null || server.name() != null && Wildcards.matches(name, server.name());
        return named && (tag == null || tags(server).stream().anyMatch(each -> GuardRails.hasTag(tag, each)));
    }

    @Override
    public boolean isAllowed(Server server, GuardRails guardRails) {
        return guardRails.violation(server) == null;
    }

    @Override
    public Comparator<Server> order() {
        return Comparator.comparing((Server server) -> Objects.toString(server.name(), ""))
                .thenComparing(Server::id);
    }

    private static List<String> tags(Server server) {
        return server.tags() == null ? List.of() : server.tags();
    }

    @Override
    public LinkedHashMap<String, Object> told(Server server) {
        LinkedHashMap<String, Object> told = new LinkedHashMap<>();
        told.put("id", server.id());
        told.put("name", server.name());
        told.put("status", server.status());
        told.put("imageId", imageId(server));
        told.put("imageName", server.imageName());
        List<ServerAddress> floatingFirst = new ArrayList<>(server.typedAddresses());
        floatingFirst.sort(Comparator.comparing(address -> address.kind() != ServerAddress.Kind.FLOATING));
        ArrayList<Object> addresses = new ArrayList<>();
        for (ServerAddress address : floatingFirst) {
            LinkedHashMap<String, Object> one = new LinkedHashMap<>();
            one.put("ip", address.ip());
            one.put("type", address.kind().name().toLowerCase(Locale.ROOT));
            addresses.add(one);
        }
        told.put("addresses", addresses);
        LinkedHashMap<String, Object> tags = new LinkedHashMap<>();
        for (String each : tags(server)) {
            String[] parts = each.split("=", 2);
            tags.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        told.put("tags", tags);
        return told;
    }

    /** The one that IMS lists, where the server names two. */
    private static String imageId(Server server) {
        return server.meteredImageId() == null
                ? server.imageIds().stream().findFirst().orElse(null)
                : server.meteredImageId();
    }
}
