package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulated cloud alone, for a Jenkins of one's own or any other client of the API. */
@Command(
        name = "cloud",
        mixinStandardHelpOptions = true,
        description = "Runs the simulated cloud until it is interrupted.")
final class CloudCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; any that is free by default.")
    private int port;

    @Override
    public Integer call() throws Exception {
        DemoKey key = DemoKey.make();
        try (SimulatedCloud cloud = Scene.start(port, key.publicLine())) {
            System.out.print(Scene.describe(cloud, key));
            System.out.println("Simulated cloud is running; interrupt to stop it.");
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
