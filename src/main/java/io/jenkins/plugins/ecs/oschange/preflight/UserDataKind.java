package io.jenkins.plugins.ecs.oschange.preflight;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What user data is, by how it begins; of two that fit, the first one counts. As cloud-init tells it (its table of prefixes, in any case), and Cloudbase-Init on Windows.
 *
 * @see <a href="https://docs.cloud-init.io/en/latest/explanation/format.html">cloud-init: user data formats</a>
 * @see <a href="https://cloudbase-init.readthedocs.io/en/latest/userdata.html">Cloudbase-Init: user data</a>
 */
public enum UserDataKind {
    /** A mail: it begins with a header, and says early that it has parts. */
    MULTIPART("content-type: *multipart|mime-version:|[a-z-]+:[^\n]*\n(?s).{0,4000}mime-version:", System.ANY, false),
    CLOUD_CONFIG_ARCHIVE("#cloud-config-archive", System.LINUX, true),
    CLOUD_CONFIG_JSONP("#cloud-config-jsonp", System.LINUX, true),
    CLOUD_CONFIG("#cloud-config", System.ANY, true),
    INCLUDE("#include", System.LINUX, false),
    PART_HANDLER("#part-handler", System.LINUX, true),
    BOOTHOOK("#cloud-boothook", System.LINUX, true),
    TEMPLATE("## template: jinja", System.LINUX, true),
    SCRIPT("#!", System.ANY, true),
    POWERSHELL("#ps1(_sysnative|_x86)?\\s", System.WINDOWS, true),
    BATCH("rem cmd\\s", System.WINDOWS, true),
    TAGGED_SCRIPT("<(powershell|script|persist)>", System.WINDOWS, false),
    /** Neither of the two acts on it. */
    UNKNOWN("", System.ANY, false);

    private enum System {
        LINUX,
        WINDOWS,
        ANY
    }

    private final Pattern begin;
    private final System system;
    private final boolean needsSecondLine;

    UserDataKind(String begin, System system, boolean needsSecondLine) {
        this.begin = Pattern.compile(begin);
        this.system = system;
        this.needsSecondLine = needsSecondLine;
    }

    static UserDataKind of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (UserDataKind kind : values()) {
            if (kind.begin.matcher(lower).lookingAt()) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    boolean isForLinuxOnly() {
        return system == System.LINUX;
    }

    boolean isForWindowsOnly() {
        return system == System.WINDOWS;
    }

    /** Whether nothing happens where the first line is all there is. */
    boolean needsSecondLine() {
        return needsSecondLine;
    }
}
