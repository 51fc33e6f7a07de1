package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.ChangeContext;
import io.jenkins.plugins.ecs.oschange.Login;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.Progress;
import java.time.Clock;

/** A change driven from a terminal. The terminal's own scrollback is its record: nothing survives the process. */
record TerminalContext(EcsClient client, Login login, SecretText userData) implements ChangeContext {

    @Override
    public void save(OsChange change) {}

    @Override
    public Progress progress() {
        return System.out::println;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
