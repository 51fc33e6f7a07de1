package io.jenkins.plugins.ecs.login;

/**
 * What one look at a server saw.
 *
 * @param obstacle why it came no further; null when it came as far as it was meant to
 * @param detail what stood in the way, in the words of the network or the server; or null
 * @param hostKey null where none was shown
 * @param loggedIn whether the server let the user in
 * @param cloudInit how far the new system is; null where nobody was let in, or its answer was not understood
 */
public record Sight(Obstacle obstacle, String detail, HostKey hostKey, boolean loggedIn, CloudInit cloudInit) {

    /** Why a look came no further. */
    public enum Obstacle {
        /** The host name has no address. */
        UNKNOWN_HOST,
        /** Nothing answers at the port. */
        NO_CONNECTION,
        /** The connection was made, but nothing that speaks SSH answered in time. */
        NO_SSH,
        /** SSH answered, but both sides found no common algorithm, or the exchange broke off. */
        KEY_EXCHANGE,
        /** The server shows another host key than the one that was vouched for, so that the password was not sent. */
        OTHER_HOST_KEY,
        /** The server does not take the kind of login that was tried; the detail lists those that it takes. */
        METHOD_REFUSED,
        /** The server refused user, key or password; the detail lists the kinds of login that it takes. */
        LOGIN_REFUSED,
        /** The server accepted the key or the password, and wants more; the detail lists by what kinds of login. */
        MORE_WANTED,
        /** The server asks for something that is neither key nor password; the detail is its question. */
        ASKED,
        /** The server lets in whoever comes, and asks for neither key nor password: it says nothing of them. */
        EVERYBODY,
        /** The key is taken, but only to say that another user has to log in; the detail names the user. */
        OTHER_USER,
        /** The server let the user in, but runs no command; the detail is what it said instead. */
        NO_COMMAND,
        /** The connection ended while logging in, or afterwards. */
        BROKEN_OFF
    }

    /** Nothing stood in the way. */
    static Sight of(HostKey hostKey, boolean loggedIn, CloudInit cloudInit) {
        return new Sight(null, null, hostKey, loggedIn, cloudInit);
    }

    static Sight of(Obstacle obstacle, String detail, HostKey hostKey) {
        return new Sight(obstacle, detail, hostKey, false, null);
    }
}
