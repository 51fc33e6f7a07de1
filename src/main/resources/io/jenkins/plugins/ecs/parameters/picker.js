// A text field with a list to choose from, which the server searches. What is stored is the id, or in some fields the name; what it means is told below the field.
(function () {
  const TYPING_PAUSE = 150;
  const ASK_AGAIN = 250;
  const LONGEST_WAIT = 240;
  const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  let count = 0;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text || "";
    return made;
  }

  function describeChoice(choice) {
    return choice.name + (choice.detail ? " · " + choice.detail : "");
  }

  // What is stored of a choice.
  function stored(input, choice) {
    return input.dataset.pickerWrites === "name" ? choice.name : choice.id;
  }

  function ask(input, search) {
    const parameters = new URLSearchParams({ search, writes: input.dataset.pickerWrites || "id" });
    ["site", "credentialsId"].forEach((name) => {
      const field = findNearBy(input, name);
      parameters.append(name, field === null ? "" : controlValue(field) || "");
    });
    // Of a build parameter, the server itself knows what it offers.
    if (input.dataset.pickerParameter !== undefined) {
      parameters.append("parameter", input.dataset.pickerParameter);
    }
    return fetch(input.dataset.pickerUrl, {
      method: "post",
      headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
      body: parameters.toString(),
    })
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((answer) => answer.data);
  }

  // Asks until the cloud has answered the server, or the text was changed meanwhile.
  function follow(input, search, wanted, show, tries) {
    ask(input, search)
      .then((answer) => {
        if (!wanted()) {
          return;
        }
        show(answer);
        if (answer.asking && tries < LONGEST_WAIT) {
          setTimeout(() => wanted() && follow(input, search, wanted, show, tries + 1), ASK_AGAIN);
        }
      })
      .catch(() => {});
  }

  function attach(input) {
    const number = ++count;
    const label = element("div", "ecs-picker__label");
    const list = element("div", "ecs-picker__list");
    label.id = "ecs-picker-label-" + number;
    list.id = "ecs-picker-list-" + number;
    label.setAttribute("aria-live", "polite");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.listLabel);
    list.hidden = true;
    // The field stays where it is: moved, it would lose the focus of somebody who has begun to type.
    input.parentNode.classList.add("ecs-picker");
    input.after(list);
    input.parentNode.after(label);
    [
      ["role", "combobox"],
      ["autocomplete", "off"],
      ["spellcheck", "false"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", list.id],
      ["aria-describedby", label.id],
    ].forEach((attribute) => input.setAttribute(attribute[0], attribute[1]));
    let active = -1;
    let timer = null;
    let question = 0;
    let described = null;

    function options() {
      return Array.from(list.querySelectorAll("[role=option]"));
    }

    function close() {
      clearTimeout(timer);
      question++;
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function activate(index) {
      const all = options();
      if (all.length === 0) {
        return;
      }
      active = (index + all.length) % all.length;
      all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }

    function choose(option) {
      input.value = option.dataset.stored;
      close();
      tell(option.dataset.stored, option.dataset.label);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      close();
    }

    // What no longer fits is gone at once, so that nobody picks from the list of a moment ago.
    function hideOthers(words) {
      options().forEach((option) => {
        const text = option.textContent.toLowerCase();
        if (!words.every((word) => text.includes(word))) {
          option.remove();
        }
      });
      active = -1;
      input.removeAttribute("aria-activedescendant");
    }

    function show(answer) {
      list.replaceChildren();
      answer.choices.filter((choice) => stored(input, choice) !== "").forEach((choice, index) => {
        const option = element("div", "ecs-picker__option");
        option.id = list.id + "-" + index;
        option.dataset.stored = stored(input, choice);
        option.dataset.label = describeChoice(choice);
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(
          element("span", "ecs-picker__name", choice.name),
          element("span", "ecs-picker__detail", choice.detail),
          element("span", "ecs-picker__id", choice.id),
        );
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(option);
        });
        list.append(option);
      });
      if (answer.message !== "") {
        const word = element("div", "ecs-picker__message", answer.message);
        word.setAttribute("role", "presentation");
        list.append(word);
      }
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    function open() {
      clearTimeout(timer);
      const mine = ++question;
      // A whole id stands for itself; the list shall show what else there is.
      const search = ID.test(input.value.trim()) ? "" : input.value;
      follow(input, search, () => mine === question && document.activeElement === input, show, 0);
    }

    function tell(value, text) {
      described = value;
      label.textContent = text;
    }

    // Told once: a line that comes and goes would move the buttons below from under the mouse.
    function describe() {
      const value = input.value.trim();
      if (value === described) {
        return;
      }
      tell(null, "");
      const named = input.dataset.pickerWrites === "name";
      if (named ? value === "" || value.includes("$") : !ID.test(value)) {
        return;
      }
      follow(
        input,
        value,
        () => input.isConnected && input.value.trim() === value,
        (answer) => {
          const text = named || answer.choices.length === 0 ? answer.message : describeChoice(answer.choices[0]);
          tell(answer.asking ? null : value, text);
        },
        0,
      );
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim() !== described) {
        tell(null, "");
      }
      hideOthers(input.value.trim().toLowerCase().split(/\s+/));
      timer = setTimeout(open, TYPING_PAUSE);
    });
    input.addEventListener("click", open);
    input.addEventListener("change", describe);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) {
          open();
        } else {
          activate(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
        }
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        if (active >= 0) {
          choose(options()[active]);
        } else {
          close();
        }
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
    ["site", "credentialsId"].forEach((name) => {
      const field = findNearBy(input, name);
      if (field !== null) {
        field.addEventListener("change", () => {
          described = null;
          describe();
        });
      }
    });
    describe();
    if (document.activeElement === input && input.value !== "") {
      open();
    }
    // So that the server has the list when somebody begins to type.
    ask(input, "").catch(() => {});
  }

  Behaviour.specify("INPUT.ecs-picker-input", "ecs-picker", 100, (input) => {
    if (input.dataset.attached === undefined) {
      input.dataset.attached = "true";
      attach(input);
    }
  });
})();
