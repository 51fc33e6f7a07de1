package io.jenkins.plugins.ecs.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.huaweicloud.sdk.core.utils.JsonUtils;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobResponse;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the text of an answer to the typed job: the one of a failed change, with its sub-job. */
@State(Scope.Thread)
public class ParseBenchmark {

    private final String answer = read("resp-job-fail-subjob.json");

    @Benchmark
    public Job ours() throws IOException {
        return Json.MAPPER.readValue(answer, Job.class);
    }

    @Benchmark
    public ShowJobResponse sdk() {
        return JsonUtils.toObject(answer, ShowJobResponse.class);
    }

    private static String read(String name) {
        try (var in = Job.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
