package io.jenkins.plugins.ecs.oschange.walk;

/** The logins that the credential of a walk can hold. */
enum Logins {
    KEY_PAIR_BY_NAME,
    KEY_PAIR_WITH_OWNER,
    PUBLIC_KEY,
    PASSWORD,
    OTHER_PASSWORD,
    OTHER_KEY_PAIR_BY_NAME,
    OTHER_PUBLIC_KEY,
    NONE;

    static Logins of(int number) {
        return values()[Math.floorMod(number, values().length)];
    }
}
