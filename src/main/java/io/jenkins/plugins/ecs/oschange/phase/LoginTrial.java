package io.jenkins.plugins.ecs.oschange.phase;

import io.jenkins.plugins.ecs.login.HostKey;
import io.jenkins.plugins.ecs.login.Sight;
import io.jenkins.plugins.ecs.login.Target;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What is known of a new system while it is waited for. In memory only; one thread at a time. */
final class LoginTrial {

    /** No more often than this the log tells what is being waited for. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private CompletableFuture<Sight> look;
    private Target target;
    private int address;
    private HostKey unvouched;
    private String vouched;
    private Moment answeredAt;
    private String told;
    private Moment toldAt;
    private int unreadable;
    private Sight doubted;
    private final Set<HostKey> openToAll = new HashSet<>();
    private final Set<String> hostKeys = new HashSet<>();
    private final Map<Target, String> obstacles = new LinkedHashMap<>();

    boolean isLooking() {
        return look != null;
    }

    void begin(Target where, CompletableFuture<Sight> begun) {
        target = where;
        look = begun;
    }

    /** @return what the look saw, or null while it goes on */
    Sight seen() {
        if (!look.isDone()) {
            return null;
        }
        CompletableFuture<Sight> done = look;
        look = null;
        return done.join();
    }

    void cancel() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    /** Where the last look was made. */
    Target target() {
        return target;
    }

    /** What stands in the way, at each address that was tried. @param here at the {@link #target} */
    String obstacles(String here) {
        obstacles.put(target, here);
        return String.join("; ", obstacles.values());
    }

    /** The address whose turn it is. */
    String address(List<String> all) {
        return all.get(address < all.size() ? address : 0);
    }

    /** @return whether that was the last one, so that it begins with the first again */
    boolean tryNextAddress(int all) {
        address = (address + 1) % all;
        return address == 0;
    }

    /** The host key for which nobody has vouched yet, so that the console has to be asked; or null. */
    HostKey unvouched() {
        return unvouched;
    }

    void unvouched(HostKey key) {
        unvouched = key;
    }

    /** The fingerprint of the host key that may be given the password, or null. */
    String vouched() {
        return vouched;
    }

    void vouched(String fingerprint) {
        vouched = fingerprint;
    }

    /** @return whether SSH has been answering for this time, and so the console should long have named the host key */
    boolean hasAnsweredFor(Duration time, Moment now) {
        answeredAt = answeredAt == null ? now : answeredAt;
        return !answeredAt.isWithin(time, now);
    }

    /** @return whether this is to be told: it is news, and nothing was told for a minute */
    boolean isNews(String line, Moment now) {
        if (line.equals(told) || toldAt != null && toldAt.isWithin(QUIET.minusMillis(1), now)) {
            return false;
        }
        told = line;
        toldAt = now;
        return true;
    }

    /** @return whether this line was not told yet: several machines may answer in turn */
    boolean isNewHostKey(String line) {
        return hostKeys.add(line);
    }

    /** Counts an answer that nobody understands, one after the other. */
    int unreadable() {
        return ++unreadable;
    }

    /** What was seen of a machine of which has to be found out whether it lets in every key; or null. */
    Sight doubted() {
        return doubted;
    }

    void doubted(Sight sight) {
        doubted = sight;
    }

    /** The machine with this host key lets in every key. */
    void open(HostKey key) {
        openToAll.add(key);
        unreadable = 0;
    }

    /** Whether the machine is known to let in every key. */
    boolean isOpen(HostKey key) {
        return openToAll.contains(key);
    }

    /** Counts anew. */
    void forgetAnswers() {
        unreadable = 0;
    }
}
