package io.jenkins.plugins.ecs.simulator;

import java.util.EnumMap;
import java.util.Map;
import okhttp3.HttpUrl;

/** What the calling user may do in the simulated cloud: everything, as long as nothing is taken away. */
public final class Permissions {

    /** For how a user is treated who has rights in an enterprise project alone. */
    public enum Scope {
        /** Rights in the whole project. */
        PROJECT,
        /** Lists are refused unless asked for all granted enterprise projects. */
        ENTERPRISE_REFUSED,
        /** Lists are empty unless asked for all granted enterprise projects. */
        ENTERPRISE_EMPTY
    }

    private final Map<Call, Answer> refused = new EnumMap<>(Call.class);
    private Scope scope = Scope.PROJECT;

    Permissions() {}

    /** This call is refused with 403 from now on. */
    public synchronized Permissions deny(Call call) {
        refused.put(call, Answer.ecs(403, "Pdp.0001", "Policy doesn't allow the action to be performed."));
        return this;
    }

    /** It is allowed again. */
    public synchronized Permissions allow(Call call) {
        refused.remove(call);
        return this;
    }

    /** Lists of servers and images are refused (403), unless {@code enterprise_project_id=all_granted_eps} is asked for. */
    public synchronized void enterpriseProjectsOnly() {
        scope = Scope.ENTERPRISE_REFUSED;
    }

    /** Lists of servers and images are empty, unless {@code enterprise_project_id=all_granted_eps} is asked for. */
    public synchronized void enterpriseProjectsOnlyAndSilently() {
        scope = Scope.ENTERPRISE_EMPTY;
    }

    /** @return the answer in the place of the right one, or null */
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
