package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;
import java.util.Date;
import okhttp3.Headers;

/** The {@code Retry-After} header, in seconds or as a date, the latter measured against the server's own clock where it tells it. */
final class RetryAfter {

    /** What a server may ask for at most: more would leave a build waiting for a mistake. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private RetryAfter() {}

    /** @return null where there is none, or it makes no sense */
    static Duration of(Headers headers) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return null;
        }
        Date until = headers.getDate("Retry-After");
        Date now = headers.getDate("Date");
        if (until != null) {
            return bounded(until.getTime() - (now == null ? System.currentTimeMillis() : now.getTime()));
        }
        return value.strip().matches("\\d{1,9}") ? bounded(Long.parseLong(value.strip()) * 1000) : null;
    }

    private static Duration bounded(long millis) {
        return Duration.ofMillis(Math.max(0, Math.min(millis, LONGEST.toMillis())));
    }
}
