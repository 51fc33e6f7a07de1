package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;

/** What is kept of the plan of a change. Part of the record: written by one thread at a time, read by reports at any time. */
public final class PlanNote implements Serializable {

    private static final long serialVersionUID = 1L;

    private volatile String volumeId;
    private volatile String login;
    private volatile String text;

    /** The system disk that the plan names: no other one is ever replaced. Null before there was a plan. */
    public String volumeId() {
        return volumeId;
    }

    public void volumeId(String systemVolumeId) {
        this.volumeId = systemVolumeId;
    }

    /** The login after the change, as the log names it; null where none is planned. */
    public String login() {
        return login;
    }

    public void login(String planned) {
        login = planned;
    }

    /** Of a dry run that found no obstacle: the whole plan in the lines of the log, for whoever approves it; else null. */
    public String text() {
        return text;
    }

    public void text(String lines) {
        text = lines;
    }
}
