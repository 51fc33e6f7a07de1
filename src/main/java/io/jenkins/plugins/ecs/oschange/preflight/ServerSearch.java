package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Page;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A look for the one server of a name, page by page: the service finds more than was asked for. Where it finds nothing, one page of all servers is read for names that are near. In memory only; one thread at a time. */
public final class ServerSearch {

    private static final int MOST_PAGES = 100;
    private static final int MOST_SHOWN = 10;

    /** What the service takes for itself, in a name that it reads as a pattern; a point stands for itself as well. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.-]+");

    private final String name;
    private final String part;
    private final Moment begun;
    private final Map<String, Server> named = new LinkedHashMap<>();
    private final Map<String, Server> similar = new LinkedHashMap<>();
    private final NearNames<Server> near;
    private boolean looksAround;
    private String next;
    private List<Server> last;
    private boolean repeats;
    private int pages;
    private String forbidden;

    /** @param name the exact name */
    public ServerSearch(String name, Moment begun) {
        this.name = name;
        this.begun = begun;
        near = new NearNames<>(name);
        part = PLAIN.matcher(name)
                .results()
                .map(MatchResult::group)
                .reduce((one, other) -> other.length() > one.length() ? other : one)
                .orElse(null);
    }

    /** Asks for a page. @return whether that was the last one */
    public boolean advance(EcsClient client) throws CloudException {
        if (looksAround) {
            lookAround(client);
            return true;
        }
        Page<Server> page;
        try {
            page = client.finder().servers(part, next);
        } catch (RefusedException e) {
            if (!Findings.isForbidden(e)) {
                throw e;
            }
            forbidden = text("find.server.forbidden", name, CloudWords.told(e));
            return true;
        }
        for (Server server : page.items()) {
            if (server.id() != null && server.status() != null) {
                (name.equals(server.name()) ? named : similar).put(server.id(), server);
            }
        }
        next = page.next();
        repeats = next != null && page.items().equals(last);
        last = page.items();
        looksAround = next == null && part != null && named.isEmpty() && similar.isEmpty();
        return !looksAround && (next == null || repeats || ++pages >= MOST_PAGES);
    }

    private void lookAround(EcsClient client) {
        try {
            client.finder().servers(null, null).items().stream()
                    .filter(server -> server.status() != null)
                    .forEach(server -> near.add(server.id(), server.name(), server));
        } catch (CloudException e) {
            looksAround = false; // there is no server of that name, whatever others there are
        }
    }

    /** When the first page was asked for. */
    Moment begun() {
        return begun;
    }

    /** The ID of the only server of that name; to be asked for where there is no {@link #problem}. */
    public String serverId() {
        return named.keySet().iterator().next();
    }

    /** @param guardRails nobody is told of other servers than those that he may change @return why it is not clear which server is meant, or null */
    public String problem(GuardRails guardRails) {
        if (forbidden != null) {
            return forbidden;
        }
        if (repeats) {
            return text("find.server.repeats", name);
        }
        if (next != null && pages >= MOST_PAGES) {
            return text("find.server.many", name);
        }
        if (named.isEmpty()) {
            similar.values().forEach(server -> near.add(server.id(), server.name(), server));
            String nearest = near.told(server -> guardRails.violation(server) == null);
            String candidates = nearest.isEmpty() ? candidates(similar.values(), guardRails) : nearest;
            return text(candidates.isEmpty() ? "find.server.none" : "find.server.similar", name, candidates);
        }
        return named.size() == 1
                ? null
                : text("find.server.several", name, named.size(), candidates(named.values(), guardRails));
    }

    private static String candidates(Collection<Server> servers, GuardRails guardRails) {
        return servers.stream()
                .filter(server -> guardRails.violation(server) == null)
                .limit(MOST_SHOWN)
                .map(server -> server.name() + " (" + server.id() + ")")
                .collect(Collectors.joining(", "));
    }
}
