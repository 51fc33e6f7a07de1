package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/** The vendors' error answers, one in each of their shapes. */
final class BadNews {

    private static final List<String> SHAPES = List.of(
            "errors/resp-error-ecs-nested-400.json",
            "errors/resp-error-ecs-nested-details-400.json",
            "errors/resp-error-batch-400.json",
            "errors/resp-error-nova-404.json",
            "errors/resp-error-apigw-auth-401.json",
            "errors/resp-error-apigw-throttle-429.json",
            "errors/resp-error-flow-limit-202.json",
            "errors/resp-error-iam-keystone-401.json",
            "errors/resp-error-iam-v30-403.json",
            "errors/resp-error-proxy-502.html",
            "resp-job-query-error-top-level.json");

    private BadNews() {}

    static byte[] any(Random random) {
        return read("/io/jenkins/plugins/ecs/cloud/" + SHAPES.get(random.nextInt(SHAPES.size())));
    }

    static byte[] read(String resource) {
        try (var in = BadNews.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
