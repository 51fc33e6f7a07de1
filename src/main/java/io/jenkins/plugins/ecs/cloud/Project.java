package io.jenkins.plugins.ecs.cloud;

/**
 * The project of a region in which the servers are: by its id (32 hexadecimal digits), or by its name ({@code eu-de} or {@code eu-de_team}), from
 * which the id is looked up. What cannot be seen at the ends is left out.
 */
public record Project(String id, String name) {

    public Project {
        id = Ids.lower(PastedText.trimmed(id));
        name = PastedText.trimmed(name);
    }

    public static Project withId(String id) {
        return new Project(id, null);
    }

    public static Project named(String name) {
        return new Project(null, name);
    }
}
