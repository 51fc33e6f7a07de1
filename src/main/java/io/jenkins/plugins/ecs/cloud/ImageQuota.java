package io.jenkins.plugins.ecs.cloud;

/**
 * How many of something there are and may be ({@code GET /v1/cloudimages/quota}).
 *
 * @param type {@code image} for private images
 */
public record ImageQuota(String type, int used, int quota) {

    public boolean isUsedUp() {
        return used >= quota;
    }
}
