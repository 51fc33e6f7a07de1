package io.jenkins.plugins.ecs.web;

/** Where a web method is called, by the address that it has there. */
enum Place {
    GLOBAL(""),
    JOB("job/alone/"),
    FOLDER("job/team/"),
    JOB_IN_FOLDER("job/team/job/inside/");

    private final String path;

    Place(String path) {
        this.path = path;
    }

    boolean isConfiguredBy(User user) {
        return user == User.ADMIN
                || user == User.CONFIGURER && this == JOB
                || user == User.FOLDER_CONFIGURER && (this == FOLDER || this == JOB_IN_FOLDER);
    }

    boolean isBuiltBy(User user) {
        return user == User.ADMIN && (this == JOB || this == JOB_IN_FOLDER) || user == User.BUILDER && this == JOB;
    }

    String path() {
        return path;
    }

    /** Who calls. */
    enum User {
        ANONYMOUS,
        READER,
        BUILDER,
        CONFIGURER,
        FOLDER_CONFIGURER,
        ADMIN
    }
}
