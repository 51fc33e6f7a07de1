package io.jenkins.plugins.ecs.simulator;

import java.util.List;

/** The API calls that the simulated cloud supports. */
public enum Call {
    LOGIN("POST", "v3/auth/tokens"),
    PROJECTS("GET", "v3/projects"),
    IMAGES("GET", "v2/cloudimages"),
    /** A private image of a server's system disk. */
    SAVE_IMAGE("POST", "v2/cloudimages/action"),
    IMAGE_QUOTA("GET", "v1/cloudimages/quota"),
    SERVERS("GET", "v1/*/cloudservers/detail"),
    SERVER("GET", "v1/*/cloudservers/*"),
    VOLUME("GET", "v1/*/cloudservers/*/block_device/*"),
    DISK("GET", "v2/*/os-vendor-volumes/*"),
    JOB("GET", "v1/*/jobs/*"),
    KEY_PAIRS("GET", "v2.1/*/os-keypairs"),
    KEY_PAIR("GET", "v2.1/*/os-keypairs/*"),
    INSTANCE_ACTIONS("GET", "v2.1/*/servers/*/os-instance-actions"),
    CHANGE_OS("POST", "v2/*/cloudservers/*/changeos"),
    CHANGE_OS_V1("POST", "v1/*/cloudservers/*/changeos"),
    /** {@code os-stop} and {@code os-start}. */
    ACTION("POST", "v1/*/cloudservers/action"),
    /** {@code os-getConsoleOutput}. */
    CONSOLE("POST", "v2.1/*/servers/*/action"),
    /** Any other request. */
    UNKNOWN("", "");

    private final String method;
    private final String[] pattern;

    Call(String method, String path) {
        this.method = method;
        this.pattern = path.split("/");
    }

    public static Call of(String method, List<String> path) {
        for (Call call : values()) {
            if (call.method.equals(method) && call.fits(path)) {
                return call;
            }
        }
        return UNKNOWN;
    }

    private boolean fits(List<String> path) {
        boolean fits = path.size() == pattern.length;
        for (int i = 0; fits && i < pattern.length; i++) {
            fits = pattern[i].equals("*") || pattern[i].equals(path.get(i));
        }
        return fits;
    }

    /** Whether it is a changeos request, of either version. */
    public boolean changesOs() {
        return this == CHANGE_OS || this == CHANGE_OS_V1;
    }
}
