package io.jenkins.plugins.ecs.cloud;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * One random request, told both ways. Left out is what the SDK's own two halves (what it signs, what it sends) do not agree on:
 * query names that need encoding, which it signs twice; a path in which {@code ?}, {@code #} or a dot segment is data, and one
 * that ends in two slashes, which it cuts; the scheme's own port written out, an underscore in a header's name, a header given twice.
 */
record RandomRequest(
        String method,
        String endpoint,
        List<String> segments,
        boolean slashAtEnd,
        List<Map.Entry<String, String>> query,
        Map<String, String> headers,
        byte[] body) {

    private static final String IN_PATH = RandomTexts.ANY.replaceAll("[/?#]", "");

    static RandomRequest from(RandomTexts random) {
        String method = random.oneOf("GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH");
        String host = random.oneOf("127.0.0.1", "[::1]", "localhost", "ecs." + random.hex(6) + ".example.com");
        String port = random.chance(50) ? "" : ":" + (1024 + random.below(60000));
        boolean bodiless = method.equals("GET") || method.equals("HEAD");
        return new RandomRequest(
                method,
                random.oneOf("http://", "https://") + host + port,
                // The letter keeps dots from being steps, and blanks from standing where the SDK's URL trims them.
                random.texts(IN_PATH, 6, 0, 12).stream().map(text -> text + 'x').toList(),
                random.chance(20),
                Stream.generate(() -> Map.entry(
                                random.oneOf("id", "ID", "limit", "~a", random.text(RandomTexts.UNRESERVED, 1, 6)),
                                random.text(RandomTexts.ANY, 0, 8)))
                        .limit(random.below(6))
                        .toList(),
                headers(random),
                bodiless || random.chance(20) ? new byte[0] : random.bytes(1 + random.below(300)));
    }

    private static Map<String, String> headers(RandomTexts random) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = random.below(4); i > 0; i--) {
            headers.put(
                    random.oneOf("X-", "x-", "Z-") + random.hex(4) + i,
                    random.text(RandomTexts.ASCII, 0, 20).strip());
        }
        return headers;
    }

    Request ours() {
        HttpUrl.Builder url = HttpUrl.get(endpoint).newBuilder();
        segments.forEach(url::addPathSegment);
        if (slashAtEnd) {
            url.addPathSegment("");
        }
        query.forEach(pair -> url.addQueryParameter(pair.getKey(), pair.getValue()));
        boolean bodiless = method.equals("GET") || method.equals("HEAD");
        Request.Builder request =
                new Request.Builder().url(url.build()).method(method, bodiless ? null : RequestBody.create(body));
        headers.forEach(request::header);
        return request.build();
    }

    HttpRequest.HttpRequestBuilder sdks() {
        String path = String.join("/", segments);
        HttpRequest.HttpRequestBuilder request = HttpRequest.newBuilder()
                .withMethod(HttpMethod.valueOf(method))
                .withEndpoint(endpoint)
                .withPath(path.isEmpty() ? "/" : '/' + path + (slashAtEnd ? "/" : ""))
                .withContentType("application/json");
        query.stream()
                .collect(groupingBy(Map.Entry::getKey, LinkedHashMap::new, mapping(Map.Entry::getValue, toList())))
                .forEach(request::addQueryParam);
        request.addHeaders(headers);
        return body.length == 0 ? request : request.withBody(new ByteArrayInputStream(body));
    }
}
