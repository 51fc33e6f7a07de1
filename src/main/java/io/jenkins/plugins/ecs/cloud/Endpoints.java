package io.jenkins.plugins.ecs.cloud;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Where the services of one cloud region are: ECS (servers), IMS (images), IAM (identity). The host names follow one pattern on all
 * clouds, so that the ECS endpoint usually tells the others.
 */
public record Endpoints(HttpUrl ecs, HttpUrl iam, HttpUrl ims) {

    /**
     * The endpoints of which only the ECS one is known: the host's first label is replaced; an IP address, or a name of one
     * label, serves all three.
     *
     * @throws IllegalArgumentException with a message for users, when the address will not do
     */
    public static Endpoints of(String ecs) {
        return of(ecs, null, null);
    }

    /** The same with IAM or IMS where they are elsewhere; null or blank for the usual place. */
    public static Endpoints of(String ecs, String iam, String ims) {
        HttpUrl url = parse(ecs);
        return new Endpoints(url, sibling(url, "iam", iam), sibling(url, "ims", ims));
    }

    /** Where EVS (disks) is, by the same pattern. */
    HttpUrl evs() {
        return sibling(ecs, "evs", null);
    }

    private static HttpUrl sibling(HttpUrl ecs, String label, String given) {
        if (given != null && !given.isBlank()) {
            return parse(given);
        }
        String host = ecs.host();
        if (isAddress(host) || !host.contains(".")) {
            return ecs;
        }
        return ecs.newBuilder().host(label + host.substring(host.indexOf('.'))).build();
    }

    private static HttpUrl parse(String text) {
        HttpUrl url = text == null ? null : HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException(
                    "‘" + text + "’ is not a web address; expected one like https://ecs.eu-de.otc.t-systems.com");
        }
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw new IllegalArgumentException("‘" + text
                    + "’ is not encrypted: use https (http is accepted for this machine's own addresses only)");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException("the address must not hold a user name or password; use a credential");
        }
        if (url.querySize() > 0 || url.fragment() != null || !url.encodedPath().equals("/")) {
            throw new IllegalArgumentException(
                    "‘" + text + "’ has more than scheme, host and port; leave the rest out");
        }
        return url;
    }

    /** Whether it is an IP address, in front of which no service name can stand. */
    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    /** Names other than localhost are never resolved: what a name means may change between the check and the call. */
    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return isAddress(host) && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The addresses of all services. */
    public List<HttpUrl> all() {
        return List.of(ecs(), ims(), evs(), iam());
    }
}
