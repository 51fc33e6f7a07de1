package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.login.Sight;
import io.jenkins.plugins.ecs.login.SshProbe;
import io.jenkins.plugins.ecs.login.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** What a thousand looks at new systems cost that are under way at once, at servers that accept a connection and then say nothing. */
public final class LoginBench {

    private static final int LOOKS = 1_000;

    private LoginBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, LOOKS, InetAddress.getLoopbackAddress());
                SshProbe probe = new SshProbe()) {
            Target target = new Target("127.0.0.1", silent.getLocalPort(), true);
            List<CompletableFuture<Sight>> first = looks(probe, target, 1);
            int one = Thread.activeCount();
            long before = used();
            List<CompletableFuture<Sight>> all = looks(probe, target, LOOKS - 1);
            Thread.sleep(5_000);
            long under = all.stream().filter(look -> !look.isDone()).count();
            print("login_looks_under_way", under + 1, "");
            print("login_threads_for_one_look", one, "threads");
            print("login_threads_for_all", Thread.activeCount(), "threads");
            print("login_memory_per_look", (used() - before) / 1024.0 / (LOOKS - 1), "KiB");
            first.get(0).join();
        }
    }

    private static List<CompletableFuture<Sight>> looks(SshProbe probe, Target target, int count)
            throws InterruptedException {
        List<CompletableFuture<Sight>> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            begun.add(probe.look(target, Proof.NONE));
        }
        Thread.sleep(1_000);
        return begun;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "BENCH %s=%.2f %s%n", name, value, unit);
    }
}
