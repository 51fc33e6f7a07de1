(function () {
  // Ties the title of an entry to its field: Jenkins' form tags do not, and a screen reader would read fields without names.
  // A text area takes no class.
  const AREAS = ["userData", "allowedImages", "allowedItems"].map((name) => ", TEXTAREA[name='_." + name + "']").join("");

  Behaviour.specify(".ecs-labelled" + AREAS, "ecs-labels", 0, function (field) {
    const entry = field.closest(".jenkins-form-item");
    const title = entry === null ? null : entry.querySelector(".jenkins-form-label");
    if (title !== null && title.firstChild !== null) {
      field.setAttribute("aria-label", title.firstChild.textContent.trim());
    }
  });
})();
