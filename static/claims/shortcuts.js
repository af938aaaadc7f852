// Keys of the admin. What leads where is in the dialog that lists them (admin/claims/_keys.html).
"use strict";
{
  const OFF = "claims.keys.off";
  const PAUSE = 1500; // milliseconds between the first and the second key of a pair
  const dialog = document.getElementById("keys");
  const shows = document.getElementById("show-keys");
  const on = document.getElementById("keys-on");
  let before = "";
  let forget;

  // A browser that keeps nothing still has the keys.
  const remembered = () => {
    try {
      return localStorage.getItem(OFF) === "1";
    } catch {
      return false;
    }
  };
  const remember = (off) => {
    try {
      if (off) localStorage.setItem(OFF, "1");
      else localStorage.removeItem(OFF);
    } catch {
      // Then it holds for this page.
    }
  };

  const isTyped = (node) =>
    node.isContentEditable ||
    node.matches?.(
      "textarea, select, [role=combobox], [role=textbox], [role=listbox], " +
        "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])",
    );

  const press = (...selectors) => {
    for (const selector of selectors) {
      const found = document.querySelector(selector);
      if (found) {
        found.click();
        return true;
      }
    }
    return false;
  };

  const save = (event) => {
    const goOn = event.key === "s";
    const names = goOn ? ["_continue", "_save"] : ["_save", "_continue"];
    const selectors = names.map((name) => `#content-main form [type=submit][name=${name}]`);
    if (press(...selectors, "#content-main .submit-row [type=submit].default",
      "#panel .default")) {
      event.preventDefault();
    }
  };

  const single = {
    "?": () => dialog.showModal(),
    "/": () => (document.querySelector("#searchbar") ?? document.querySelector("#nav-filter"))?.focus(),
    n: () => press(".object-tools .addlink", ".object-tools a[href$='/add/']"),
  };

  const keyed = (event) => {
    const key = event.key.toLowerCase();
    const link = before && dialog.querySelector(`[data-keys="${CSS.escape(`${before} ${key}`)}"]`);
    clearTimeout(forget);
    before = "";
    if (link) {
      event.preventDefault();
      link.click();
    } else if (key === "g") {
      before = key;
      forget = setTimeout(() => (before = ""), PAUSE);
    } else if (Object.hasOwn(single, key)) {
      event.preventDefault();
      single[key]();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat || dialog.open) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && !event.altKey && !event.shiftKey && ["Enter", "s"].includes(event.key)) {
      save(event);
    } else if (!control && !event.altKey && on.checked && !isTyped(event.target)) {
      keyed(event);
    }
  });

  on.checked = !remembered();
  on.addEventListener("change", () => remember(!on.checked));
  if (shows) {
    shows.hidden = false;
    shows.addEventListener("click", () => dialog.showModal());
  }
}
