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

  // Only what nobody has typed.
  function suggest(near, name, value, before) {
    const field = findNearBy(near, name);
    if (field !== null && (field.value.trim() === "" || field.value === before)) {
      put(near, name, value);
    }
  }

  Behaviour.specify("INPUT.ecs-region", "ecs-presets", 10, (region) => {
    const clouds = JSON.parse(region.dataset.clouds);
    // What was there from the start stays, together with addresses that somebody has changed since.
    let filledFor = region.value.trim();
    let filledFrom = findNearBy(region, "cloud")?.value;

    function fill() {
      const cloud = findNearBy(region, "cloud");
      const patterns = cloud === null ? undefined : clouds[cloud.value];
      const name = region.value.trim();
      if (patterns === undefined || !/^[a-z0-9-]+$/.test(name) || name === filledFor) {
        return;
      }
      Object.keys(patterns).forEach((field) => put(region, field, patterns[field].replaceAll("{region}", name)));
      const projectId = findNearBy(region, "projectId");
      if (projectId !== null && projectId.value.trim() === "") {
        suggest(region, "projectName", name, filledFor);
      }
      suggest(region, "name", name, filledFor);
      filledFor = name;
      filledFrom = cloud.value;
    }

    // The list of regions puts its choice in without telling, a moment after the field was left.
    region.addEventListener("change", fill);
    region.addEventListener("blur", () => setTimeout(fill, 300));
    const cloud = findNearBy(region, "cloud");
    if (cloud !== null) {
      cloud.addEventListener("change", () => {
        // What the other cloud filled in goes with it; what somebody has typed stays.
        const filled = { ...clouds[filledFrom], projectName: "{region}", name: "{region}" };
        Object.keys(filled).forEach((name) => {
          const field = findNearBy(region, name);
          if (filledFor !== "" && field !== null && field.value === filled[name].replaceAll("{region}", filledFor)) {
            put(region, name, "");
          }
        });
        region.value = "";
        filledFor = "";
        filledFrom = cloud.value;
      });
    }
  });
})();
