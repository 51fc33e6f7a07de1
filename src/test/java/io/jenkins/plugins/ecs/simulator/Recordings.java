package io.jenkins.plugins.ecs.simulator;

import java.nio.charset.StandardCharsets;

/**
 * Response bodies of real clouds, from published recordings, logs and issues, with IDs, names and times replaced. None of an OS change was found.
 */
public enum Recordings {
    /** A stop or reboot that succeeded after 41 seconds. */
    JOB_STOPPED("resp-job-serversAction-success.json"),
    /** A job under way: its ends are empty texts, code and reason are absent. */
    JOB_RUNNING("resp-job-createServer-running.json"),
    /** A job that failed, whose reason is JSON of an inner service. */
    JOB_FAILED_NESTED("resp-job-fail-nested-json-message.json"),
    /** 400: the image does not fit the flavor. */
    ERROR_FLAVOR("resp-error-flavor-image-400.json"),
    /** 504 of a gateway: without any code. */
    ERROR_GATEWAY("resp-error-gateway-504.json"),
    /** A list of one server of Huawei Cloud, whose two image IDs agree. */
    SERVER_LIST("resp-servers-list-v1-hw.json");

    private final String file;

    Recordings(String file) {
        this.file = file;
    }

    /** The body as it came. */
    public String body() {
        return new String(BadNews.read("recorded/" + file), StandardCharsets.UTF_8);
    }
}
