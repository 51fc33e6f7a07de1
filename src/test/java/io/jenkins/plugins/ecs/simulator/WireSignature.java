package io.jenkins.plugins.ecs.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.RecordedRequest;

/**
 * Checks a signature as a gateway does: from the bytes that came over the wire, by code of its own that shares nothing with the signer under
 * test.
 */
final class WireSignature {

    private static final Pattern HEADER =
            Pattern.compile("SDK-HMAC-SHA256 Access=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final List<String> MUST_BE_SIGNED = List.of("host", "x-sdk-date");

    private final AccessKeys keys;
    private final Clock clock;

    WireSignature(AccessKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** @return what is wrong with it, in the gateway's words, or null */
    String complaint(RecordedRequest request) {
        String authorization = request.getHeaders().get("Authorization");
        Matcher parts = HEADER.matcher(authorization == null ? "" : authorization);
        if (!parts.matches()) {
            return "Incorrect IAM authentication information: Get secretKey failed";
        }
        AccessKey key = keys.find(parts.group(1));
        if (key == null) {
            return "Incorrect IAM authentication information: ak " + parts.group(1) + " not exist";
        }
        if (keys.isLocked()) {
            return "Incorrect IAM authentication information: ak " + parts.group(1) + " is locked for 5 minutes";
        }
        String date = request.getHeaders().get("X-Sdk-Date");
        if (date == null || !isFresh(date)) {
            return "Incorrect IAM authentication information: signature expired, sdk date " + date;
        }
        List<String> signed = Arrays.asList(parts.group(2).split(";"));
        if (!signed.containsAll(MUST_BE_SIGNED)) {
            return "Incorrect IAM authentication information: host and date must be signed";
        }
        String canonical = canonical(request, signed);
        String toSign = "SDK-HMAC-SHA256\n" + date + "\n" + sha256(canonical.getBytes(UTF_8));
        if (hmac(key, toSign).equals(parts.group(3))) {
            keys.wasRight();
            return null;
        }
        keys.wasWrong();
        return "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:"
                + canonical.replace('\n', '|');
    }

    private boolean isFresh(String date) {
        try {
            LocalDateTime when = LocalDateTime.parse(date, DATE);
            Duration off = Duration.between(when.toInstant(ZoneOffset.UTC), clock.instant())
                    .abs();
            return off.compareTo(Duration.ofMinutes(15)) <= 0;
        } catch (java.time.format.DateTimeParseException e) {
            return false;
        }
    }

    private static String canonical(RecordedRequest request, List<String> signed) {
        String target = request.getTarget();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        StringBuilder text = new StringBuilder(request.getMethod()).append('\n');
        for (String segment : path.substring(1).split("/", -1)) {
            text.append('/').append(percent(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8)));
        }
        text.append(path.endsWith("/") ? "\n" : "/\n");
        text.append(mark < 0 ? "" : query(target.substring(mark + 1))).append('\n');
        for (String name : signed) {
            text.append(name).append(':').append(request.getHeaders().get(name)).append('\n');
        }
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        return text.append('\n')
                .append(String.join(";", signed))
                .append('\n')
                .append(sha256(body))
                .toString();
    }

    private static String query(String raw) {
        TreeSet<String> pairs = new TreeSet<>();
        for (String pair : raw.split("&")) {
            String[] sides = pair.split("=", 2);
            pairs.add(percent(URLDecoder.decode(sides[0], UTF_8)) + "="
                    + (sides.length == 1 ? "" : percent(URLDecoder.decode(sides[1], UTF_8))));
        }
        return String.join("&", pairs);
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-_.~".indexOf(b) >= 0;
            if (plain) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hmac(AccessKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret().revealBytes(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
