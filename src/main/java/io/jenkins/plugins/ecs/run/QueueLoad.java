package io.jenkins.plugins.ecs.run;

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
}
