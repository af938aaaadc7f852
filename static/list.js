// Lists, where scripts run: what the links and the form do anyway, without leaving the page.
(function () {
  "use strict";

  const isList = (event) => event.detail.target && event.detail.target.id === "browse";

  // A change of order or of who counts as whom takes effect at once; words wait for Enter.
  document.addEventListener("change", function (event) {
    if (event.target.matches("#search select, #search input[type=checkbox]")) {
      event.target.form.requestSubmit();
    }
  });

  // From the name that one types to the actors that are found: down to the first of them, up and
  // down among them; Enter takes the only one.
  document.addEventListener("keydown", function (event) {
    const found = Array.from(document.querySelectorAll("#choices a"));
    if (event.target.id === "choose-name") {
      if (event.key === "ArrowDown" && found.length) {
        found[0].focus();
        event.preventDefault();
      } else if (event.key === "Enter" && found.length === 1) {
        found[0].click();
        event.preventDefault();
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = found.indexOf(event.target);
    if (step && at >= 0) {
      (found[at + step] || document.getElementById("choose-name")).focus();
      event.preventDefault();
    }
  });

  // What was left blank says nothing: it stays out of the address. Also of a form that is sent
  // while it has just arrived, and htmx has not taken it over yet.
  document.addEventListener("formdata", function (event) {
    const data = event.formData;
    if (event.target.id !== "search") return;
    for (const name of new Set(data.keys())) {
      const given = data.getAll(name).filter((value) => value.trim());
      data.delete(name);
      given.forEach((value) => data.append(name, value));
    }
  });

  document.addEventListener("htmx:configRequest", function (event) {
    // Words that were typed, and not yet searched for, go along with a link.
    const words = document.getElementById("q");
    const follows = event.detail.elt.matches("#filters a[href]");
    if (follows && words.value.trim() && words.value !== words.defaultValue) {
      const path = new URL(event.detail.path, location.href);
      path.searchParams.set("q", words.value);
      event.detail.path = path.pathname + path.search;
    }
  });

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (isList(event)) event.detail.target.setAttribute("aria-busy", "true");
  });

  // An answer that holds no list (a failure, a proxy's login) is for the reader to see as it is.
  function leave(event) {
    if (isList(event)) {
      location.assign(event.detail.pathInfo.finalRequestPath);
    } else if (document.getElementById("choices")) {
      document.getElementById("choices").replaceChildren();
    }
  }
  document.addEventListener("htmx:responseError", leave);
  document.addEventListener("htmx:sendError", leave);
  document.addEventListener("htmx:beforeSwap", function (event) {
    const target = event.detail.target;
    if (!target || !event.detail.shouldSwap) return;
    if (!event.detail.serverResponse.includes('id="' + target.id + '"')) {
      event.detail.shouldSwap = false;
      leave(event);
    }
  });

  function announce() {
    const found = document.getElementById("count") || document.querySelector("#problems h2");
    const announced = document.getElementById("announced");
    if (announced) announced.textContent = found ? found.textContent : "";
  }
  document.addEventListener("htmx:historyRestore", announce);
  document.addEventListener("htmx:afterSettle", function (event) {
    if (!isList(event)) return;
    announce();
    // A chip that was removed took the focus with it: on to what is found without it.
    if (document.activeElement === document.body) {
      const next = document.getElementById("found") || document.getElementById("problems");
      if (next) next.focus({ preventScroll: true });
    }
  });
})();
