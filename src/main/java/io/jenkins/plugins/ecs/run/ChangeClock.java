package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The time by which changes are driven: the machine's, until a test has it pass.
 *
 * <p>Threads: any. Work runs in a thread of Jenkins' timer, so it must be short. Persistence: none.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ChangeClock {

    private final Set<Appointment> pending = ConcurrentHashMap.newKeySet();
    private final AtomicLong passed = new AtomicLong();

    public static ChangeClock get() {
        return ExtensionList.lookupSingleton(ChangeClock.class);
    }

    Clock wall() {
        Clock machine = Clock.systemUTC();
        long ahead = passed.get();
        return ahead == 0 ? machine : Clock.offset(machine, Duration.ofNanos(ahead));
    }

    /** As {@link System#nanoTime}. */
    long nanoTime() {
        return System.nanoTime() + passed.get();
    }

    Future<?> schedule(Runnable work, Duration delay) {
        Appointment appointment = new Appointment(work, delay);
        pending.add(appointment);
        appointment.timer = Timer.get().schedule(appointment, delay.toNanos(), TimeUnit.NANOSECONDS);
        return appointment;
    }

    void sleep(Duration time) throws InterruptedException {
        Appointment waking = new Appointment(() -> {}, time);
        pending.add(waking);
        try {
            waking.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            waking.cancel(false);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pending.remove(waking);
        }
    }

    /** How many wait for their time, asleep or scheduled. */
    int waiting() {
        return pending.size();
    }

    /** Lets this time pass at once: what is scheduled for it is done now, and sleepers wake up. For tests. */
    public void pass(Duration time) {
        passed.addAndGet(time.toNanos());
        List<Appointment> due = pending.stream().filter(Appointment::isDue).toList();
        due.forEach(pending::remove);
        due.forEach(Appointment::hurry);
    }

    private final class Appointment extends FutureTask<Void> {
        private final long due;
        /** Null for a sleeper. */
        private volatile ScheduledFuture<?> timer;

        Appointment(Runnable work, Duration delay) {
            super(work, null);
            due = nanoTime() + delay.toNanos();
        }

        boolean isDue() {
            return nanoTime() - due >= 0;
        }

        void hurry() {
            if (timer == null || timer.cancel(false)) {
                Timer.get().execute(this);
            }
        }

        @Override
        protected void done() {
            pending.remove(this);
            if (isCancelled() && timer != null) {
                timer.cancel(false);
            }
        }
    }
}
