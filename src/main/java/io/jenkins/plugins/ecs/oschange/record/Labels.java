package io.jenkins.plugins.ecs.oschange.record;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

/** What a change, its server and its image are called, as far as its record knows, for people. */
public final class Labels {

    private Labels() {}

    /** Where it stands, in a few words. */
    public static String state(ChangeRecord record) {
        String before = record.waitsFor();
        return record.state() == State.QUEUED && before == null
                ? text("state.new")
                : text("state." + record.state(), before);
    }

    /** The server's name as it was seen, or as it is looked up by; null where neither: a name that was specified beside an ID may be that of another server. */
    public static String knownServerName(ChangeRecord record) {
        ServerSnapshot seen = record.before();
        ChangeRequest request = record.request();
        boolean named = seen != null && seen.name() != null && !seen.name().isBlank();
        return named ? seen.name() : request.serverId().isEmpty() ? request.serverName() : null;
    }

    /** The server's name, or its ID as long as no name is known, or that none was specified: what each line of the log begins with. */
    public static String serverName(ChangeRecord record) {
        String known = knownServerName(record);
        String id = record.serverId();
        return known != null ? known : id.isBlank() ? text("server.unspecified") : id;
    }

    /** The server by name and ID. */
    public static String server(ChangeRecord record) {
        return label(serverName(record), record.serverId());
    }

    /** The image by name and ID. */
    public static String image(ChangeRecord record) {
        String seen = record.imageName();
        String asked = record.request().imageName();
        boolean known = seen != null && !seen.isBlank();
        return label(known ? seen : asked != null ? asked : record.imageId(), record.imageId());
    }

    /** The site, with cloud, region and project as far as they were noted; null for whoever knows of no sites. */
    public static String site(ChangeRequest request) {
        SitePlace place = request.place();
        return place == null ? null : text("plan.site", request.site(), place.endpoint(), place.project());
    }

    private static String label(String name, String id) {
        return id.isEmpty() || name.equals(id) ? name : name + " (" + id + ")";
    }
}
