package io.jenkins.plugins.ecs.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** A cell of the {@link EventMatrixTest}: what happens, and where the change of a build is by then. Each has a job and a server of its own. */
record Cell(Event event, Place place, FrontEnd frontEnd) implements Serializable {

    /** What happens. */
    enum Event {
        MOVE,
        RENAME,
        DELETE,
        ABORT,
        QUIET_DOWN,
        RESTART,
        CRASH
    }

    /** Where the change is. */
    enum Place {
        /** Another change of the server is under way. */
        QUEUED("Queued: waiting for another build"),
        /** The server is queried. */
        PLANNING(null),
        /** The server was told to stop. */
        STOPPING("Stopping the server: cloud job"),
        /** The request was sent; the cloud has accepted it, and its reply is on the way. */
        SENDING(null),
        /** The cloud job runs. */
        FOLLOWING("Cloud job: INIT"),
        /** The same, and the build was aborted. */
        DETACHED("Cloud job: INIT");

        /** What the log says when a change is there; null where the cloud notices it first. */
        final String message;

        Place(String message) {
            this.message = message;
        }
    }

    static List<Cell> of(Event event) {
        return Stream.of(FrontEnd.values())
                .flatMap(frontEnd -> Stream.of(Place.values()).map(place -> new Cell(event, place, frontEnd)))
                .toList();
    }

    String name() {
        return (event + "-" + place + "-" + frontEnd).toLowerCase(Locale.ROOT);
    }

    /** The job whose change goes before where this one is queued. */
    String before() {
        return "before-" + name();
    }

    String server() {
        return UUID.nameUUIDFromBytes(name().getBytes()).toString();
    }

    String request() {
        return "/cloudservers/" + server() + "/changeos";
    }

    boolean isSent() {
        return place.compareTo(Place.SENDING) >= 0;
    }

    /** Whether the build goes on with its change; else it ends before it. */
    boolean goesOn() {
        return switch (event) {
            case MOVE, RENAME, QUIET_DOWN -> true;
            case DELETE, ABORT -> false;
            case RESTART, CRASH -> frontEnd == FrontEnd.PIPELINE;
        };
    }

    /** How many requests to change the OS are to come over the wire, beside that of the change before. */
    int requests() {
        return isSent() || goesOn() ? 1 : 0;
    }

    /** The same while Jenkins prepares to shut down. */
    int requestsInQuietDown() {
        return isSent() ? 1 : 0;
    }

    /** What the log is to say; the audit log, where the build was deleted. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (place == Place.DETACHED || isSent() && !goesOn()) {
            words.add(
                    event == Event.DELETE
                            ? "OS change ended after its build: "
                            : "After the end of the step: OS of server web (" + server() + ") changed to");
        } else if (goesOn()) {
            words.add("web: OS changed to");
        }
        words.addAll(event == Event.DELETE ? audited() : said());
        return words;
    }

    private List<String> audited() {
        return switch (place) {
            case QUEUED, PLANNING -> List.of("OS change ended: ", "outcome=REFUSED", "before the request was sent");
            case STOPPING -> List.of("Server stop requested: ", "outcome=REFUSED", "is running again");
            case SENDING, FOLLOWING, DETACHED ->
                List.of("OS change submitted: ", "OS change ended: ", "outcome=DETACHED", "outcome=CHANGED");
        };
    }

    private List<String> said() {
        if (place == Place.DETACHED) {
            return List.of("this does not cancel the OS change");
        }
        if (goesOn()) {
            return switch (event) {
                case QUIET_DOWN -> isSent() ? List.of() : List.of("Jenkins is preparing to shut down");
                case RESTART, CRASH ->
                    switch (place) {
                        case SENDING -> List.of("web: The cloud may have accepted the OS change");
                        case FOLLOWING -> List.of("web: Resuming after a restart: cloud job running");
                        default -> List.of();
                    };
                default -> List.of();
            };
        }
        return switch (place) {
            case QUEUED, PLANNING -> List.of("Wait aborted before the request was sent");
            case STOPPING -> List.of("will be started again", "Starting the server again", "is running again");
            case SENDING -> List.of("the cloud may have accepted the OS change");
            case FOLLOWING, DETACHED -> List.of("this does not cancel the OS change");
        };
    }
}
