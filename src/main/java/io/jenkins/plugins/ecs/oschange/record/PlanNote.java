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

    /** Of a dry run: the login after the change, as the log names it; else null. */
    public String login() {
        return login;
    }

    /** Of a dry run that found no obstacle: the whole plan in the lines of the log, for whoever approves it; else null. */
    public String text() {
        return text;
    }

    /** @param login null where none is planned */
    public void told(String login, String text) {
        this.login = login;
        this.text = text;
    }
}
