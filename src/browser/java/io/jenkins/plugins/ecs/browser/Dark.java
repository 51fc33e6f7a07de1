package io.jenkins.plugins.ecs.browser;

/** The variables that a dark theme sets, since no theme plugin is at hand. */
final class Dark {

    private Dark() {}

    static void colours(Browser browser) {
        browser.script("""
                const variables = { '--background': 'hsl(240 8% 13%)', '--text-color': 'hsl(240 10% 92%)',
                  '--text-color-secondary': 'hsl(240 8% 72%)', '--accent-color': 'hsl(214 90% 68%)',
                  '--success-color': 'hsl(140 55% 60%)', '--error-color': 'hsl(0 85% 72%)', '--warning-color': 'hsl(35 90% 62%)',
                  '--table-background': 'hsl(240 8% 16%)', '--table-body-background': 'hsl(240 8% 13%)', '--table-body-foreground': 'hsl(240 10% 92%)',
                  '--table-header-foreground': 'hsl(240 10% 92%)', '--link-color': 'hsl(214 90% 72%)', '--input-color': 'hsl(240 8% 18%)',
                  '--header-background': 'hsl(240 8% 10%)', '--button-background': 'hsl(240 8% 24%)', '--button-color': 'hsl(240 10% 92%)' };
                Object.keys(variables).forEach(name => document.documentElement.style.setProperty(name, variables[name]));
                document.documentElement.style.setProperty('color-scheme', 'dark');
                document.body.style.setProperty('background', 'var(--background)');
                """);
    }
}
