package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueListener;
import hudson.model.queue.QueueTaskDispatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import jenkins.util.Timer;

/**
 * Holds builds that are started without the form, for example by another build, to what their build parameters offer. Where the list is not at hand, the build waits in the queue for it,
 * ten seconds at most, and is cancelled where it asks for something else: nobody may wait for a cloud while he decides on the queue, since nothing else is queued meanwhile.
 *
 * <p>Threads: those that hold the lock of Jenkins' queue. Persistence: none; after a restart, what is queued is checked anew.
 */
@Extension
public final class ParameterGuard extends QueueTaskDispatcher {

    private static final Logger LOGGER = Logger.getLogger(ParameterGuard.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** By the ID of what is queued: since when its list is waited for. */
    private final Map<Long, Long> waiting = new ConcurrentHashMap<>();

    /** What is queued and was found to be offered: it stays so, however long it is queued. */
    private final Set<Long> passed = ConcurrentHashMap.newKeySet();

    @Override
    @CheckForNull
    public CauseOfBlockage canRun(Queue.Item item) {
        if (!(item.task instanceof Job<?, ?> job) || passed.contains(item.getId())) {
            return null;
        }
        ParameterChoices.Answer answer = answer(job, item.getActions(ParametersAction.class));
        long now = System.nanoTime();
        boolean asking = answer != null
                && answer.asking()
                && now - waiting.computeIfAbsent(item.getId(), id -> now) < LONGEST_WAIT.toNanos();
        if (asking) {
            Timer.get()
                    .schedule(Queue.getInstance()::scheduleMaintenance, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } else if (answer == null || answer.problem() == null) {
            passed.add(item.getId());
            return null;
        } else {
            warn(job, answer);
            Timer.get().execute(() -> cancel(item.getId()));
        }
        return new WaitsForList();
    }

    private static void cancel(long id) {
        Queue.Item item = Queue.getInstance().getItem(id);
        if (item != null) {
            Queue.getInstance().cancel(item);
        }
    }

    private static void warn(Job<?, ?> job, ParameterChoices.Answer answer) {
        LOGGER.warning(() -> "no build of " + job.getFullName() + " is started: " + answer.problem());
    }

    /** @return of the first parameter that has another value than it offers, or whose list is not there yet; null where there is none */
    @CheckForNull
    private static ParameterChoices.Answer answer(Job<?, ?> job, List<? extends Action> actions) {
        ParametersDefinitionProperty all = job.getProperty(ParametersDefinitionProperty.class);
        if (all == null) {
            return null;
        }
        for (ParameterDefinition each : all.getParameterDefinitions()) {
            if (each instanceof EcsParameterDefinition ours) {
                ParameterChoices.Answer answer = answer(job, ours, actions);
                if (answer != null) {
                    return new ParameterChoices.Answer(ours.getName() + ": " + answer.problem(), answer.asking());
                }
            }
        }
        return null;
    }

    @CheckForNull
    private static ParameterChoices.Answer answer(
            Job<?, ?> job, EcsParameterDefinition definition, List<? extends Action> actions) {
        if (definition.getProblem() != null) {
            return new ParameterChoices.Answer(definition.getProblem(), false);
        }
        return actions.stream()
                .filter(ParametersAction.class::isInstance)
                .flatMap(action -> ((ParametersAction) action).getParameters().stream())
                .filter(value -> value.getName().equals(definition.getName()))
                .map(value -> definition.answerNow(job, text(value)))
                .filter(answer -> answer.problem() != null || answer.asking())
                .findFirst()
                .orElse(null);
    }

    private static String text(ParameterValue value) {
        return Objects.toString(value.getValue(), "");
    }

    private static final class WaitsForList extends CauseOfBlockage {
        @Override
        public String getShortDescription() {
            return Messages.ParameterGuard_waits();
        }
    }

    /** Refuses at once what is known not to be offered. */
    @Extension
    public static final class AtOnce extends Queue.QueueDecisionHandler {
        @Override
        public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
            ParameterChoices.Answer answer = task instanceof Job<?, ?> job ? answer(job, actions) : null;
            if (answer == null || answer.asking()) {
                return true;
            }
            warn((Job<?, ?>) task, answer);
            return false;
        }
    }

    /** What has left the queue is forgotten. */
    @Extension
    public static final class Leavers extends QueueListener {
        @Override
        public void onLeft(Queue.LeftItem item) {
            ParameterGuard guard = QueueTaskDispatcher.all().get(ParameterGuard.class);
            if (guard != null) {
                guard.waiting.remove(item.getId());
                guard.passed.remove(item.getId());
            }
        }
    }
}
