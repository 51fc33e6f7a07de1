package io.jenkins.plugins.ecs.scale;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** What this process uses. */
record Gauge(int threads, long heapBytes, long cpuNanos, long nanos) {

    static Gauge read() throws InterruptedException {
        for (int i = 0; i < 3; i++) { // what weak and soft references hold goes in steps
            System.gc();
            TimeUnit.MILLISECONDS.sleep(300);
        }
        return new Gauge(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                cpuTime(),
                System.nanoTime());
    }

    /** The processor time of this process so far, in nanoseconds; what other processes use does not count. */
    static long cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    double secondsUntilNow() {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** The share of one core that was used since then, in percent. */
    double cpuPercentUntilNow() {
        return 100.0 * (cpuTime() - cpuNanos) / (System.nanoTime() - nanos);
    }
}
