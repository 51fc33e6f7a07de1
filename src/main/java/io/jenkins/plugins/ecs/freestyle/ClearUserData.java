package io.jenkins.plugins.ecs.freestyle;

import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Saves a job whose {@code config.xml} came from outside with user data in clear text, so that it stands there encrypted: Jenkins stores what is posted as it is, and shows it to
 * whoever may read the configuration. Threads: any. Errors: logged.
 */
@Extension
public final class ClearUserData extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(ClearUserData.class.getName());

    /** Encrypted, it is base64 in braces. */
    private static final Pattern CLEAR = Pattern.compile("<userData\\b[^>/]*>(?!\\{[\\w+/=]+}</|</)");

    @Override
    public void onCreated(Item item) {
        encrypt(item);
    }

    @Override
    public void onUpdated(Item item) {
        encrypt(item);
    }

    private static void encrypt(Item item) {
        try {
            if (item instanceof AbstractItem job && job.getConfigFile().exists()) {
                String xml = job.getConfigFile().asString();
                if (xml.contains(EcsChangeOsBuilder.class.getName())
                        && CLEAR.matcher(xml).find()) {
                    job.save();
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot encrypt the user data of " + item.getFullName());
        }
    }
}
