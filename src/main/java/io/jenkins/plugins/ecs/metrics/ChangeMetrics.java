package io.jenkins.plugins.ecs.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import com.codahale.metrics.Timer;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.oschange.record.ChangeStatus;
import io.jenkins.plugins.ecs.run.OsChangeListener;
import io.jenkins.plugins.ecs.run.QueueLoad;
import io.jenkins.plugins.ecs.run.ReportedChange;
import io.jenkins.plugins.ecs.site.EcsClients;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import jenkins.metrics.api.MetricProvider;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** The figures of all OS changes for the Metrics plugin, where that is installed. Threads: any. Persistence: none; they begin with the start of Jenkins. */
@OptionalExtension(requirePlugins = "metrics")
public final class ChangeMetrics extends MetricProvider {

    private static final String CHANGES = "ecs-change-os.changes.";
    private static final String REQUESTS = "ecs-change-os.requests.";

    private final Map<String, Metric> all = new TreeMap<>();
    private final Map<ChangeStatus, Meter> ended = new TreeMap<>();
    private final Meter submitted = new Meter();
    private final Timer duration = new Timer();

    public ChangeMetrics() {
        gauge(CHANGES + "under-way", () -> QueueLoad.now().underWay());
        gauge(CHANGES + "queued", () -> QueueLoad.now().queued());
        all.put(CHANGES + "submitted", submitted);
        all.put(CHANGES + "duration", duration);
        for (ChangeStatus status : ChangeStatus.values()) {
            Meter meter = new Meter();
            ended.put(status, meter);
            all.put(CHANGES + status.name().toLowerCase(Locale.ROOT).replace('_', '-'), meter);
        }
        gauge(REQUESTS + "sent", () -> ofHosts(RateLimiter::requests).sum());
        gauge(
                REQUESTS + "throttled",
                () -> ofHosts(RateLimiter::throttledRequests).sum());
        gauge(
                REQUESTS + "delay",
                () -> ofHosts(limiter -> limiter.delay().toMillis()).max().orElse(0));
    }

    private void gauge(String name, Gauge<Number> gauge) {
        all.put(name, gauge);
    }

    private static LongStream ofHosts(ToLongFunction<RateLimiter> figure) {
        Collection<RateLimiter> hosts = EcsClients.get().limiters();
        return hosts.stream().mapToLong(figure);
    }

    @NonNull
    @Override
    public MetricSet getMetricSet() {
        return metrics(all);
    }

    private void submitted() {
        submitted.mark();
    }

    private void ended(ChangeStatus status, Duration took) {
        ended.get(status).mark();
        if (status == ChangeStatus.SUCCESS) {
            duration.update(took);
        }
    }

    /** Counts what happens. */
    @OptionalExtension(requirePlugins = "metrics")
    public static final class Counter extends OsChangeListener {

        private static ChangeMetrics metrics() {
            return ExtensionList.lookupSingleton(ChangeMetrics.class);
        }

        @Override
        public void onSubmitted(ReportedChange change) {
            metrics().submitted();
        }

        @Override
        public void onEnded(ReportedChange change) {
            metrics().ended(change.getStatus(), change.getDuration());
        }
    }
}
