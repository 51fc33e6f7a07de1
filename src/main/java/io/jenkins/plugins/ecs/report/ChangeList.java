package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecs.run.ChangeInFlight;
import io.jenkins.plugins.ecs.run.ChangeSummary;
import io.jenkins.plugins.ecs.run.LastOutcomes;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The changes of the whole controller as one reader asked to see them, at one moment. No build is loaded. Threads: those of web requests. */
public final class ChangeList {

    private final String site;
    private final String server;
    private final Look outcome;
    private final List<ListedChange> inFlight;
    private final List<ListedChange> outcomes;
    private final Set<String> sites = new TreeSet<>();

    /**
     * @param site the name of the site, or null for all
     * @param server a part of the server's name or ID, or null for all
     * @param outcome the name of a {@link Look}, or null for all; what is none is taken for all
     */
    ChangeList(@CheckForNull String site, @CheckForNull String server, @CheckForNull String outcome) {
        this.site = Util.fixEmptyAndTrim(site);
        this.server = Util.fixEmptyAndTrim(server);
        this.outcome = look(outcome);
        List<ChangeInFlight> allFlying = ChangeInFlight.all();
        List<ChangeSummary> allOver = LastOutcomes.get().all();
        Remembered.Lookup names = new Remembered.Lookup(allFlying, allOver);
        List<ListedChange> flying = allFlying.stream()
                .map(flight -> ListedChange.inFlight(flight, names))
                .toList();
        Set<String> unfinished = flying.stream()
                .map(ListedChange::getId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<ListedChange> over = allOver.stream()
                .filter(change -> !unfinished.contains(change.id()))
                .map(change -> ListedChange.ended(change, names))
                .toList();
        EcsSites.get().getSites().stream().map(EcsSite::getName).forEach(sites::add);
        Stream.concat(flying.stream(), over.stream())
                .map(ListedChange::siteName)
                .filter(Objects::nonNull)
                .forEach(sites::add);
        inFlight = byServer(flying);
        outcomes = over.stream()
                .filter(this::isAskedFor)
                .sorted(Comparator.comparing(ListedChange::look)) // stable: the newest first in each
                .toList();
    }

    @CheckForNull
    private static Look look(@CheckForNull String name) {
        return Arrays.stream(Look.values())
                .filter(look -> look.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Servers whose queue is stuck first, then those with a detached change; the changes of each in the order of its queue. */
    private List<ListedChange> byServer(Collection<ListedChange> all) {
        Map<String, List<ListedChange>> servers = new LinkedHashMap<>();
        for (ListedChange change : all) {
            String queue = change.getServerId() == null ? change.getId() : change.getServerId();
            servers.computeIfAbsent(queue, id -> new ArrayList<>()).add(change);
        }
        return servers.values().stream()
                .sorted(Comparator.comparing(
                                (List<ListedChange> queue) -> queue.stream().noneMatch(ListedChange::isStuck))
                        .thenComparing(queue -> queue.stream()
                                .map(ListedChange::look)
                                .min(Comparator.naturalOrder())
                                .orElse(Look.RUNNING))
                        .thenComparing(queue -> Util.fixNull(queue.get(0).getServerLabel())))
                .flatMap(queue -> queue.stream().sorted(Comparator.comparing(ListedChange::getPlace)))
                .filter(this::isAskedFor)
                .toList();
    }

    private boolean isAskedFor(ListedChange change) {
        return (site == null || site.equals(change.siteName()))
                && (outcome == null || outcome == change.look())
                && (server == null || has(change.getServerLabel()) || has(change.getServerId()));
    }

    private boolean has(@CheckForNull String text) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(server.toLowerCase(Locale.ROOT));
    }

    public List<ListedChange> getInFlight() {
        return inFlight;
    }

    public List<ListedChange> getOutcomes() {
        return outcomes;
    }

    public Set<String> getSites() {
        return sites;
    }

    @CheckForNull
    public String getSite() {
        return site;
    }

    @CheckForNull
    public String getServer() {
        return server;
    }

    @CheckForNull
    public String getOutcome() {
        return outcome == null ? null : outcome.getName();
    }

    public List<Look> getLooks() {
        return List.of(Look.values());
    }

    public boolean isFiltered() {
        return site != null || server != null || outcome != null;
    }

    /** What asks for the same list again. */
    public String getQuery() {
        return "?site=" + encoded(site) + "&server=" + encoded(server) + "&outcome=" + encoded(getOutcome());
    }

    static String encoded(@CheckForNull String text) {
        return URLEncoder.encode(Util.fixNull(text), StandardCharsets.UTF_8);
    }
}
