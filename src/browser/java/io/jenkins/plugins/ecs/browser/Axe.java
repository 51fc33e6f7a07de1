package io.jenkins.plugins.ecs.browser;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import org.openqa.selenium.WebDriver;

/** What axe-core complains of: whoever cannot see well, or has no mouse, could not use it. */
final class Axe {

    private Axe() {}

    static List<String> complaints(WebDriver driver, String... parts) {
        AxeBuilder axe = new AxeBuilder();
        axe.setLegacyMode(true); // the other one opens a window, and the page loses its focus
        axe.include(List.of(parts));
        // Of Jenkins itself: its help links, check boxes without a tie to their labels, colours of its validation, and the list of credentials.
        axe.exclude(List.of(".jenkins-help-button"));
        axe.exclude(List.of(".jenkins-checkbox"));
        axe.exclude(List.of(".validation-error-area"));
        axe.exclude(List.of(".credentials-select-control"));
        axe.exclude(List.of("[data-tippy-root]"));
        axe.exclude(List.of(".setting-main > div[aria-expanded]"));
        Results results = axe.analyze(driver);
        return results.getViolations().stream().map(Axe::describe).toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + ' '
                + rule.getNodes().stream()
                        .map(node -> node.getTarget() + " " + node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }
}
