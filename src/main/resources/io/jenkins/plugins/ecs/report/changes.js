// Brings the part of the page that moves again and again, until nothing moves any more. The server draws; this only puts it in place.
(function () {
  const PERIOD = 2000;
  const AFTER_A_FAULT = 10000;

  function openDetails(container) {
    return Array.from(container.querySelectorAll("details")).map((details) => details.open);
  }

  function put(container, html) {
    const open = openDetails(container);
    container.innerHTML = html;
    container.querySelectorAll("details").forEach((details, index) => {
      details.open = open[index] === true;
    });
  }

  function isRunning(container) {
    const body = container.querySelector(".ecs-changes__body");
    return body !== null && body.dataset.running === "true";
  }

  function refresh(container) {
    if (document.hidden) {
      follow(container, PERIOD);
      return;
    }
    const begun = Date.now();
    fetch(container.dataset.url, { cache: "no-store" })
      .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
      .then((html) => {
        put(container, html);
        // A build of a thousand changes has a long page, which shall not keep the server busy.
        follow(container, Math.max(PERIOD, 20 * (Date.now() - begun)));
      })
      .catch(() => follow(container, AFTER_A_FAULT));
  }

  function follow(container, pause) {
    if (container.isConnected && isRunning(container)) {
      setTimeout(() => refresh(container), pause);
    }
  }

  Behaviour.specify("#ecs-changes", "ecs-changes", 0, (container) => follow(container, PERIOD));
})();
