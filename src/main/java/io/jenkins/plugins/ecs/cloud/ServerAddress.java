package io.jenkins.plugins.ecs.cloud;

/** An IP address of a server. @param ip as the cloud writes it, v4 or v6 */
public record ServerAddress(String ip, Kind kind) {

    /** Who can reach it; the source is {@code OS-EXT-IPS:type} in the answer. */
    public enum Kind {
        /** An address of its network interface: reached from inside the network. */
        FIXED,
        /** An elastic IP address bound to it: reached from outside. */
        FLOATING,
        /** The cloud does not say. */
        UNKNOWN;

        static Kind of(String told) {
            if (told == null) {
                return UNKNOWN;
            }
            return switch (told) {
                case "fixed" -> FIXED;
                case "floating" -> FLOATING;
                default -> UNKNOWN;
            };
        }
    }
}
