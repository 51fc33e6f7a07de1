package io.jenkins.plugins.ecs.login;

/**
 * Where to look.
 *
 * @param host an IP address or a host name
 * @param ssh whether SSH answers there; else it is enough that the port does
 */
public record Target(String host, int port, boolean ssh) {

    public static final int SSH = 22;

    /** Remote Desktop, where Windows lets people in. */
    public static final int RDP = 3389;

    /** Host and port as they are usually written. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
