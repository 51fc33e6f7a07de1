package io.jenkins.plugins.ecs.cloud;

/**
 * How many of something there are and may be ({@code GET /v1/cloudimages/quota}).
 *
 * @param type {@code image} for private images
 * @param quota -1 for any number, as in OpenStack
 */
public record ImageQuota(String type, Integer used, Integer quota) {

    /** Whether the service says how many there are and may be. */
    boolean isTold() {
        return used != null && quota != null;
    }

    public boolean isUsedUp() {
        return isTold() && quota >= 0 && used >= quota;
    }
}
