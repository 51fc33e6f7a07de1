package io.jenkins.plugins.ecs.oschange.walk;

import java.util.Map;
import java.util.TreeMap;

/** The rules by letter. */
final class Rules {

    static final Map<String, String> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("a", "at most one accepted change of ours per object, and none of a dry run"),
            Map.entry("b", "never “nothing was changed” when the cloud acted for us"),
            Map.entry("c", "never SUCCEEDED for somebody else's change or a server that does not run the image"),
            Map.entry("d", "the body has the login of now, and all else that was asked for"),
            Map.entry("e", "no wipe of a disk that the plan did not name"),
            Map.entry("f", "an end within the timeout and one look"),
            Map.entry("g", "no sentence with a placeholder, “null” or an unknown job"),
            Map.entry("h", "nothing is thrown"),
            Map.entry("i", "a server that we stopped and did not change is told of"),
            Map.entry("j", "nothing after the end, and no two destructive requests within seconds"),
            Map.entry("k", "nothing is sent that the guard rails forbid by now"),
            Map.entry("l", "nothing is sent after the time is over"),
            Map.entry("m", "never FAILED or DETACHED where no change was ever accepted"),
            Map.entry("n", "nothing is sent on a look that is older than a minute"),
            Map.entry("q", "no end before the timeout while the cloud is at work for us"),
            Map.entry("r", "never FAILED where the change succeeded and nobody else acted"),
            Map.entry("s", "at most one image of ours per object, and none of a dry run or unasked"),
            Map.entry("t", "no wipe of a disk before the image of it is there, where one is asked for"),
            Map.entry("v", "the last words name an image that was made, and call none made that was not"),
            Map.entry("u", "never UNKNOWN where no request has left the machine"),
            Map.entry("w", "a failure after the change says that the OS was changed"),
            Map.entry("y", "a line a minute")));

    private Rules() {}
}
