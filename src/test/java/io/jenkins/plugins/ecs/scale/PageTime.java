package io.jenkins.plugins.ecs.scale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/** How long a page takes from the request to its last byte: the first time, and the median of some more. */
record PageTime(double first, double median, double kib) {

    private static final int TIMES = 9;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** @param url of a page that anybody may read */
    static PageTime of(String url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        double[] seconds = new double[TIMES];
        int length = 0;
        double first = 0;
        for (int i = -1; i < TIMES; i++) {
            long began = System.nanoTime();
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST).build(), BodyHandlers.ofByteArray());
            double took = (System.nanoTime() - began) / 1e9;
            if (answer.statusCode() != 200) {
                throw new IOException(url + ": " + answer.statusCode());
            }
            length = answer.body().length;
            if (i < 0) {
                first = took;
            } else {
                seconds[i] = took;
            }
        }
        Arrays.sort(seconds);
        return new PageTime(first, seconds[TIMES / 2], length / 1024.0);
    }
}
