package io.jenkins.plugins.ecs.cloud;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random texts, repeatable by their seed, that are rich in the characters which encodings treat apart. */
final class RandomTexts {

    static final String PLAIN = "abcxyzABCXYZ0123456789";
    static final String UNRESERVED = PLAIN + "-_.~";
    static final String ASCII = UNRESERVED + " !\"$&'()*+,:;<=>@[\\]^`{|}%";
    static final String ANY = ASCII + "/?#\u00e4\u00df\u00e9\u6f22\u5b57\ud83d\ude00";

    private final Random random;

    RandomTexts(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Of whole characters, also where Java needs two chars for one. */
    String text(String alphabet, int minLength, int maxLength) {
        int[] characters = alphabet.codePoints().toArray();
        return random.ints(minLength + random.nextInt(maxLength - minLength + 1), 0, characters.length)
                .mapToObj(i -> Character.toString(characters[i]))
                .collect(Collectors.joining());
    }

    String hex(int length) {
        return text("0123456789abcdef", length, length);
    }

    List<String> texts(String alphabet, int maxCount, int minLength, int maxLength) {
        return Stream.generate(() -> text(alphabet, minLength, maxLength))
                .limit(random.nextInt(maxCount + 1))
                .toList();
    }
}
