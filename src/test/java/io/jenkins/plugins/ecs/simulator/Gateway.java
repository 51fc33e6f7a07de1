package io.jenkins.plugins.ecs.simulator;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** The API gateway of the simulated cloud: knows the paths, checks who is asking, and passes on. */
final class Gateway extends Dispatcher {

    private final Region region;
    private final Identity identity;
    private final WireSignature signature;
    private final Faults faults;
    private final List<SimulatedCloud.Request> log;
    private final Clock clock;
    private final AtomicInteger count = new AtomicInteger();

    Gateway(
            Region region,
            Identity identity,
            WireSignature signature,
            Faults faults,
            List<SimulatedCloud.Request> log,
            Clock clock) {
        this.region = region;
        this.identity = identity;
        this.signature = signature;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        HttpUrl url = request.getUrl();
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        log.add(new SimulatedCloud.Request(request.getMethod(), url.encodedPath(), body));
        String requestId = String.format(Locale.ROOT, "req%029d", count.incrementAndGet());
        Faults.Fault fault = faults.next(request.getMethod(), url.encodedPath());
        if (fault != null && fault.instead() != null) {
            return fault.twist().apply(fault.instead().toHttp(requestId)).build();
        }
        boolean login = request.getMethod().equals("POST") && url.encodedPath().equals("/v3/auth/tokens");
        MockResponse.Builder response = login
                ? identity.login(body, requestId)
                : answer(request, url, body).toHttp(requestId);
        response.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        return fault == null ? response.build() : fault.twist().apply(response).build();
    }

    private Answer answer(RecordedRequest request, HttpUrl url, String body) {
        Answer refusal = whoIsIt(request);
        if (refusal != null) {
            return refusal;
        }
        List<String> path = url.pathSegments();
        if (path.equals(List.of("v2", "cloudimages")) && request.getMethod().equals("GET")) {
            return region.images(url.queryParameter("id"), url.queryParameter("marker"), number(url, "limit"));
        }
        if (path.equals(List.of("v3", "projects")) && request.getMethod().equals("GET")) {
            return identity.projects(url.queryParameter("name"));
        }
        if (path.size() < 3 || !path.get(1).equals(SimulatedCloud.PROJECT)) {
            return path.size() < 3
                    ? noSuchApi()
                    : Answer.ecs(400, "Ecs.0023", "The project ID in the URL does not match the token.");
        }
        String call = request.getMethod() + ' ' + path.get(0) + ' ' + String.join("/", path.subList(2, path.size()));
        String id = path.get(path.size() - 1);
        if (call.equals("GET v1 cloudservers/detail")) {
            return region.servers(number(url, "offset"), number(url, "limit"));
        } else if (call.equals("GET v2.1 os-keypairs")) {
            return region.keyPairs();
        } else if (call.matches("GET v1 cloudservers/[^/]+")) {
            return region.server(id);
        } else if (call.matches("GET v1 cloudservers/[^/]+/block_device/[^/]+")) {
            return region.volume(path.get(3), id);
        } else if (call.matches("GET v1 jobs/[^/]+")) {
            return region.job(id);
        } else if (call.matches("GET v2\\.1 os-keypairs/[^/]+")) {
            return region.keyPair(id);
        } else if (call.matches("POST v[12] cloudservers/[^/]+/changeos")) {
            return region.changeOs(
                    path.get(0), path.get(3), request.getHeaders().get("Content-Type"), body);
        } else if (call.equals("POST v1 cloudservers/action")) {
            return region.action(body);
        }
        return noSuchApi();
    }

    private Answer whoIsIt(RecordedRequest request) {
        String token = request.getHeaders().get("X-Auth-Token");
        if (token != null) {
            return identity.knows(token) ? null : Answer.gateway(401, "APIGW.0307", "The token must be updated.");
        }
        String complaint = signature.complaint(request);
        return complaint == null ? null : Answer.gateway(401, "APIGW.0301", complaint);
    }

    /** @return 0 where it is not given */
    private static int number(HttpUrl url, String name) {
        String value = url.queryParameter(name);
        return value == null ? 0 : Integer.parseInt(value);
    }

    private static Answer noSuchApi() {
        return Answer.gateway(404, "APIGW.0101", "The API does not exist or has not been published in the environment");
    }
}
