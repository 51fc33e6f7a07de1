package io.jenkins.plugins.ecs.cloud;

/**
 * A credential or setting cannot be put into a request: it is empty, or holds characters that no header can carry. Nothing was sent. The message names the field
 * and never its value.
 */
public final class ConfigurationException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** What can be wrong. */
    public enum Field {
        ACCESS_KEY_ID("access key ID"),
        SECRET_ACCESS_KEY("secret access key"),
        SECURITY_TOKEN("security token"),
        USER_NAME("user name"),
        ACCOUNT_NAME("account name"),
        PASSWORD("password"),
        PROJECT("project");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        /** Its name in English. */
        public String label() {
            return label;
        }
    }

    private final Field field;

    /** @param problem goes on after the name of the field; no secret */
    ConfigurationException(Field field, String problem) {
        super(FailureClass.NOT_SIGNED_IN, true, "the " + field.label() + ' ' + problem, null);
        this.field = field;
    }

    @Override
    ConfigurationException beforeRequest(String what) {
        return this;
    }

    public Field field() {
        return field;
    }

    @Override
    public String requestId() {
        return null;
    }
}
