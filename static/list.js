// Lists, where scripts run: what the links and the form do anyway, without leaving the page.
(function () {
  "use strict";

  // A change of order or of who counts as whom takes effect at once; words wait for Enter.
  document.addEventListener("change", function (event) {
    if (event.target.matches("#search select, #search input[type=checkbox]")) {
      event.target.form.requestSubmit();
    }
  });

  // What was left blank says nothing: it stays out of the address.
  document.addEventListener("htmx:configRequest", function (event) {
    const data = event.detail.formData;
    for (const name of new Set(data.keys())) {
      const given = data.getAll(name).filter((value) => value.trim());
      data.delete(name);
      given.forEach((value) => data.append(name, value));
    }
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.detail.target.id !== "browse") return;
    const found = document.getElementById("count") || document.querySelector("#problems h2");
    document.getElementById("announced").textContent = found ? found.textContent : "";
    // A chip that was removed took the focus with it: on to what is found without it.
    if (document.activeElement === document.body) {
      const next = document.getElementById("found") || document.getElementById("problems");
      if (next) next.focus({ preventScroll: true });
    }
  });
})();
