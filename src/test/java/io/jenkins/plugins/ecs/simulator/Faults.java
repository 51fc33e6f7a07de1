package io.jenkins.plugins.ecs.simulator;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.SocketEffect;

/** What shall go wrong on the wire, each once, for the first request that it is meant for. */
public final class Faults {

    private final List<Fault> pending = new CopyOnWriteArrayList<>();

    /**
     * @param instead the answer that is given without asking the cloud, or null
     * @param effect what happens to the connection after the cloud has acted and before it answers
     */
    record Fault(String method, String pathEnd, Answer instead, SocketEffect effect) {
        boolean isFor(String requestMethod, String path) {
            return requestMethod.equals(method) && path.contains(pathEnd);
        }
    }

    /** The cloud acts on the request, but the reply is lost. */
    public void loseReply(String method, String pathPart) {
        pending.add(new Fault(method, pathPart, null, new SocketEffect.CloseSocket()));
    }

    /** The gateway answers this, and the cloud never sees the request. */
    public void answer(String method, String pathPart, int status, String code, String message) {
        pending.add(new Fault(method, pathPart, Answer.gateway(status, code, message), null));
    }

    Fault next(String method, String path) {
        Iterator<Fault> each = pending.iterator();
        while (each.hasNext()) {
            Fault fault = each.next();
            if (fault.isFor(method, path) && pending.remove(fault)) {
                return fault;
            }
        }
        return null;
    }
}
