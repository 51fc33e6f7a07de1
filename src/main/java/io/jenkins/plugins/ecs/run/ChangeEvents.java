package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Listeners;

/** Tells every {@link OsChangeListener} what happens to changes. Threads: those that drive changes. Throws nothing. */
final class ChangeEvents {

    private static final Logger LOGGER = Logger.getLogger(ChangeEvents.class.getName());

    /** A change is saved more than once in some states. */
    private static final Map<ChangeRecord, State> LAST = Collections.synchronizedMap(new WeakHashMap<>());

    private ChangeEvents() {}

    static void submitted(ChangeRecord change, Run<?, ?> run) {
        tell(OsChangeListener::onSubmitted, change, run);
    }

    /** Called for each state that is saved: those that matter are told once. What is saved after the end of the build is another story. */
    static void saved(ChangeRecord change, Run<?, ?> run) {
        State state = change.state();
        if (LAST.put(change, state) == state || change.aftermath() != null) {
            return;
        }
        if (state == State.STOPPING) {
            tell(OsChangeListener::onStopping, change, run);
        } else if (state.ended()) {
            tell(OsChangeListener::onEnded, change, run);
        }
    }

    /** What became of a change after its build had ended. */
    static void settled(ChangeRecord change, Run<?, ?> run) {
        tell(OsChangeListener::onSettled, change, run);
    }

    private static void tell(BiConsumer<OsChangeListener, ReportedChange> event, ChangeRecord change, Run<?, ?> run) {
        ReportedChange reported = new ReportedChange(change, run);
        try {
            Listeners.notify(OsChangeListener.class, true, listener -> event.accept(listener, reported));
        } catch (RuntimeException e) { // Jenkins is not there any more
            LOGGER.log(Level.WARNING, e, () -> "cannot tell of OS change " + change.id());
        }
    }
}
