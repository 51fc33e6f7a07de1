package io.jenkins.plugins.ecs.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import com.huaweicloud.sdk.core.utils.JsonUtils;
import com.huaweicloud.sdk.ecs.v2.model.ChangeServerOsWithCloudInitRequestBody;
import java.time.Clock;
import java.util.Base64;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the values of a change to the signed request: its body written, its address built, its headers signed. */
@State(Scope.Thread)
public class SignBenchmark {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final SecretText USER_DATA = new SecretText("#cloud-config\npackages: [nginx]\n");

    // No constants, lest the compiler work them out beforehand.
    private String endpoint = "https://ecs.eu-de.otc.t-systems.com";
    private String project = "5fa3a0b7c1d24e0fb3c1d6a1e2f30415";
    private String server = "616fb98f-46ca-475e-917e-2563e5a8cd19";
    private String image = "e215580f-73ad-429d-b6f2-5433947433b0";
    private String keyPair = "KeyPair-350b";
    private String user = "7e25b1da389f4697a79df3a0e5bd494e";

    private final HttpUrl base = HttpUrl.get(endpoint);
    private final RequestSigner signer = new RequestSigner(
            new AccessKey("AKEXAMPLE00000000001", "SKexample0123456789abcdefghijKLMNOPQRSTUV"), Clock.systemUTC());
    private final BasicCredentials credentials = new BasicCredentials()
            .withAk("AKEXAMPLE00000000001")
            .withSk("SKexample0123456789abcdefghijKLMNOPQRSTUV")
            .withProjectId(project);

    /** As {@link EcsClient#changeOs} does it. */
    @Benchmark
    public Request ours() {
        byte[] body = new ChangeOsBody(image, keyPair, user, null, "withStopServer", false, USER_DATA).toJson();
        HttpUrl url = base.newBuilder()
                .addPathSegment("v2")
                .addPathSegment(project)
                .addPathSegments("cloudservers")
                .addPathSegment(server)
                .addPathSegment("changeos")
                .build();
        return signer.sign(new Request.Builder()
                .url(url)
                .header("X-Project-Id", project)
                .post(new OneShotBody(body))
                .build());
    }

    /** As the SDK's client does it, without its checks of the request and its reflection over the request's fields. */
    @Benchmark
    public HttpRequest sdk() {
        String userData = Base64.getEncoder().encodeToString(USER_DATA.reveal().getBytes(UTF_8));
        var body = new ChangeServerOsWithCloudInitRequestBody()
                .withOsChange(change -> change.withImageid(image)
                        .withKeyname(keyPair)
                        .withUserid(user)
                        .withMode("withStopServer")
                        .withMetadata(metadata -> metadata.withUserData(userData)));
        HttpRequest request = HttpRequest.newBuilder()
                .withMethod(HttpMethod.POST)
                .withEndpoint(endpoint)
                .withPath("/v2/{project_id}/cloudservers/{server_id}/changeos")
                .addPathParam("server_id", server)
                .addAutoFilledPathParam("project_id", project)
                .withContentType("application/json")
                .withBodyAsString(JsonUtils.toJSON(body))
                .build();
        return credentials.syncProcessAuthRequest(request, null);
    }
}
