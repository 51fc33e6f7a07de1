package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code os-instance-actions}. Which action an OS change leaves is not documented; here it is {@code rebuild}. */
final class InstanceActions {

    private InstanceActions() {}

    static Answer of(String serverId, List<Deed> deeds) {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        ArrayNode list = root.putArray("instanceActions");
        for (Deed deed : deeds) {
            String action =
                    switch (deed.what()) {
                        case CHANGE_OS -> "rebuild";
                        case STOP -> "stop";
                        case START -> "start";
                        case SAVE_IMAGE, OTHER -> null;
                    };
            if (action != null && deed.serverId().equals(serverId)) {
                list.insertObject(0)
                        .put("instance_uuid", serverId)
                        .put("user_id", deed.who() == Deed.Who.US ? SimulatedCloud.USER : Somebody.USER)
                        .put("start_time", deed.at().toString().replaceAll("(\\.\\d+)?Z$", ".000000"))
                        .put("request_id", "req-" + deed.jobId())
                        .put("action", action)
                        .put("message", deed.outcome() == Deed.Outcome.FAILED ? "Error" : null)
                        .put("project_id", SimulatedCloud.PROJECT);
            }
        }
        return Answer.ok(root);
    }
}
