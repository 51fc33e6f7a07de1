package io.jenkins.plugins.ecs.credentials;

import hudson.model.Failure;
import hudson.util.HttpResponses;
import jakarta.servlet.ServletException;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Keeps a credential from being made that no build could use, in forms and from code. One that was stored before is still read: then the build says what is wrong. The
 * message names the field and the fix, and never a secret. Unchecked, since Jenkins answers a form with it only then.
 */
public final class UnusableCredentialException extends Failure {

    private static final long serialVersionUID = 1L;

    UnusableCredentialException(String message) {
        super(message);
    }

    /** The dialog of the credentials page shows what comes as JSON, and of anything else only that something failed. */
    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
            throws IOException, ServletException {
        String accepted = request.getHeader("Accept");
        if (accepted != null && accepted.contains("application/json")) {
            HttpResponses.okJSON(
                            new JSONObject().element("message", getMessage()).element("notificationType", "ERROR"))
                    .generateResponse(request, response, node);
        } else {
            super.generateResponse(request, response, node);
        }
    }
}
