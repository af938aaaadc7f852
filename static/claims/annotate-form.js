/* The short form of a record: fields that offer records as one types, rows for more people, the
   date that fits the relation. What it fills in is what one would type. */
"use strict";
{
  const panel = document.getElementById("panel");
  const form = document.getElementById("record");
  const quote = document.getElementById("quote")?.textContent || "";
  const choices = `${location.pathname}choices/`;

  // Fields that offer records. -------------------------------------------------------------------

  let number = 0;
  class Offers {
    constructor(input) {
      this.input = input;
      this.key = input.parentElement.querySelector(`input[type="hidden"][name="${input.name}_key"]`);
      this.list = document.createElement("ul");
      this.list.id = `offers-${++number}`;
      this.list.className = "offers__list";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", "Offered");
      this.list.hidden = true;
      input.parentElement.classList.add("offers");
      input.after(this.list);
      this.offers = [];
      this.at = -1;
      this.asked = 0; // which question is waited for: an answer to another comes too late
      // Is something typed of which nothing was chosen? Somebody may be here before this script.
      this.open = input.value !== input.defaultValue;
      for (const [name, value] of Object.entries({
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
        "aria-controls": this.list.id,
      })) input.setAttribute(name, value);
      input.addEventListener("input", () => {
        this.key.value = "";
        this.open = true;
        this.forget();
        this.waiting = setTimeout(() => this.ask(), 150);
      });
      // An address with a fragment takes the focus away from whoever types, once it is loaded.
      input.addEventListener("focus", () => { if (!input.value || this.open) this.ask(); });
      input.addEventListener("blur", () => this.close());
      input.addEventListener("keydown", event => this.pressed(event));
      // Before the field loses the focus.
      this.list.addEventListener("pointerdown", event => {
        event.preventDefault();
        const row = event.target.closest("li");
        if (row) this.take(Number(row.dataset.at));
      });
      if (this.open && document.activeElement === input) this.ask();
    }

    async ask() {
      const mine = this.forget();
      const { value, dataset } = this.input;
      const asked = new URLSearchParams({ of: dataset.choose, q: value.slice(0, 200) });
      const found = await fetch(`${choices}?${asked}`, { headers: { Accept: "application/json" } })
        .then(answer => answer.ok ? answer.json() : null)
        .catch(() => null);
      if (!found || mine !== this.asked || document.activeElement !== this.input) return;
      this.offers = found.offers;
      this.at = -1;
      this.list.replaceChildren(...this.offers.map((offer, at) => {
        const row = document.createElement("li"), detail = document.createElement("small");
        row.id = `${this.list.id}-${at}`;
        row.dataset.at = at;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.dir = "auto";
        detail.textContent = offer.detail;
        row.append(offer.words, detail);
        return row;
      }));
      this.list.hidden = !this.offers.length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    }

    pressed(event) {
      if (this.list.hidden) {
        if (event.key === "ArrowDown") this.ask();
        return;
      }
      const { key } = event, last = this.offers.length - 1;
      if (key === "ArrowDown") this.point(this.at >= last ? 0 : this.at + 1);
      else if (key === "ArrowUp") this.point(this.at <= 0 ? last : this.at - 1);
      else if (key === "Enter" && this.at >= 0) this.take(this.at);
      else if (key === "Escape") this.close();
      else return;
      event.preventDefault();
    }

    point(at) {
      this.at = at;
      [...this.list.children].forEach((row, each) =>
        row.setAttribute("aria-selected", String(each === at)));
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
      this.list.children[at].scrollIntoView({ block: "nearest" });
    }

    take(at) {
      const offer = this.offers[at];
      this.input.value = offer.words;
      this.key.value = offer.key;
      this.open = false;
      this.close();
      this.input.dispatchEvent(new CustomEvent("taken", { bubbles: true, detail: offer }));
    }

    // Wait for no answer any more.
    forget() {
      clearTimeout(this.waiting);
      return ++this.asked;
    }

    close() {
      this.forget();
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }
  const enhance = inside => {
    for (const input of inside.querySelectorAll("input[data-choose]")) new Offers(input);
    for (const input of inside.querySelectorAll(TAKES)) takes(input);
  };

  // Words of the text, taken into a field. -------------------------------------------------------

  const TAKES = ["name", "title"].map(name => `.person input[name$="-${name}"]`).join()
    + ", #record input[name='medium']";
  const takes = input => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--plain take";
    button.textContent = "❝";
    button.title = "Take chosen words";
    const label = panel.querySelector(`label[for="${input.id}"]`).textContent;
    button.setAttribute("aria-label", `Take chosen words: ${label}`);
    button.addEventListener("click", () => {
      input.value = window.annotate.words().replace(/\s+/g, " ").trim();
      input.focus({ preventScroll: true });
    });
    input.after(button);
  };

  // People. ------------------------------------------------------------------------------------

  const escaped = words => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const isPrinted = name =>
    new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}(?![\\p{L}\\p{N}_])`, "u").test(quote);
  const of = (row, name) => row.querySelector(`[name$="-${name}"]`);

  const taken = event => {
    const row = event.target.closest(".person");
    if (!row) return;
    const names = event.detail.names.filter(isPrinted).sort((one, other) => other.length - one.length);
    if (of(row, "offered").value !== event.detail.key) {
      of(row, "name").value = names[0] || "";
      of(row, "title").value = "";
    }
    // What stands in the row now was seen: a blank name is meant.
    of(row, "offered").value = event.detail.key;
    if (!of(row, "role").value) of(row, "role").focus({ preventScroll: true });
  };

  const addPerson = people => {
    const total = form.elements["people-TOTAL_FORMS"], count = Number(total.value);
    const last = people.lastElementChild, row = last.cloneNode(true);
    for (const made of row.querySelectorAll(".offers__list, .take, .errorlist")) made.remove();
    const renamed = value => value.replace(/(people-)\d+/, `$1${count}`);
    for (const node of row.querySelectorAll("[name], [id], [for]"))
      for (const name of ["name", "id", "for"])
        if (node.hasAttribute(name)) node.setAttribute(name, renamed(node.getAttribute(name)));
    for (const input of row.querySelectorAll("input, select")) {
      input.value = "";
      for (const name of ["aria-invalid", "aria-describedby", "aria-controls"]) input.removeAttribute(name);
    }
    row.querySelector("legend").textContent = `Person ${count + 1}`;
    row.querySelector("details").open = false;
    people.append(row);
    total.value = count + 1;
    enhance(row);
    of(row, "actor").focus();
  };

  // When. ---------------------------------------------------------------------------------------

  const dateFields = () => ["date", "date_basis", "date_note"].map(name => form.elements[name]);
  const setDate = values => dateFields().forEach((input, at) => { input.value = values[at]; });
  let stated = null;
  const relate = () => {
    const now = dateFields().map(input => input.value);
    const states = form.elements.relation.value === "states";
    if (!states && form.dataset.reported && stated === null) {
      stated = now;
      setDate([form.dataset.reported, "reported", ""]);
      // Who is named there need not say it there.
      for (const role of form.querySelectorAll("[name$='-role']"))
        if (role.value === "claimant") role.value = "";
    } else if (states && stated) {
      if (form.elements.date_basis.value === "reported") setDate(stated);
      stated = null;
    }
  };

  // The address, as the server will make it. ------------------------------------------------------

  const address = () => {
    const slug = form.elements.text.value.normalize("NFKD").replace(/[^\w\s-]/g, "").toLowerCase()
      .trim().replace(/[-\s]+/g, "-");
    form.elements.slug.placeholder = slug.length <= 80 ? slug
      : slug.slice(0, 81).replace(/-[^-]*$/, "").slice(0, 80);
  };

  if (panel) enhance(panel);
  if (form) {
    const people = document.getElementById("people");
    people.addEventListener("taken", taken);
    const more = document.getElementById("more-people");
    more.type = "button";
    more.addEventListener("click", () => addPerson(people));
    form.elements.relation?.addEventListener("change", relate);
    if (form.elements.text) {
      form.elements.text.addEventListener("input", address);
      address();
    }
    for (const button of form.querySelectorAll("[data-date]"))
      button.addEventListener("click", () =>
        setDate([button.dataset.date, button.dataset.basis, button.dataset.note]));
    // A sentence is one line: Enter saves.
    form.elements.text?.addEventListener("keydown", event => {
      if (event.key === "Enter") {
        event.preventDefault();
        form.requestSubmit(form.querySelector(".default"));
      }
    });
    form.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
        form.requestSubmit(form.querySelector(".default"));
    });
  }
}
