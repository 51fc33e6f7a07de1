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

    /** Names in tables, with what stands beside them, that are not whole: cut, or clipped where they have no room. */
    static final String CUT_NAMES = """
            return [...document.querySelectorAll('.ecs-name, .ecs-name *')].filter(part => {
              const text = document.createRange();
              text.selectNodeContents(part);
              const cell = part.closest('.ecs-name').getBoundingClientRect();
              return getComputedStyle(part).textOverflow === 'ellipsis' || part.scrollWidth > part.clientWidth && part.clientWidth > 0
                || [...text.getClientRects()].some(line => line.right > cell.right + 1);
            }).map(part => part.textContent)""";

    /** Fields of an open site that end to the right of its box. */
    static final String BESIDE_THE_BOX = """
            return [...document.querySelectorAll('.ecs-site[open] :is(input, select, textarea, button)')].filter(
              field => field.getBoundingClientRect().right > field.closest('.repeated-chunk').getBoundingClientRect().right)
              .map(field => field.name || field.textContent)""";

    private Layout() {}
}
