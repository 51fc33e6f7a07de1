package io.jenkins.plugins.ecs.oschange.record;

import io.jenkins.plugins.ecs.cloud.Ids;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What is asked, without anything secret: it is kept with the record, and what a record lacks has its default. Login and user data come from {@link ChangeContext}. */
public final class ChangeRequest implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The one mode there is: the cloud stops a running server itself. */
    public static final String WITH_STOP_SERVER = "withStopServer";

    public static final int DEFAULT_TIMEOUT_MINUTES = 30;
    public static final int DEFAULT_POLL_SECONDS = 10;

    private String serverId;
    private String imageId;
    private String serverName;
    private String imageName;
    private String site;
    private SitePlace place;
    private String mode;
    private boolean stopFirst;
    private boolean byol;
    private boolean dryRun;
    private boolean skipIfCurrent;
    private String saveImageAs;
    private boolean encrypt;
    private String kmsKeyId;
    private boolean autoPay;
    private boolean withoutCloudInit;
    private Integer timeoutMinutes;
    private Integer pollSeconds;
    private LoginWait loginWait;

    public ChangeRequest(String serverId, String imageId) {
        this.serverId = id(serverId);
        this.imageId = id(imageId);
    }

    /** IDs are written in lower case by the clouds, and compared as text. What is none stays as it was typed: a secret in another case would be masked by nobody. */
    private static String id(String typed) {
        return Ids.lower(Objects.toString(typed, "").strip());
    }

    /** Takes secrets out of what can be no ID: nothing is sent because of it, so it is kept only to be shown. */
    public ChangeRequest maskedWhereNoId(UnaryOperator<String> secrets) {
        Masking masking = new Masking(secrets);
        serverId = Ids.isId(serverId) ? serverId : masking.of(serverId);
        imageId = Ids.isId(imageId) ? imageId : masking.of(imageId);
        kmsKeyId = Ids.isId(kmsKeyId) ? kmsKeyId : masking.of(kmsKeyId);
        return this;
    }

    /** For the end of a change: from then on it is only shown. What it was of is told by the IDs. */
    void mask(Masking masking) {
        serverName = masking.of(serverName);
        imageName = masking.of(imageName);
        saveImageAs = masking.of(saveImageAs);
        kmsKeyId = masking.of(kmsKeyId);
        mode = masking.of(mode);
    }

    /** Empty where a name is given instead. */
    public String serverId() {
        return serverId;
    }

    /** Empty where a name is given instead. */
    public String imageId() {
        return imageId;
    }

    /** The server's exact name where no ID is given; else null. */
    public String serverName() {
        return serverName;
    }

    public ChangeRequest serverName(String name) {
        this.serverName = name == null || name.isBlank() ? null : name.strip();
        return this;
    }

    /** Whether it names the server in the same way, by ID or by name: a name that is one server at one site. */
    public boolean isOfSameServer(ChangeRequest other) {
        return serverId.equals(other.serverId) && Objects.equals(serverName, other.serverName);
    }

    /** The image's name where no ID is given, with {@code *} for any characters; else null. */
    public String imageName() {
        return imageName;
    }

    public ChangeRequest imageName(String name) {
        this.imageName = name == null || name.isBlank() ? null : name.strip();
        return this;
    }

    /** The name of the site the server belongs to, for whoever knows several; else null. */
    public String site() {
        return site;
    }

    public ChangeRequest site(String name) {
        this.site = name;
        return this;
    }

    /** Which cloud, region and project the site is; null where nobody noted it. */
    public SitePlace place() {
        return place;
    }

    public ChangeRequest at(SitePlace noted) {
        this.place = noted;
        return this;
    }

    /** @return {@link #WITH_STOP_SERVER}, or null */
    public String mode() {
        return mode;
    }

    public ChangeRequest mode(String mode) {
        this.mode = mode == null || mode.isBlank() ? null : mode.strip();
        return this;
    }

    /** Whether to stop a running server before the change, by a call of its own: every cloud has that. */
    public boolean stopFirst() {
        return stopFirst;
    }

    public ChangeRequest stopFirst(boolean stopFirst) {
        this.stopFirst = stopFirst;
        return this;
    }

    public boolean byol() {
        return byol;
    }

    public ChangeRequest byol(boolean byol) {
        this.byol = byol;
        return this;
    }

    /** Whether to end after the checks, with nothing changed. */
    public boolean dryRun() {
        return dryRun;
    }

    public ChangeRequest dryRun(boolean dryRun) {
        this.dryRun = dryRun;
        return this;
    }

    /** Whether to end well, with nothing sent, where the server has the image already. */
    public boolean skipIfCurrent() {
        return skipIfCurrent;
    }

    public ChangeRequest skipIfCurrent(boolean skip) {
        this.skipIfCurrent = skip;
        return this;
    }

    /** The name of a private image that the system disk is saved as before the change, or null for none. */
    public String saveImageAs() {
        return saveImageAs;
    }

    public ChangeRequest saveImageAs(String name) {
        this.saveImageAs = name == null || name.isBlank() ? null : name.strip();
        return this;
    }

    /** Whether the new system disk is encrypted; without it, it is not, even if the old one was. */
    public boolean encrypt() {
        return encrypt;
    }

    /** @return the key to encrypt with, or null for the account's default key */
    public String kmsKeyId() {
        return kmsKeyId;
    }

    public ChangeRequest encrypt(boolean encrypt, String kmsKeyId) {
        this.encrypt = encrypt;
        this.kmsKeyId = kmsKeyId == null || kmsKeyId.isBlank() ? null : kmsKeyId.strip();
        return this;
    }

    /** Whether a price difference of a yearly or monthly server is paid at once. */
    public boolean autoPay() {
        return autoPay;
    }

    public ChangeRequest autoPay(boolean autoPay) {
        this.autoPay = autoPay;
        return this;
    }

    /** Whether the image has cloud-init or Cloudbase-Init; else v1 of the API is used, which needs a login and takes no user data. */
    public boolean cloudInit() {
        return !withoutCloudInit;
    }

    public ChangeRequest cloudInit(boolean cloudInit) {
        this.withoutCloudInit = !cloudInit;
        return this;
    }

    public Duration timeout() {
        return Duration.ofMinutes(timeoutMinutes == null ? DEFAULT_TIMEOUT_MINUTES : timeoutMinutes);
    }

    public ChangeRequest timeoutMinutes(int minutes) {
        this.timeoutMinutes = minutes;
        return this;
    }

    /** How to wait until the new system lets people in; null for not at all. */
    public LoginWait loginWait() {
        return loginWait;
    }

    public ChangeRequest loginWait(LoginWait wait) {
        this.loginWait = wait;
        return this;
    }

    public Duration pollInterval() {
        return Duration.ofSeconds(pollSeconds == null ? DEFAULT_POLL_SECONDS : pollSeconds);
    }

    public ChangeRequest pollSeconds(int seconds) {
        this.pollSeconds = seconds;
        return this;
    }
}
