package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be found wrong without asking the cloud. The single checks answer null or a sentence that names the fix, so that forms can
 * show them as one types.
 */
public final class Validation {

    /** The API's limit for user data, before encoding. */
    public static final int LARGEST_USER_DATA = 32 * 1024;

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern IMAGE_NAME = Pattern.compile("[A-Za-z0-9._ \\p{IsHan}-]{1,128}");
    private static final Pattern USER_ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern PROJECT_ID = USER_ID;
    private static final int LONGEST_HOST = 253;
    /** A part of a host name. */
    private static final Pattern LABEL = Pattern.compile("[0-9A-Za-z](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?");

    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%[0-9A-Za-z]{1,15})?");
    /** The text of a key, public or private. */
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN|PuTTY-User-Key-File|^(ssh|ecdsa|sk)-\\S+\\s|[\\r\\n]");

    private static final String SPECIAL = "!@$%^-_=+[{}]:,./?~#*";

    private Validation() {}

    /** @throws InvalidInputException naming every field that is wrong */
    public static void check(ChangeRequest request, Login login, SecretText userData) throws InvalidInputException {
        List<String> problems = ofRequest(request);
        add(problems, "userData", userData == null ? null : UserDataCheck.problem(UserData.of(userData), login));
        if (!request.cloudInit()) {
            add(problems, "userData", userData == null ? null : text("userData.v1"));
            add(problems, "keyCredentialId", login instanceof Login.FromImage ? text("login.v1") : null);
        }
        if (login instanceof Login.WithPassword with) {
            add(problems, "keyCredentialId", password(with.password()));
        } else if (login instanceof Login.WithKeyPair with) {
            add(problems, "keyCredentialId", keyPairName(with.name()));
            add(problems, "keyCredentialId", with.userId() == null ? null : userId(with.userId()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** The problems that there are whatever login and user data are; a list of its own, which may be added to. */
    public static List<String> ofRequest(ChangeRequest request) {
        List<String> problems = new ArrayList<>();
        add(problems, "serverId", request.serverName() == null ? serverId(request.serverId()) : null);
        add(problems, "serverName", serverName(request.serverName(), request.serverId()));
        add(problems, "imageId", request.imageName() == null ? imageId(request.imageId()) : null);
        add(problems, "imageName", imageName(request.imageName(), request.imageId()));
        add(problems, "mode", mode(request.mode()));
        add(problems, "stopFirst", stopFirst(request.stopFirst(), request.mode()));
        add(problems, "timeoutMinutes", timeoutMinutes(request.timeout().toMinutes()));
        add(problems, "pollSeconds", pollSeconds(request.pollInterval().toSeconds()));
        addLogin(problems, request.loginWait());
        add(problems, "saveImageAs", saveImageAs(request.saveImageAs(), request.imageName()));
        add(problems, "kmsKeyId", kmsKeyId(request.kmsKeyId(), request.encrypt()));
        add(problems, "byol", !request.cloudInit() && request.byol() ? text("byol.v1") : null);
        return problems;
    }

    private static void addLogin(List<String> problems, LoginWait wait) {
        if (wait != null) {
            add(problems, "loginHost", loginHost(wait.host()));
            add(problems, "loginPort", wait.port() == null ? null : loginPort(wait.port()));
            add(problems, "loginTimeoutMinutes", timeoutMinutes(wait.timeout().toMinutes()));
        }
    }

    private static void add(List<String> problems, String field, String problem) {
        if (problem != null) {
            problems.add(field + ": " + problem);
        }
    }

    /** @param id the ID that is given beside the name; of the two there is to be one */
    public static String serverName(String name, String id) {
        return isBlank(name) || isBlank(id) ? null : text("serverName.both");
    }

    /** @param id the ID that is given beside the name; of the two there is to be one */
    public static String imageName(String name, String id) {
        if (isBlank(name)) {
            return null;
        }
        if (!isBlank(id)) {
            return text("imageName.both");
        }
        return name.strip().matches("\\*+") ? text("imageName.any") : null;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    public static String serverId(String id) {
        return uuid(id, "serverId");
    }

    public static String imageId(String id) {
        return uuid(id, "imageId");
    }

    /** Whether the text has the form of the ids of servers and images. */
    public static boolean isId(String text) {
        return UUID.matcher(text).matches();
    }

    private static String uuid(String id, String field) {
        if (id == null || id.isBlank()) {
            return text(field + ".missing");
        }
        return UUID.matcher(id.strip()).matches() ? null : text(field + ".malformed", id);
    }

    public static String mode(String mode) {
        return mode == null || mode.isBlank() || mode.equals(ChangeRequest.WITH_STOP_SERVER)
                ? null
                : text("mode.unknown", mode);
    }

    public static String stopFirst(boolean stopFirst, String mode) {
        return stopFirst && mode != null && !mode.isBlank() ? text("stopFirst.mode") : null;
    }

    public static String kmsKeyId(String id, boolean encrypt) {
        if (id == null || id.isBlank()) {
            return null;
        }
        if (!encrypt) {
            return text("kmsKeyId.encrypt");
        }
        return UUID.matcher(id).matches() ? null : text("kmsKeyId.malformed", id);
    }

    /** The message never repeats the text: a private key may have been pasted. */
    public static String keyPairName(String name) {
        if (name == null || name.strip().matches("\\.{0,2}")) { // the last two would lead to another address
            return text("keyPair.missing");
        }
        return KEY.matcher(name.strip()).find() ? text("keyPair.isKey") : null;
    }

    /** What IMS takes for a name, with Chinese characters as some editions do. */
    public static String saveImageAs(String name) {
        return name == null
                        || name.isBlank()
                        || IMAGE_NAME.matcher(name.strip()).matches()
                ? null
                : text("saveImageAs.malformed", name);
    }

    /** @param imageName by which the new image is looked for, also when the image is made: it would be taken for that. */
    public static String saveImageAs(String name, String imageName) {
        String problem = saveImageAs(name);
        boolean found = !isBlank(name) && !isBlank(imageName) && Wildcards.matches(imageName.strip(), name.strip());
        return problem == null && found ? text("saveImageAs.isImageName", name, imageName) : problem;
    }

    public static String userId(String id) {
        return USER_ID.matcher(id).matches() ? null : text("userId.malformed", id);
    }

    public static String projectId(String id) {
        return id != null && PROJECT_ID.matcher(id.strip()).matches() ? null : text("projectId.malformed", id);
    }

    /** An IP address or a host name alone. */
    public static String loginHost(String host) {
        return isBlank(host) || isHostName(host.strip()) || isIpv6(host.strip())
                ? null
                : text("loginHost.malformed", host);
    }

    private static boolean isHostName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.length() <= LONGEST_HOST
                && Stream.of(name.split("\\.", -1))
                        .allMatch(label -> LABEL.matcher(label).matches());
    }

    private static boolean isIpv6(String host) {
        Matcher literal = IPV6.matcher(host);
        try {
            return literal.matches()
                    && InetAddress.getByName(literal.group(1)) != null; // what has a colon is not looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }

    public static String loginPort(long port) {
        return port >= 1 && port <= 65535 ? null : text("loginPort.range", String.valueOf(port));
    }

    public static String timeoutMinutes(long minutes) {
        return minutes >= 1 && minutes <= 24 * 60 ? null : text("timeoutMinutes.range", minutes);
    }

    public static String pollSeconds(long seconds) {
        return seconds >= 1 && seconds <= 600 ? null : text("pollSeconds.range", seconds);
    }

    /**
     * The API's rules for {@code adminpass}: 8 to 26 characters, three of the four classes. The editions differ in the special characters, so
     * the widest set is taken and the cloud decides. The message never repeats the password.
     */
    public static String password(SecretText password) {
        String word = password.reveal();
        long classes = Stream.of(
                        word.chars().anyMatch(c -> c >= 'A' && c <= 'Z'),
                        word.chars().anyMatch(c -> c >= 'a' && c <= 'z'),
                        word.chars().anyMatch(c -> c >= '0' && c <= '9'),
                        word.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0))
                .filter(present -> present)
                .count();
        boolean others =
                word.chars().anyMatch(c -> !(c < 128 && Character.isLetterOrDigit(c)) && SPECIAL.indexOf(c) < 0);
        return word.length() >= 8 && word.length() <= 26 && classes >= 3 && !others
                ? null
                : text("password.rules", SPECIAL);
    }
}
