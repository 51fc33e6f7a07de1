// Fills the addresses of a site from its cloud and region. The patterns come with the region field, from the server.
(function () {
  function put(near, name, value) {
    const field = findNearBy(near, name);
    if (field !== null && field.value !== value) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function isEmpty(near, name) {
    const field = findNearBy(near, name);
    return field !== null && field.value.trim() === "";
  }

  Behaviour.specify("INPUT.ecs-region", "ecs-presets", 10, (region) => {
    const clouds = JSON.parse(region.dataset.clouds);
    // What was there from the start stays, together with addresses that somebody has changed since.
    let filledFor = region.value.trim();

    function fill() {
      const cloud = findNearBy(region, "cloud");
      const patterns = cloud === null ? undefined : clouds[cloud.value];
      const name = region.value.trim();
      if (patterns === undefined || !/^[a-z0-9-]+$/.test(name) || name === filledFor) {
        return;
      }
      filledFor = name;
      Object.keys(patterns).forEach((field) => put(region, field, patterns[field].replaceAll("{region}", name)));
      if (isEmpty(region, "projectId") && isEmpty(region, "projectName")) {
        put(region, "projectName", name);
      }
      if (isEmpty(region, "name")) {
        put(region, "name", name);
      }
    }

    // A list may put its choice in without telling; leaving the field always tells.
    ["change", "blur"].forEach((event) => region.addEventListener(event, fill));
    const cloud = findNearBy(region, "cloud");
    if (cloud !== null) {
      cloud.addEventListener("change", () => {
        region.value = "";
        filledFor = "";
      });
    }
  });
})();
