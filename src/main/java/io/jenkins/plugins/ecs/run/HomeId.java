package io.jenkins.plugins.ecs.run;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells this home of Jenkins from copies of it: each has an ID, which a copy notices not to be its own, since its folder is another one on disk. A change that was begun in
 * another home, and not sent there, is not sent here: both would do it.
 *
 * <p>Persistence: a file in the folder that it tells of. A copy of a whole volume, block by block, is not noticed. Where it cannot be read or written, a new ID is taken, which refuses
 * more than it need.
 */
final class HomeId {

    private static final Logger LOGGER = Logger.getLogger(HomeId.class.getName());

    private final String id;
    private final String folder;

    private HomeId(String id, String folder) {
        this.id = id;
        this.folder = folder;
    }

    /** The ID of the home that this folder is in; the folder is made where it is missing. */
    static String in(File folder) {
        XmlFile file = new XmlFile(file(folder));
        try {
            Files.createDirectories(folder.toPath());
            String here = place(folder);
            if (file.exists() && file.read() instanceof HomeId known && here.equals(known.folder) && known.id != null) {
                return known.id;
            }
            HomeId made = new HomeId(UUID.randomUUID().toString(), here);
            file.write(made);
            return made.id;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot tell whether this Jenkins home is a copy: " + file);
            return UUID.randomUUID().toString();
        }
    }

    private static File file(File folder) {
        return new File(folder, "home.xml");
    }

    /** Whether the home has an ID: else it is new, or has lost it. */
    static boolean isKnown(File folder) {
        return file(folder).exists();
    }

    /** What another folder, a copy of this one, does not have. */
    private static String place(File folder) throws IOException {
        try {
            return "inode " + Files.getAttribute(folder.toPath(), "unix:ino");
        } catch (UnsupportedOperationException e) {
            return folder.getCanonicalPath();
        }
    }
}
