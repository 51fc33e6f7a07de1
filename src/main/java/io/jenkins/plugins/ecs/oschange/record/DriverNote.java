package io.jenkins.plugins.ecs.oschange.record;

/** What whoever drives a change tells of itself, for the words of the change. It is noted with the record, and never kept with it. Threads: any. */
public final class DriverNote {

    private DriverNote() {}

    /** Whoever keeps the record looks what becomes of the change, should its build let go of it. */
    public static void monitorsAfterwards(ChangeRecord change) {
        change.monitored = true;
    }

    /** @param credential which API credential is used, for people; null where nothing is known of it */
    public static void asksAs(ChangeRecord change, String credential) {
        change.credential = credential;
    }
}
