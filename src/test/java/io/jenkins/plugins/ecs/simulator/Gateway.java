package io.jenkins.plugins.ecs.simulator;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** The API gateway of the simulated cloud: routes by path, checks identity and permissions. */
final class Gateway extends Dispatcher {

    private final Clock clock;
    private final Region region;
    private final Identity identity;
    private final AccessKeys accessKeys;
    private final WireSignature signature;
    private final Permissions permissions = new Permissions();
    private final Faults faults;
    private final List<SimulatedCloud.Request> log = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger count = new AtomicInteger();

    Gateway(Clock clock) {
        this.clock = clock;
        region = new Region(clock);
        identity = new Identity(clock);
        accessKeys = new AccessKeys(SimulatedCloud.ACCESS_KEY, clock);
        signature = new WireSignature(accessKeys, clock);
        faults = new Faults(clock);
    }

    Region region() {
        return region;
    }

    Identity identity() {
        return identity;
    }

    AccessKeys accessKeys() {
        return accessKeys;
    }

    Permissions permissions() {
        return permissions;
    }

    Faults faults() {
        return faults;
    }

    List<SimulatedCloud.Request> log() {
        return log;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        HttpUrl url = request.getUrl();
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        log.add(new SimulatedCloud.Request(request.getMethod(), url.encodedPath(), body, clock.instant()));
        String number = String.valueOf(count.incrementAndGet());
        String requestId = "req" + "0".repeat(29 - number.length()) + number;
        Faults.Fault fault = faults.next(request.getMethod(), url.encodedPath());
        if (fault != null && fault.instead() != null) {
            return fault.twist().apply(fault.instead().toHttp(requestId)).build();
        }
        MockResponse.Builder response = Call.of(request.getMethod(), url.pathSegments()) == Call.LOGIN
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
        Call call = Call.of(request.getMethod(), path);
        boolean ofProject =
                path.size() > 2 && call != Call.PROJECTS && !path.get(1).equals("cloudimages");
        if (ofProject && !path.get(1).equals(SimulatedCloud.PROJECT)) {
            return Answer.ecs(400, "Ecs.0023", "The project ID in the URL does not match the token.");
        }
        Answer denied = permissions.answer(call, url);
        if (denied != null) {
            return denied;
        }
        String id = path.get(path.size() - 1);
        return switch (call) {
            case IMAGES -> region.images(url);
            case SAVE_IMAGE -> region.imageOrders().order(body);
            case IMAGE_QUOTA -> region.imageOrders().quota();
            case PROJECTS -> identity.projects(url.queryParameter("name"));
            case SERVERS -> region.servers(url.queryParameter("name"), number(url, "offset"), number(url, "limit"));
            case SERVER -> region.server(id);
            case VOLUME -> region.volume(path.get(3), id);
            case DISK -> region.disk(id);
            case JOB -> region.job(id);
            case KEY_PAIRS -> region.keyPairs().list();
            case KEY_PAIR -> region.keyPairs().detail(id);
            case INSTANCE_ACTIONS -> region.instanceActions(path.get(3));
            case CHANGE_OS, CHANGE_OS_V1 ->
                region.changeOs(path.get(0), path.get(3), request.getHeaders().get("Content-Type"), body);
            case ACTION -> region.action(body);
            case CONSOLE -> region.console(path.get(3), body);
            case LOGIN, UNKNOWN -> noSuchApi();
        };
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
