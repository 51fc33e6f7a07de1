package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An image as the Image Management Service lists it ({@code GET /v2/cloudimages}).
 *
 * @param status {@code active} when it can be used
 * @param minDisk the smallest system disk it fits on, in GB
 */
public record Image(
        String id,
        String name,
        String status,
        @JsonProperty("min_disk") int minDisk,
        @JsonProperty("__os_type") String osType,
        @JsonProperty("__os_version") String osVersion) {}
