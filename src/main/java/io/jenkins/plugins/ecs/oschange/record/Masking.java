package io.jenkins.plugins.ecs.oschange.record;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.PlainText;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps secrets out of what is kept and told of a change: a cloud, a server or a user may repeat one anywhere. Throws nothing: a text that cannot be cleared of secrets is
 * left out. Threads: as the function behind it.
 */
public final class Masking {

    private static final Logger LOGGER = Logger.getLogger(Masking.class.getName());

    /** Longer than all words of ours; the words of a cloud may be longer still. */
    private static final int LONGEST = 4000;

    static final Masking NONE = new Masking(UnaryOperator.identity());

    private final UnaryOperator<String> secrets;

    /** @param secrets the text without the secrets that are known by now */
    public Masking(UnaryOperator<String> secrets) {
        this.secrets = secrets;
    }

    /** The text without secrets, on one line. Null stays null. */
    public String of(String text) {
        if (text == null) {
            return null;
        }
        try {
            return PlainText.of(secrets.apply(text));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "a message is left out, since it could not be cleared of secrets", e);
            return text("failure.unmasked");
        }
    }

    /** First without secrets, and short only then: a part of a secret would not be found. */
    public String told(String words) {
        return told(words, LONGEST);
    }

    /** @param longest in characters; of what is longer, beginning and end are told */
    public String told(String words, int longest) {
        return PlainText.excerpt(of(words), longest);
    }

    /** The same but for words that are compared with others. */
    String unless(Set<String> compared, String word) {
        return word == null || compared.contains(word) ? word : of(word);
    }
}
