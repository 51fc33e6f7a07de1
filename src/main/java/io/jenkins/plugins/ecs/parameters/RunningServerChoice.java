package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import net.sf.json.JSONObject;

/** The one choice of the form that stands for the two parameters {@code stopFirst} and {@code mode}. Scripts and saved configurations know these alone. */
public enum RunningServerChoice {
    FAIL,
    STOP_FIRST,
    CLOUD_STOPS;

    private static final String FIELD = "ifRunning";

    static RunningServerChoice of(@CheckForNull OsChangeParameters parameters) {
        if (parameters == null) {
            return FAIL;
        }
        return parameters.isStopFirst() ? STOP_FIRST : parameters.getMode() == null ? FAIL : CLOUD_STOPS;
    }

    static ListBoxModel list() {
        ListBoxModel list = new ListBoxModel();
        list.add(Messages.RunningServerChoice_fail(), FAIL.name());
        list.add(Messages.RunningServerChoice_stopFirst(), STOP_FIRST.name());
        list.add(Messages.RunningServerChoice_cloudStops(), CLOUD_STOPS.name());
        return list;
    }

    /** @return the submitted form with the two parameters in place of the choice; the same form where it has none */
    public static JSONObject bind(JSONObject form) {
        Object chosen = form.get(FIELD);
        if (!(chosen instanceof String)) {
            return form;
        }
        JSONObject bound = JSONObject.fromObject(form);
        bound.remove(FIELD);
        bound.put("stopFirst", chosen.equals(STOP_FIRST.name()));
        bound.put("mode", chosen.equals(CLOUD_STOPS.name()) ? ChangeRequest.WITH_STOP_SERVER : "");
        return bound;
    }
}
