package io.jenkins.plugins.ecs.simulator;

import java.util.EnumMap;
import java.util.Map;
import okhttp3.HttpUrl;

/** The permissions of the calling user; at first all. */
public final class Permissions {

    /** How lists treat a user with rights in an enterprise project only. */
    public enum Scope {
        /** The user has rights in the whole project. */
        PROJECT,
        /** Lists without all_granted_eps are refused. */
        ENTERPRISE_REFUSED,
        /** Lists without all_granted_eps are empty. */
        ENTERPRISE_EMPTY
    }

    private final Map<Call, Answer> refused = new EnumMap<>(Call.class);
    private Scope scope = Scope.PROJECT;

    Permissions() {}

    /** Refuses this call with 403 from now on. */
    public synchronized Permissions deny(Call call) {
        refused.put(call, Answer.ecs(403, "Pdp.0001", "Policy doesn't allow the action to be performed."));
        return this;
    }

    /** Allows this call again. */
    public synchronized Permissions allow(Call call) {
        refused.remove(call);
        return this;
    }

    /** Refuses lists of servers and images (403) without {@code enterprise_project_id=all_granted_eps}. */
    public synchronized void enterpriseProjectsOnly() {
        scope = Scope.ENTERPRISE_REFUSED;
    }

    /** Returns empty lists of servers and images without {@code enterprise_project_id=all_granted_eps}. */
    public synchronized void enterpriseProjectsOnlyAndSilently() {
        scope = Scope.ENTERPRISE_EMPTY;
    }

    /** @return the answer instead of the regular one, or null */
    synchronized Answer answer(Call call, HttpUrl url) {
        boolean list = call == Call.IMAGES || call == Call.SERVERS;
        boolean granted = "all_granted_eps".equals(url.queryParameter("enterprise_project_id"));
        if (scope == Scope.PROJECT || !list || granted) {
            return refused.get(call);
        }
        if (scope == Scope.ENTERPRISE_REFUSED) {
            return Answer.ecs(403, "Pdp.0001", "Policy doesn't allow the action without an enterprise project.");
        }
        var empty = Answer.MAPPER.createObjectNode();
        empty.putArray(call == Call.IMAGES ? "images" : "servers");
        return Answer.ok(empty);
    }
}
