package io.jenkins.plugins.ecs.site;

import hudson.model.Item;
import java.util.stream.Stream;

/** Folders that make their own jobs, such as those of branches. Known by name, since the plugin that has them need not be installed. */
public final class ComputedFolders {

    private static final String CLASS = "com.cloudbees.hudson.plugins.folder.computed.ComputedFolder";

    private ComputedFolders() {}

    public static boolean isOne(Item folder) {
        return Stream.<Class<?>>iterate(folder.getClass(), type -> type != null, Class::getSuperclass)
                .anyMatch(type -> type.getName().equals(CLASS));
    }
}
