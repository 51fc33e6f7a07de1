package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.ComputerListener;
import hudson.slaves.SlaveComputer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * The addresses of this Jenkins: of the controller, and of the agents that a build uses. A server with one of them is not to be changed by that build.
 *
 * <p>Persistence: none; an agent is asked for its address when it connects. Threads: any. Errors: an address that cannot be found out is left out.
 */
@Extension
public final class OwnAddresses extends ComputerListener {

    private static final Logger LOGGER = Logger.getLogger(OwnAddresses.class.getName());

    private final Map<Computer, Set<String>> agents = Collections.synchronizedMap(new WeakHashMap<>());

    static Set<String> of(Run<?, ?> run) {
        Set<String> addresses = controller();
        OwnAddresses known = ExtensionList.lookupSingleton(OwnAddresses.class);
        for (Computer computer : Jenkins.get().getComputers()) {
            if (computer.getAllExecutors().stream().anyMatch(executor -> builds(executor, run))) {
                addresses.addAll(known.ofAgent(computer));
            }
        }
        return addresses;
    }

    /** Asks it where it has just connected, and has not been asked yet. */
    private Set<String> ofAgent(Computer computer) {
        if (computer instanceof SlaveComputer && !agents.containsKey(computer)) {
            ask(computer);
        }
        return agents.getOrDefault(computer, Set.of());
    }

    private static boolean builds(Executor executor, Run<?, ?> run) {
        Queue.Executable executable = executor.getCurrentExecutable();
        while (executable != null && executable != run) {
            executable = executable.getParentExecutable();
        }
        return executable != null;
    }

    private static Set<String> controller() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .flatMap(OwnAddresses::told)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (SocketException e) {
            LOGGER.log(Level.FINE, "The addresses of the controller cannot be found out", e);
            return new TreeSet<>();
        }
    }

    /** None for those that mean another machine wherever they are used. Without the scope, which Java adds to the IPv6 addresses of this machine and no cloud knows. */
    private static Stream<String> told(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress()
                ? Stream.empty()
                : Stream.of(address.getHostAddress().replaceFirst("%.*", ""));
    }

    @Override
    public void onOnline(Computer computer, TaskListener listener) {
        if (computer instanceof SlaveComputer) {
            Computer.threadPoolForRemoting.execute(() -> ask(computer));
        }
    }

    private void ask(Computer computer) {
        try {
            String host = computer.getHostName();
            if (host != null) {
                agents.put(
                        computer,
                        Arrays.stream(InetAddress.getAllByName(host))
                                .flatMap(OwnAddresses::told)
                                .collect(Collectors.toSet()));
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "The address of " + computer.getName() + " cannot be found out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
