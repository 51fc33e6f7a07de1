package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * User data as it is sent: what can only be meant in one way is mended, and what the new system could not use is found before its disk is gone. It holds secrets, so no
 * sentence repeats any of it. Immutable.
 */
public final class UserData {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{16,}={0,2}");
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final SecretText sent;
    private final UserDataKind kind;
    private final List<String> mended = new ArrayList<>();
    private final int linesLeftOut;

    private UserData(String typed) {
        int begin = 0;
        while (begin < typed.length()
                && (Character.isWhitespace(typed.charAt(begin)) || typed.charAt(begin) == BYTE_ORDER_MARK)) {
            begin++;
        }
        linesLeftOut =
                (int) typed.substring(0, begin).chars().filter(c -> c == '\n').count();
        String text = typed.substring(begin);
        kind = UserDataKind.of(text);
        if (begin > 0 && kind != UserDataKind.UNKNOWN) {
            mended.add(text("userData.mended.begin"));
        }
        if (kind == UserDataKind.SCRIPT && text.contains("\r\n")) {
            text = text.replace("\r\n", "\n");
            mended.add(text("userData.mended.lineBreaks"));
        }
        sent = new SecretText(kind == UserDataKind.UNKNOWN ? typed : text);
    }

    public static UserData of(SecretText typed) {
        return new UserData(typed.reveal());
    }

    public SecretText sent() {
        return sent;
    }

    public UserDataKind kind() {
        return kind;
    }

    /** What is sent otherwise than it was typed: a sentence each. */
    public List<String> mended() {
        return List.copyOf(mended);
    }

    /** What is doubtful, a sentence each without its full stop: what was mended, and that nobody may read it. */
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>(mended);
        if (kind == UserDataKind.UNKNOWN) {
            doubts.add(text("userData.unknown"));
        }
        return doubts;
    }

    /** @return why it cannot work on any system, as a sentence that names the fix; or null */
    public String problem() {
        String text = sent.reveal();
        int size = sent.revealBytes().length;
        if (size > Validation.LARGEST_USER_DATA) {
            return text("userData.large", size, Validation.LARGEST_USER_DATA);
        }
        if (text.isBlank()) {
            return text("userData.blank");
        }
        if (isEncoded(text)) {
            return text("userData.encoded");
        }
        if (kind.needsSecondLine() && !text.contains("\n") && !isEmptyConfig(text)) {
            return text("userData.oneLine");
        }
        return switch (kind) {
            case CLOUD_CONFIG, CLOUD_CONFIG_ARCHIVE -> CloudConfigYaml.problem(text, kind, linesLeftOut);
            default -> null;
        };
    }

    private boolean isEmptyConfig(String text) {
        return kind == UserDataKind.CLOUD_CONFIG && text.strip().equalsIgnoreCase("#cloud-config");
    }

    private boolean isEncoded(String text) {
        String packed = text.replaceAll("\\s", "");
        if (kind != UserDataKind.UNKNOWN || !BASE64.matcher(packed).matches()) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(packed);
            return decoded[0] == GZIP[0] && decoded[1] == GZIP[1]
                    || UserDataKind.of(new String(decoded, StandardCharsets.UTF_8).stripLeading())
                            != UserDataKind.UNKNOWN;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return kind + " ****";
    }
}
