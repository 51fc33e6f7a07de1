package io.jenkins.plugins.ecs.site;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.cloud.PlainText;
import java.util.List;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Warns of lines of the guardrail about folders and jobs that name nothing, as when a deleted folder is configured again by code: whoever may create an item of that name may use the site
 * then. Threads: any.
 */
public final class UnknownItems {

    private static final Logger LOGGER = Logger.getLogger(UnknownItems.class.getName());

    private UnknownItems() {}

    /** Those lines that name neither a folder nor a job, and are no comments. */
    static List<String> of(String allowedItems) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return AllowedItems.lines(allowedItems).stream()
                    .filter(line -> !AllowedItems.isDeleted(line))
                    .filter(line -> Jenkins.get().getItemByFullName(line) == null)
                    .toList();
        }
    }

    /** The sites are configured before jobs are loaded when Jenkins starts. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void warnAtStart() {
        log(EcsSites.get().getSites());
    }

    static void warn(List<EcsSite> sites) {
        if (Jenkins.get().getInitLevel().compareTo(InitMilestone.JOB_CONFIG_ADAPTED) >= 0) {
            log(sites);
        }
    }

    private static void log(List<EcsSite> sites) {
        for (EcsSite site : sites) {
            List<String> unknown = of(site.getAllowedItems());
            if (!unknown.isEmpty()) {
                LOGGER.warning(() -> "ECS site " + PlainText.of(site.getName())
                        + ", guardrail \"folders and jobs\": no item has the name "
                        + PlainText.of(String.join(", ", unknown)) + ". Whoever creates one may use the site");
            }
        }
    }
}
