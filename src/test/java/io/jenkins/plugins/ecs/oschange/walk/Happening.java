package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Region;
import java.util.function.ObjIntConsumer;

/** What can happen in a walk. An amount that is a time is an index of {@link Times}. */
enum Happening {
    // Faults of the current exchange; at ASK only.
    LOSE_REPLY((w, n) -> w.network().fault(NetworkFault.LOSE_REPLY, n)),
    LOSE_REQUEST((w, n) -> w.network().fault(NetworkFault.LOSE_REQUEST, n)),
    CUT_REPLY((w, n) -> w.network().fault(NetworkFault.CUT_REPLY, n)),
    REFUSE_CONNECTION((w, n) -> w.network().fault(NetworkFault.REFUSE_CONNECTION, n)),
    /** The reply is delayed by this time; the longer ones exceed the read timeout. */
    SLOW((w, n) -> w.network().fault(NetworkFault.SLOW, n)),
    GARBLE((w, n) -> w.network().fault(NetworkFault.GARBLE, n)),
    /** The cloud does not act, and returns one of {@link NetworkFault#REFUSALS}. */
    REFUSE((w, n) -> w.network().fault(NetworkFault.REFUSE, n)),
    /** The cloud acts, and returns one of {@link NetworkFault#AMBIGUOUS}. */
    ACT_BUT_SAY((w, n) -> w.network().fault(NetworkFault.ACT_BUT_SAY, n)),
    /** The cloud does not act, and returns one of the same. */
    SAY_ONLY((w, n) -> w.network().fault(NetworkFault.SAY_ONLY, n)),

    // Time.
    /** Time passes without any activity, as on a suspended machine. */
    PASS((w, n) -> w.clock().pass(Times.of(n))),
    JUMP_FORWARD((w, n) -> w.jump(Times.of(n))),
    JUMP_BACK((w, n) -> w.jump(Times.of(n).negated())),

    // The process.
    /** The process dies, and a new one continues after this time with what is on disk. */
    CRASH((w, n) -> w.crash(n, 0)),
    /** The same, with the last write lost. */
    CRASH_AND_LOSE_A_SAVE((w, n) -> w.crash(n, 1)),
    /** The next writes fail: 1 + amount². */
    DISK_FULL((w, n) -> w.trouble("save", Trouble.IO, n)),
    /** The build is aborted. */
    ABANDON((w, n) -> w.abandon()),
    /** The build ends, and the change is closed. */
    CLOSE((w, n) -> w.close()),

    // The context: 1 + amount² calls fail.
    LOGIN_BECOMES((w, n) -> w.login(Logins.of(n))),
    USER_DATA_BECOMES((w, n) -> w.userData(n % 3)),
    /** The guardrails allow another tag only, other images only, or everything. */
    GUARDS_BECOME((w, n) -> w.guards(3 + n % 3)),
    LOGIN_BREAKS((w, n) -> w.trouble("login", Trouble.RUNTIME, n)),
    LOGIN_IS_MISSING((w, n) -> w.trouble("login", Trouble.MISCONFIGURED, n)),
    CLIENT_BREAKS((w, n) -> w.trouble("client", Trouble.RUNTIME, n)),
    CLIENT_IS_MISSING((w, n) -> w.trouble("client", Trouble.MISCONFIGURED, n)),
    USER_DATA_BREAKS((w, n) -> w.trouble("userData", Trouble.RUNTIME, n)),
    GUARDS_BREAK((w, n) -> w.trouble("guardRails", Trouble.RUNTIME, n)),
    SAVE_BREAKS((w, n) -> w.trouble("save", Trouble.RUNTIME, n)),
    QUEUE_BREAKS((w, n) -> w.trouble("ahead", Trouble.RUNTIME, n)),
    LISTENER_BREAKS((w, n) -> w.trouble("submitted", Trouble.RUNTIME, n)),
    LOG_BREAKS((w, n) -> w.trouble("say", Trouble.RUNTIME, n)),

    // Signing in.
    IAM_DOWN((w, n) -> w.cloud().identity().down()),
    IAM_UP((w, n) -> w.cloud().identity().up()),
    TOKENS_REVOKED((w, n) -> w.cloud().identity().revokeTokens()),
    API_KEY_ROTATED((w, n) -> w.rotateApiKey()),
    API_KEY_FOLLOWS((w, n) -> w.followApiKey()),

    // Another user. The amount of an OS change is its duration; odd ones are to the requested image.
    SOMEBODY_CHANGES_OS((w, n) ->
            w.cloud().somebody().changesOs(Region.SERVER, n % 2 == 1 ? Region.IMAGE : World.THIRD_IMAGE, Times.of(n))),
    SOMEBODY_REBUILDS((w, n) -> w.cloud().somebody().rebuilds(Region.SERVER, Times.of(n))),
    SOMEBODY_STOPS((w, n) -> w.cloud().somebody().stops(Region.SERVER)),
    SOMEBODY_STARTS((w, n) -> w.cloud().somebody().starts(Region.SERVER)),
    SOMEBODY_IS_BUSY((w, n) -> w.cloud().somebody().isBusyWith(Region.SERVER, "attaching", Times.of(n))),
    SOMEBODY_LOCKS((w, n) -> w.cloud().somebody().locks(Region.SERVER)),
    SOMEBODY_UNLOCKS((w, n) -> w.cloud().somebody().unlocks(Region.SERVER)),
    SOMEBODY_SWAPS_DISK((w, n) -> w.cloud().somebody().swapsSystemDisk(Region.SERVER, World.OTHER_DISK)),
    SOMEBODY_DETACHES_DISK((w, n) -> w.cloud().somebody().detachesSystemDisk(Region.SERVER)),
    SOMEBODY_TAGS((w, n) -> w.cloud().somebody().tags(Region.SERVER, "env=other")),
    SOMEBODY_BREAKS((w, n) -> w.cloud().somebody().breaks(Region.SERVER)),
    SOMEBODY_PAYS((w, n) -> w.cloud().somebody().pays(Region.SERVER)),
    SOMEBODY_ROTATES_KEY_PAIR((w, n) -> w.rotateKeyPair()),
    SOMEBODY_DELETES_KEY_PAIR((w, n) -> w.cloud().somebody().deletesKeyPair(Region.KEY_PAIR)),
    SOMEBODY_TAKES_KEY_PAIR((w, n) -> w.cloud().somebody().takesKeyPairOver(Region.KEY_PAIR, World.NEW_PUBLIC_KEY)),
    SOMEBODY_DEACTIVATES_IMAGE((w, n) -> w.cloud().somebody().deactivates(Region.IMAGE)),
    /** The permission for one of {@link Call} is revoked. */
    DENY((w, n) -> w.cloud().permissions().deny(Call.values()[Math.floorMod(n, Call.values().length)])),
    ALLOW((w, n) -> w.cloud().permissions().allow(Call.values()[Math.floorMod(n, Call.values().length)]));

    private final ObjIntConsumer<World> effect;

    Happening(ObjIntConsumer<World> effect) {
        this.effect = effect;
    }

    void happen(World world, int amount) {
        effect.accept(world, amount);
    }

    /** Whether it is a fault of an exchange, for {@link Moment.Kind#ASK} only. */
    boolean isOnTheWire() {
        return ordinal() <= SAY_ONLY.ordinal();
    }
}
