package io.jenkins.plugins.ecs.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Spoils answers as broken gateways, cut connections and changed services do; one seed always spoils in the same way. */
public final class Mutator {

    private static final List<String> OTHER_BODIES = List.of(
            "",
            " \r\n",
            "null",
            "{}",
            "[]",
            "[null]",
            "0",
            "-1e400",
            "\"text\"",
            "true",
            "{\"job_id\":null}",
            "{\"server\":null}",
            "{\"images\":{}}",
            "{\"error\":{\"details\":[null]}}",
            "{\"a\":",
            "}{",
            "<!DOCTYPE html><html><style>p{}</style><body><h1>502 Bad Gateway</h1></body></html>",
            "<html><body><a href='/login'>Log in",
            "<<<<<<<<<<<<<<<<<<<<<<<<");

    private final Random random;
    private final TreeMutator trees;

    public Mutator(Random random) {
        this.random = random;
        trees = new TreeMutator(random);
    }

    /** @return the body with one to three things wrong, or another one in its place */
    public byte[] spoil(byte[] body) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return pick(OTHER_BODIES).getBytes(UTF_8);
        } else if (kind == 1) {
            return encodedOtherwise(body);
        } else if (kind <= 3) {
            return bytes(body);
        }
        byte[] spoiled = body;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            spoiled = trees.spoil(spoiled);
        }
        return random.nextInt(20) == 0 ? bytes(spoiled) : spoiled;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private byte[] encodedOtherwise(byte[] body) {
        String text = new String(body, UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> text.getBytes(UTF_16);
            case 1 -> text.replace('e', 'é').getBytes(ISO_8859_1);
            case 2 -> ('\uFEFF' + text).getBytes(UTF_8);
            default -> zipped(body);
        };
    }

    private byte[] bytes(byte[] body) {
        if (body.length < 2) {
            return new byte[] {(byte) random.nextInt()};
        }
        int from = random.nextInt(body.length);
        int to = from + random.nextInt(body.length - from);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(4)) {
            case 0 -> out.write(body, 0, from);
            case 1 -> {
                byte[] flipped = body.clone();
                for (int times = 1 + random.nextInt(8); times > 0; times--) {
                    flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            case 2 -> {
                out.write(body, 0, from);
                out.writeBytes(Arrays.copyOfRange(body, to, body.length));
            }
            default -> {
                out.write(body, 0, to);
                out.writeBytes(Arrays.copyOfRange(body, from, body.length));
            }
        }
        return out.toByteArray();
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
