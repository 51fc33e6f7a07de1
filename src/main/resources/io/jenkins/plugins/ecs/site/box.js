// The line of a site says what its fields say, saved or not.
(function () {
  function host(address) {
    try {
      return new URL(address).hostname;
    } catch (ignored) {
      return address;
    }
  }

  Behaviour.specify("DETAILS.ecs-site", "ecs-site-box", 10, (box) => {
    const name = box.querySelector(".ecs-site__name");
    const place = box.querySelector(".ecs-site__place");
    const standard = box.querySelector("[name='_.defaultSite']");
    if (box.querySelector("[name='_.name']") === null || standard === null) {
      return; // may only be read
    }

    function value(field) {
      return box.querySelector("[name='_." + field + "']").value.trim();
    }

    function show() {
      const endpoint = host(value("endpoint"));
      const project = value("projectId") || value("projectName");
      const words = place.dataset.words.replace("{endpoint}", () => endpoint).replace("{project}", () => project);
      name.textContent = value("name") || name.dataset.unnamed;
      place.textContent = endpoint || project ? words : "";
      box.querySelector(".ecs-site__default").hidden = !standard.checked;
    }

    // The browser may have put back what was typed before the page was left.
    ["input", "change", "toggle"].forEach((event) => box.addEventListener(event, show));
  });

  // Several sites, of which none is the default, as the form stands.
  Behaviour.specify(".ecs-sites__no-default", "ecs-sites-default", 10, (warning) => {
    if (warning.dataset.attached !== undefined) {
      return;
    }
    warning.dataset.attached = "true";
    const sites = warning.parentNode;
    function check() {
      const defaults = Array.from(sites.querySelectorAll("DETAILS.ecs-site [name='_.defaultSite']"));
      warning.hidden = defaults.length < 2 || defaults.some((each) => each.checked);
    }
    sites.addEventListener("change", check);
    new MutationObserver(check).observe(sites, { childList: true, subtree: true });
  });
})();
