package io.jenkins.plugins.ecs.cloud;

import java.util.function.Predicate;
import okhttp3.HttpUrl;

/**
 * Lists as a user sees them who has rights in enterprise projects only (Huawei Cloud): asked without {@code enterprise_project_id} they are refused, or empty. They are asked
 * again over all projects granted, and it is remembered which question was answered. One object for each service and client; safe for use by several threads.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ecs/">ECS API reference: querying details about ECSs</a>
 */
final class EnterpriseProjects {

    private volatile boolean needed;

    interface Question<T> {
        T ask(HttpUrl.Builder url) throws CloudException;
    }

    /**
     * Asks once, or twice where the first question was refused or found nothing.
     *
     * @param nothing whether an answer may be empty for want of the parameter; never, where an empty list is an ordinary answer
     */
    <T> T ask(HttpUrl.Builder url, Question<T> question, Predicate<T> nothing) throws CloudException {
        HttpUrl plain = url.build();
        boolean wide = needed;
        T first = null;
        RefusedException refusal = null;
        try {
            first = question.ask(of(plain, wide));
            if (wide || !nothing.test(first)) {
                return first;
            }
        } catch (RefusedException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            refusal = e;
        }
        try {
            T second = question.ask(of(plain, !wide));
            if (refusal != null || !nothing.test(second)) {
                needed = !wide;
            }
            return second;
        } catch (RefusedException e) {
            if (e.kind() != FailureClass.REFUSED) {
                throw e; // else trouble would pass for "there is none"
            }
            if (refusal != null) {
                throw refusal;
            }
            return first;
        }
    }

    private static HttpUrl.Builder of(HttpUrl plain, boolean wide) {
        HttpUrl.Builder url = plain.newBuilder();
        return wide ? url.addQueryParameter("enterprise_project_id", "all_granted_eps") : url;
    }
}
