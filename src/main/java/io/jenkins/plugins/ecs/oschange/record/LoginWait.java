package io.jenkins.plugins.ecs.oschange.record;

import io.jenkins.plugins.ecs.login.Target;
import java.io.Serializable;
import java.time.Duration;

/** How to wait, after the change, until the new system lets people in. What a record lacks has its default. */
public final class LoginWait implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final int DEFAULT_MINUTES = 10;

    private final String host;
    private final Integer port;
    private final Integer minutes;

    /**
     * @param host where to try, or null for the server's own addresses
     * @param port or null for the usual one
     * @param minutes for how long, or null for {@link #DEFAULT_MINUTES}
     */
    public LoginWait(String host, Integer port, Integer minutes) {
        this.host = host == null || host.isBlank() ? null : host.strip();
        this.port = port;
        this.minutes = minutes;
    }

    /** Null for the server's own addresses. */
    public String host() {
        return host;
    }

    /** Null for the usual one. */
    public Integer port() {
        return port;
    }

    /** The one given, else the usual one: of SSH, or of Remote Desktop. */
    public int portFor(boolean windows) {
        return port == null ? windows ? Target.RDP : Target.SSH : port;
    }

    /** Counted from when the change was verified. */
    public Duration timeout() {
        return Duration.ofMinutes(minutes == null ? DEFAULT_MINUTES : minutes);
    }
}
