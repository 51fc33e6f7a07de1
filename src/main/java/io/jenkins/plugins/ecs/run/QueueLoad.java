package io.jenkins.plugins.ecs.run;

import java.util.Collection;

/**
 * How many changes are not over yet. Threads: any.
 *
 * @param underWay the first at each server
 * @param queued those behind them
 */
public record QueueLoad(int underWay, int queued) {

    /** Of this controller, at this moment. */
    public static QueueLoad now() {
        return ServerQueue.get().load();
    }

    static QueueLoad of(Collection<? extends Collection<?>> queues) {
        int all = queues.stream().mapToInt(Collection::size).sum();
        int servers = (int) queues.stream().filter(queue -> !queue.isEmpty()).count();
        return new QueueLoad(servers, all - servers);
    }
}
