package io.jenkins.plugins.ecs.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jenkins.model.Jenkins;

/** The colors of the Dark Theme plugin, which the profile {@code dark-theme} adds. */
final class Dark {

    private Dark() {}

    /**
     * Chooses the theme as the menu of a user does, until the page is loaded anew.
     *
     * @return whether it is there
     */
    static boolean isChosen(Browser browser) {
        if (Jenkins.get().getPlugin("dark-theme") == null) {
            return false;
        }
        browser.script("document.documentElement.dataset.theme = 'dark'");
        assertEquals("dark", browser.script("return getComputedStyle(document.documentElement).colorScheme"));
        browser.await(() -> Boolean.TRUE.equals(browser.script("return !document.getAnimations().some(one => one instanceof CSSTransition)"))
                ? browser
                : null);
        return true;
    }
}
