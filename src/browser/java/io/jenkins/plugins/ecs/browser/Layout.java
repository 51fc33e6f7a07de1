package io.jenkins.plugins.ecs.browser;

/** Scripts that look for what has no room on a page: each returns a list of what it found. */
final class Layout {

    /** What ends to the right of the window, where the page can be scrolled sideways for it. */
    static final String TOO_WIDE = """
            const page = document.documentElement;
            return page.scrollWidth <= page.clientWidth ? [] : [...document.body.querySelectorAll('*')]
              .filter(part => part.getBoundingClientRect().right > page.clientWidth)
              .map(part => `${part.tagName} ${part.id} ${part.className} ends at ${part.getBoundingClientRect().right} of ${page.clientWidth}`)
              .concat(`the page has ${page.scrollWidth} of ${page.clientWidth}`)""";

    /** Names in tables that are not on one line, cut where it has no room, and whole in their titles. */
    static final String BROKEN_NAMES = """
            return [...document.querySelectorAll('.ecs-name')].filter(cell => {
              const name = cell.title;
              const text = document.createRange();
              text.selectNode(cell.querySelector('a') ?? [...cell.childNodes].find(node => node.textContent.trim() === name) ?? cell);
              const tops = new Set([...text.getClientRects()].map(line => Math.round(line.top)));
              return tops.size > 1 || !cell.textContent.includes(name);
            }).map(cell => cell.textContent)""";

    /** Fields of an open site that end to the right of its box. */
    static final String BESIDE_THE_BOX = """
            return [...document.querySelectorAll('.ecs-site[open] :is(input, select, textarea, button)')].filter(
              field => field.getBoundingClientRect().right > field.closest('.repeated-chunk').getBoundingClientRect().right)
              .map(field => field.name || field.textContent)""";

    private Layout() {}
}
