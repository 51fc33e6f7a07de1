package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.time.Clock;

/** A change driven from a terminal. The terminal's own scrollback is its record: nothing survives the process. */
record TerminalContext(EcsClient client, Login login, Proof proof, LoginProbe loginProbe, SecretText userData)
        implements ChangeContext {

    @Override
    public void save(ChangeRecord change) {}

    @Override
    public Progress progress() {
        return line -> System.out.println(PlainText.of(line)); // servers and the cloud have part in it
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
