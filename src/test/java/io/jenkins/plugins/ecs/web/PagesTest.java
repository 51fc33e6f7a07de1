package io.jenkins.plugins.ecs.web;

import org.jvnet.hudson.test.injected.InjectedTestBase;

/**
 * The checks that Jenkins gives to every plugin, of its Jelly pages (escaped by default, well-formed) and properties, and one that it leaves to the plugin: no
 * script inside a page, which a content security policy would not run.
 */
class PagesTest extends InjectedTestBase {

    PagesTest() {
        super(
                "io.jenkins.plugins",
                "ecs-change-os",
                "999999-SNAPSHOT",
                PluginClasses.folder().toString(),
                true,
                true);
    }
}
