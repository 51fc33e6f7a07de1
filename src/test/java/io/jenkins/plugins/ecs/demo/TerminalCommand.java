package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.PrivateKeys;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.login.SshProbe;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.InvalidInputException;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Changes the OS of one server from a terminal, with the very process that the plugin runs. */
@Command(
        name = "terminal",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Changes the OS of one server. Without --endpoint the simulated cloud is started for it.",
            "Secrets come from the environment: ECS_ACCESS_KEY, ECS_SECRET_KEY and, for temporary keys,"
                    + " ECS_SECURITY_TOKEN; or ECS_DOMAIN, ECS_USER, ECS_PASSWORD; ECS_ADMIN_PASSWORD for the new login,"
                    + " ECS_KEY_PASSPHRASE for --private-key."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:changed", "1:refused or failed", "2:usage", "3:outcome unknown"})
final class TerminalCommand implements Callable<Integer> {

    @Option(names = "--endpoint", paramLabel = "URL", description = "ECS endpoint; needs --project.")
    private String endpoint;

    @Option(names = "--project", paramLabel = "ID", description = "Project ID of the region.")
    private String project;

    @Option(names = "--iam-endpoint", paramLabel = "URL", description = "If not that of ECS with iam. for ecs.")
    private String iamEndpoint;

    @Option(names = "--ims-endpoint", paramLabel = "URL", description = "If not that of ECS with ims. for ecs.")
    private String imsEndpoint;

    @Option(names = "--server", paramLabel = "ID", description = "The server to change.")
    private String server;

    @Option(names = "--server-name", paramLabel = "NAME", description = "The same by its exact name.")
    private String serverName;

    @Option(names = "--image", paramLabel = "ID", description = "The image to change it to.")
    private String image;

    @Option(
            names = "--image-name",
            paramLabel = "NAME",
            description = "The newest active image of this name; * stands for any characters.")
    private String imageName;

    @Option(names = "--key-pair", paramLabel = "NAME", description = "Key pair for the login after the change.")
    private String keyPair;

    @Option(names = "--user-id", paramLabel = "ID", description = "Its owner; looked up by default.")
    private String userId;

    @Option(names = "--user-data", paramLabel = "FILE", description = "User data for cloud-init.")
    private Path userData;

    @Option(names = "--mode", paramLabel = "MODE", description = "withStopServer: the cloud stops a running server.")
    private String mode;

    @Option(names = "--stop-first", description = "Stop a running server before the change.")
    private boolean stopFirst;

    @Option(names = "--byol", description = "Bring your own license for the image.")
    private boolean byol;

    @Option(names = "--timeout-minutes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int timeoutMinutes = ChangeRequest.DEFAULT_TIMEOUT_MINUTES;

    @Option(names = "--poll-seconds", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int pollSeconds = ChangeRequest.DEFAULT_POLL_SECONDS;

    @Option(names = "--save-image-as", paramLabel = "NAME", description = "Save the system disk as image first.")
    private String saveImageAs;

    @Option(names = "--skip-if-current", description = "Change nothing if the server already has the image.")
    private boolean skipIfCurrent;

    @Option(
            names = "--wait-for-login",
            description = "Wait until the new system accepts logins and cloud-init is done.")
    private boolean waitForLogin;

    @Option(names = "--private-key", paramLabel = "FILE", description = "Private key of the key pair, to log in with.")
    private Path privateKey;

    @Option(names = "--login-user", paramLabel = "NAME", description = "Default: that of the image, else root.")
    private String loginUser;

    @Option(names = "--login-host", paramLabel = "HOST", description = "Default: the addresses of the server.")
    private String loginHost;

    @Option(names = "--login-port", paramLabel = "N", description = "Default: 22, for Windows 3389.")
    private Integer loginPort;

    @Option(names = "--login-timeout-minutes", paramLabel = "N", description = "Default: 10.")
    private Integer loginTimeoutMinutes;

    @Option(names = "--dry-run", description = "All checks, no change.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String idle = IdleOptions.complaint(
                spec.commandLine().getParseResult(), System.getenv().keySet());
        if (idle != null) {
            throw usage(idle);
        }
        ChangeRequest request = new ChangeRequest(server, image)
                .serverName(serverName)
                .imageName(imageName)
                .mode(mode)
                .stopFirst(stopFirst)
                .byol(byol)
                .dryRun(dryRun)
                .skipIfCurrent(skipIfCurrent)
                .saveImageAs(saveImageAs)
                .timeoutMinutes(timeoutMinutes)
                .pollSeconds(pollSeconds);
        if (waitForLogin) {
            request.loginWait(new LoginWait(loginHost, loginPort, loginTimeoutMinutes));
        }
        KeyPair key = privateKey == null ? null : readKey();
        Login login = login(key);
        SecretText data = userData == null ? null : new SecretText(read(userData));
        try {
            Validation.check(request, login, data);
        } catch (InvalidInputException e) {
            throw usage(e.getMessage());
        }
        if (endpoint == null) {
            KeyPair known = key == null ? DemoKey.make().pair() : key;
            try (SimulatedCloud cloud = Scene.start(0, PrivateKeys.publicLine(known))) {
                System.out.println("Simulated cloud at " + cloud.endpoint());
                if (waitForLogin && loginHost == null && cloud.region().at(request.serverId()) != null) {
                    SimulatedSsh ssh = cloud.region().at(request.serverId()).ssh();
                    request.loginWait(
                            new LoginWait(ssh.host(), loginPort == null ? ssh.port() : loginPort, loginTimeoutMinutes));
                }
                return run(
                        request,
                        login,
                        proof(login, Scene.KEY_PAIR.equals(keyPair) ? known : key),
                        data,
                        client(cloud.endpoint(), SimulatedCloud.PROJECT, Secrets.signer(SimulatedCloud.ACCESS_KEY)));
            }
        }
        if (project == null) {
            throw usage("--project: missing; --endpoint needs it");
        }
        if (Validation.projectId(project) != null) {
            throw usage("--project: " + Validation.projectId(project));
        }
        return run(request, login, proof(login, key), data, client(endpoint, project, null));
    }

    private int run(ChangeRequest request, Login login, Proof proof, SecretText data, EcsClient client)
            throws InterruptedException {
        OsChange change = new OsChange("terminal", request);
        TerminalContext context = new TerminalContext(client, login, proof, new SshProbe(), data);
        Thread giveUp = new Thread(() -> System.err.println(change.abandon()));
        Runtime.getRuntime().addShutdownHook(giveUp);
        Optional<Duration> wait;
        while ((wait = change.advance(context)).isPresent()) {
            Thread.sleep(wait.get().toMillis());
        }
        Runtime.getRuntime().removeShutdownHook(giveUp);
        ChangeFailure failure = change.failure();
        if (failure == null) {
            return 0;
        }
        System.err.println(failure.message());
        return switch (failure.kind()) {
            case REFUSED, FAILED -> 1;
            case DETACHED, UNKNOWN -> 3;
        };
    }

    /** @param auth null to sign in with what the environment gives */
    private EcsClient client(String ecs, String projectId, RequestAuth auth) {
        try {
            Endpoints endpoints = Endpoints.of(ecs, iamEndpoint, imsEndpoint);
            Project in = Project.withId(projectId);
            RateLimiter limiter = new RateLimiter(RateLimiter.DEFAULT_PER_SECOND);
            RequestAuth proof = auth == null ? Secrets.auth(endpoints, in, System.getenv()) : auth;
            return new EcsClient(endpoints, in, proof, new OkHttpClient(), limiter);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private KeyPair readKey() {
        try {
            String passphrase = System.getenv("ECS_KEY_PASSPHRASE");
            KeyPair read = PrivateKeys.read(
                    new SecretText(Files.readString(privateKey)),
                    passphrase == null ? null : new SecretText(passphrase));
            if (read != null) {
                return read;
            }
        } catch (IOException e) {
            throw usage("--private-key: cannot read " + privateKey + " (" + e.getMessage() + ")");
        }
        throw usage("--private-key: no private key in " + privateKey);
    }

    private Proof proof(Login login, KeyPair key) {
        if (key != null) {
            return new Proof.WithKey(loginUser, key);
        }
        return login instanceof Login.WithPassword with
                ? new Proof.WithPassword(loginUser, with.password(), null)
                : Proof.NONE;
    }

    private Login login(KeyPair key) {
        String password = System.getenv("ECS_ADMIN_PASSWORD");
        if (keyPair != null && password != null) {
            throw usage("give either --key-pair or ECS_ADMIN_PASSWORD, not both");
        }
        if (keyPair != null) {
            return new Login.WithKeyPair(keyPair, userId);
        }
        if (key != null && password == null) {
            return new Login.WithPublicKey(PrivateKeys.publicLine(key));
        }
        return password == null ? new Login.FromImage() : new Login.WithPassword(new SecretText(password));
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw usage("--user-data: cannot read " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
