package io.jenkins.plugins.ecs.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/**
 * Signs requests with an access key: {@code SDK-HMAC-SHA256}, the {@code Access=} dialect that Huawei Cloud, Open Telekom
 * Cloud and Flexible Engine all accept.
 *
 * <p>Every header that stands on the request is signed, {@code Host} and {@code X-Sdk-Date} are added. The content type
 * that OkHttp takes from a body's media type is no header of the request yet and stays unsigned, as in the vendor's SDK.
 *
 * <p>Nothing is sent twice here: a 401 stands, and is remembered by {@link KeyTrial}.
 *
 * @see <a href="https://support.huaweicloud.com/devg-apisign/api-sign-algorithm-002.html">the signing guide</a>
 */
public final class RequestSigner extends RequestAuth {

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AccessKey key;
    private final Clock clock;
    private final KeyTrial trial;

    /** @param clock tells the signing time; the cloud refuses signatures more than 15 minutes off */
    public RequestSigner(AccessKey key, Clock clock) {
        this(key, clock, System::nanoTime);
    }

    /** @param nanoTime a time that only goes forward, in nanoseconds */
    public RequestSigner(AccessKey key, Clock clock, LongSupplier nanoTime) {
        this.key = key;
        this.clock = clock;
        this.trial = new KeyTrial(nanoTime);
    }

    @Override
    List<SecretText> secrets() {
        return key.securityToken() == null ? List.of(key.secret()) : List.of(key.secret(), key.securityToken());
    }

    @Override
    HttpTransport.Reply send(Request request, Errand errand, HttpTransport transport) throws CloudException {
        key.validate();
        return trial.send(() -> transport.send(sign(request), errand));
    }

    /** @return the request with its signature; nothing else of it changes */
    public Request sign(Request request) {
        Request.Builder dated = request.newBuilder();
        if (request.header("X-Sdk-Date") == null) {
            dated.header("X-Sdk-Date", DATE.format(clock.instant()));
        }
        if (key.securityToken() != null) {
            dated.header("X-Security-Token", key.securityToken().reveal());
        }
        Request unsigned = dated.build();
        Map<String, String> headers = signedHeaders(unsigned);
        String names = String.join(";", headers.keySet());
        String toSign =
                ALGORITHM + '\n' + headers.get("x-sdk-date") + '\n' + hex(sha256(canonical(unsigned, headers, names)));
        return unsigned.newBuilder()
                .header(
                        "Authorization",
                        ALGORITHM + " Access=" + key.id() + ", SignedHeaders=" + names + ", Signature="
                                + hex(hmac(toSign)))
                .build();
    }

    private static byte[] canonical(Request request, Map<String, String> headers, String names) {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append('\n');
        text.append(canonicalPath(request.url())).append('\n');
        text.append(canonicalQuery(request.url())).append('\n');
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        text.append('\n').append(names).append('\n').append(hex(sha256(body(request))));
        return text.toString().getBytes(UTF_8);
    }

    /** Each segment encoded on its own, and always a slash at the end, though the request is sent without it. */
    private static String canonicalPath(HttpUrl url) {
        String path = url.pathSegments().stream().map(RequestSigner::encode).collect(joining("/", "/", ""));
        return path.endsWith("/") ? path : path + '/';
    }

    /** Sorted by name; the values of a repeated name stay in their order, as the vendor's SDK leaves them. */
    private static String canonicalQuery(HttpUrl url) {
        Map<String, List<String>> pairs = new TreeMap<>();
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            String name = encode(url.queryParameterName(i));
            pairs.computeIfAbsent(name, n -> new ArrayList<>()).add(name + '=' + (value == null ? "" : encode(value)));
        }
        return pairs.values().stream().flatMap(List::stream).collect(joining("&"));
    }

    private static Map<String, String> signedHeaders(Request request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers()
                .forEach(header -> headers.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
        headers.put("host", host(request.url()));
        return headers;
    }

    /** What OkHttp will send as {@code Host}: with the port where it is not the scheme's own. */
    private static String host(HttpUrl url) {
        String host = url.host().contains(":") ? '[' + url.host() + ']' : url.host();
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ':' + url.port();
    }

    private static byte[] body(Request request) {
        RequestBody body = request.body();
        if (body == null) {
            return new byte[0];
        }
        Buffer buffer = new Buffer();
        try {
            body.writeTo(buffer);
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory cannot fail to be read", e);
        }
        return buffer.readByteArray();
    }

    /** RFC 3986: only letters, digits and {@code -_.~} stay as they are. */
    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret().revealBytes(), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
