// Brings the part of the page that moves again and again, until nothing moves any more. The server draws; this only puts it in place.
(function () {
  const PERIOD = 2000;
  const AFTER_A_FAULT = 10000;

  function openDetails(container) {
    const open = new Set();
    container.querySelectorAll("details").forEach((details, index) => {
      if (details.open) {
        open.add(details.id || index);
      }
    });
    return open;
  }

  // What has the focus, in words that find it again when it was drawn anew.
  function keyOf(element) {
    return element.tagName === "SUMMARY" ? element.parentElement.id : element.getAttribute("href");
  }

  function put(container, html) {
    const open = openDetails(container);
    const focused = container.contains(document.activeElement) ? document.activeElement : null;
    const key = focused === null ? null : keyOf(focused);
    container.innerHTML = html;
    container.querySelectorAll("details").forEach((details, index) => {
      details.open = open.has(details.id || index);
    });
    if (key) {
      const again = Array.from(container.querySelectorAll("a, summary")).find((element) => keyOf(element) === key);
      if (again !== undefined) {
        again.focus({ preventScroll: true });
      }
    }
  }

  function body(container) {
    return container.querySelector(".ecs-changes__body");
  }

  function isRunning(container) {
    return body(container) !== null && body(container).dataset.running === "true";
  }

  function period(container) {
    return (body(container) !== null && Number(body(container).dataset.period)) || PERIOD;
  }

  function refresh(container, last) {
    if (document.hidden) {
      follow(container, PERIOD, last);
      return;
    }
    const begun = Date.now();
    fetch(container.dataset.url, { cache: "no-store" })
      .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
      .then((html) => {
        if (html !== last) {
          put(container, html);
        }
        // A build of a thousand changes has a long page, which shall not keep the server busy.
        follow(container, Math.max(period(container), 20 * (Date.now() - begun)), html);
      })
      .catch(() => follow(container, AFTER_A_FAULT, last));
  }

  function follow(container, pause, last) {
    if (container.isConnected && isRunning(container)) {
      setTimeout(() => refresh(container, last), pause);
    }
  }

  // Its address is kept and passed on: what Jenkins adds to forms that are posted has no place there.
  Behaviour.specify(".ecs-filter", "ecs-filter", 0, (form) =>
    form.addEventListener("submit", () => form.querySelectorAll("input[type=hidden]").forEach((added) => added.remove())),
  );
  Behaviour.specify("#ecs-changes", "ecs-changes", 0, (container) => follow(container, period(container)));
})();
