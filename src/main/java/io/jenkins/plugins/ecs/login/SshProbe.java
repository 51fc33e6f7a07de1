package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousChannelGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.common.PropertyResolverUtils;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Looks by SSH, or where that is not spoken by connecting alone. Share one object: however many looks are under way, it has the same few threads, of which none waits for
 * a network; but for host names, which Java can only look up with one that does.
 *
 * <p>Nothing is read of this machine's own SSH configuration: no keys, no known hosts, no agent.
 */
public final class SshProbe implements LoginProbe, AutoCloseable {

    static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private static final int THREADS = 2;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.%]*");

    /** What OpenSSH prefers comes first, so that the fingerprint is the one that its users are shown. */
    private static final List<BuiltinSignatures> HOST_KEYS = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256,
            BuiltinSignatures.rsa);

    private final AsynchronousChannelGroup group;
    private final Executor names = Executors.newFixedThreadPool(THREADS, daemons("ECS login: names"));
    private final SshClient client;
    private final Duration longestLook;

    public SshProbe() {
        this(LONGEST_LOOK);
    }

    SshProbe(Duration longestLook) {
        this.longestLook = longestLook;
        try {
            group = AsynchronousChannelGroup.withFixedThreadPool(THREADS, daemons("ECS login"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = client(group);
        client.start();
    }

    private static SshClient client(AsynchronousChannelGroup group) {
        SshClient made = SshClient.setUpDefaultClient();
        CloseableExecutorService resuming = ThreadUtils.newCachedThreadPool("ECS login: resumed");
        made.setIoServiceFactoryFactory(new AsyncConnector.Factories(group, resuming));
        made.setSessionFactory(new QuietSession.Factory(made));
        made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        made.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        made.setFilePasswordProvider(FilePasswordProvider.EMPTY);
        made.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
        made.setUserAuthFactories(List.of(
                new UserAuthPublicKeyFactory(),
                new UserAuthPasswordFactory(),
                new UserAuthKeyboardInteractiveFactory()));
        made.setServiceFactories(List.of(new Authentication.Factory(), ClientConnectionServiceFactory.INSTANCE));
        CoreModuleProperties.PASSWORD_PROMPTS.set(made, 1); // servers lock out whom they refuse more often
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(made, true);
        PropertyResolverUtils.updateProperty(made, UserInteraction.AUTO_DETECT_PASSWORD_PROMPT, false);
        made.setSignatureFactories(List.copyOf(
                HOST_KEYS.stream().filter(BuiltinSignatures::isSupported).toList()));
        made.setChannelFactories(List.of());
        made.setSessionHeartbeat(HeartbeatType.NONE, Duration.ZERO);
        made.setServerKeyVerifier((session, address, key) -> SshLook.of(session).isShown(HostKey.of(key)));
        made.addSessionListener(new SshLook.Listener());
        return made;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + ' ' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public CompletableFuture<Sight> look(Target target, Proof proof) {
        if (ADDRESS.matcher(target.host()).matches()) {
            return look(target, proof, target.host());
        }
        CompletableFuture<Sight> seen = new CompletableFuture<>();
        CompletableFuture.supplyAsync(() -> addressOf(target.host()), names)
                .completeOnTimeout(null, LONGEST_CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(address -> {
                    if (address == null) {
                        seen.complete(Sight.of(Obstacle.UNKNOWN_HOST, target.host(), null));
                    } else if (!seen.isDone()) {
                        CompletableFuture<Sight> looking = look(target, proof, address);
                        looking.thenAccept(seen::complete);
                        seen.whenComplete((sight, cancelled) -> looking.cancel(false));
                    }
                });
        return seen;
    }

    private CompletableFuture<Sight> look(Target target, Proof proof, String address) {
        InetSocketAddress where = new InetSocketAddress(address, target.port());
        return target.ssh() ? new SshLook(proof, longestLook).begin(client, where) : TcpLook.begin(group, where);
    }

    /** @return null where it has none */
    private static String addressOf(String name) {
        try {
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Breaks off the looks that are under way. */
    @Override
    public void close() {
        client.close(true);
        group.shutdown();
    }
}
