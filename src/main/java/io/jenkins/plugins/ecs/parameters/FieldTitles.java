package io.jenkins.plugins.ecs.parameters;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.jelly.ResourceBundle;

/** Puts the titles of the form's fields, in the language of the reader, for the names of parameters, which only code has. Threads: any. */
final class FieldTitles {

    /** By parameter, as the form's view has them in English. */
    static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("cloudInit", "The image has cloud-init or Cloudbase-Init"),
            Map.entry("encrypt", "Encrypt the system disk"),
            Map.entry("imageId", "New image"),
            Map.entry("imageName", "New image by name"),
            Map.entry("loginHost", "Login: host"),
            Map.entry("loginPort", "Login: port"),
            Map.entry("serverId", "Server"),
            Map.entry("serverName", "Server by name"),
            Map.entry("userData", "User data"),
            Map.entry("userDataCredentialId", "User data from a credential"),
            Map.entry("waitForLogin", "Wait until the new system accepts logins"));

    /** What is quoted is not touched: it may be a value. */
    private static final Pattern NAME =
            Pattern.compile("‘[^’]*’|„[^“]*“|“[^”]*”|\\b(" + String.join("|", ENGLISH.keySet()) + ")\\b");

    private static final ResourceBundle FORM = new ResourceBundle(FieldTitles.class
            .getResource("OsChangeParameters/config.jelly")
            .toString()
            .replaceFirst("\\.jelly$", ""));

    private FieldTitles() {}

    static String in(String finding) {
        return NAME.matcher(finding)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? found.group() : Messages.FieldTitles_title(title(found.group(1)))));
    }

    private static String title(String parameter) {
        return FORM.format(LocaleProvider.getLocale(), ENGLISH.get(parameter));
    }
}
