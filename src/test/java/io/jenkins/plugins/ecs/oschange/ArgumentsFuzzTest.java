package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.InvalidInputException;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever users give, it is accepted or refused with a reason, and the password is in no reason. */
class ArgumentsFuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20260115);
    private static final int TRIES = 10_000;
    private static final int SHORTEST_TELLING_PASSWORD = 5;
    private static final String ID = "616fb98f-46ca-475e-917e-2563e5a8cd19";
    private static final String USER = "7e25b1da389f4697a79df3a0e5bd494e";
    private static final List<String> PARTS = List.of(
            "{0}",
            "'", "{", "}", "\u0000", "\r\n", "\uD800", "\uDC00", "😀", "ü", "\u202E", "%s", "$1", "\\", "..", "/", " ",
            "<b>", "a", "Z", "7", "!", "-", "٣", "１");

    private final Random random = new Random(SEED);
    private int accepted;

    @Test
    void acceptsOrRefusesWithAReason() {
        for (int i = 0; i < TRIES; i++) {
            try {
                check(i);
            } catch (RuntimeException e) {
                throw new AssertionError("case " + i + " of seed " + SEED, e);
            }
        }
        System.out.printf("FUZZ arguments tried=%d seed=%d accepted=%d%n", TRIES, SEED, accepted);
        assertTrue(accepted > 0 && accepted < TRIES, "both ends are reached: " + accepted);
    }

    private void check(int i) {
        ChangeRequest request = new ChangeRequest(maybe(ID), maybe(ID))
                .mode(maybe(random.nextBoolean() ? null : ChangeRequest.WITH_STOP_SERVER))
                .stopFirst(random.nextInt(4) == 0)
                .timeoutMinutes(number(30))
                .pollSeconds(number(10));
        String password = maybe("1qazXSW@");
        SecretText userData = random.nextBoolean()
                ? null
                : new SecretText(maybe("#cloud-config").repeat(number(1) & 0x3FF));
        Login login =
                switch (random.nextInt(3)) {
                    case 0 -> new Login.WithPassword(new SecretText(password));
                    case 1 -> new Login.WithKeyPair(maybe("KeyPair-350b"), random.nextBoolean() ? null : maybe(USER));
                    default -> new Login.FromImage();
                };
        String reason = reason(request, login, userData);
        if (reason == null) {
            accepted++;
            return;
        }
        assertFalse(reason.isBlank(), "no reason in case " + i + " of seed " + SEED);
        if (login instanceof Login.WithPassword && Validation.password(new SecretText(password)) != null) {
            String other = reason(request, new Login.WithPassword(new SecretText("")), userData);
            assertEquals(other, reason, "the reason depends on the password in case " + i + " of seed " + SEED);
        }
        if (login instanceof Login.WithPassword && password.length() >= SHORTEST_TELLING_PASSWORD) {
            assertFalse(reason.contains(password), "the password is told in case " + i + " of seed " + SEED);
        }
    }

    /** @return the reason of the refusal, or null */
    private static String reason(ChangeRequest request, Login login, SecretText userData) {
        try {
            Validation.check(request, login, userData);
            return null;
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
    }

    private int number(int usual) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            case 2 -> random.nextInt(2000) - 100;
            default -> usual;
        };
    }

    /** Mostly what is meant, else something like it, else anything. */
    private String maybe(String meant) {
        int kind = random.nextInt(10);
        if (kind < 7 || meant == null) {
            return kind == 6 && meant != null ? " " + meant : meant;
        }
        StringBuilder text = new StringBuilder(kind == 7 ? meant.substring(random.nextInt(meant.length())) : "");
        for (int parts = random.nextInt(random.nextInt(20) == 0 ? 2000 : 20); parts > 0; parts--) {
            text.insert(random.nextInt(text.length() + 1), PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
