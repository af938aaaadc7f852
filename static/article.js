// An article's marks and notes: what belongs together is lit together; where the notes have no
// room beside the text, a tap on a mark shows them. Without this file each mark leads to its
// record, and the notes stand below their paragraphs.
(() => {
  const text = document.querySelector(".text--noted");
  const sheet = document.querySelector(".sheet");
  if (!text || !sheet) return;

  const narrow = matchMedia("(max-width: 59.99rem)");
  const passageAt = (node) => node.closest?.("[data-passage]")?.dataset.passage;

  // The marks of a passage and its note.
  const parts = (passage) => text.querySelectorAll(`[data-passage="${CSS.escape(passage)}"]`);

  const only = (name, passage) => {
    for (const part of text.querySelectorAll(`.${name}`)) part.classList.remove(name);
    if (passage) for (const part of parts(passage)) part.classList.add(name);
  };

  for (const event of ["pointerover", "focusin"]) {
    text.addEventListener(event, ({ target }) => only("is-lit", passageAt(target)));
  }
  text.addEventListener("pointerleave", () => only("is-lit", passageAt(document.activeElement)));
  text.addEventListener("focusout", () => only("is-lit"));

  const arrive = () => only("is-arrived", location.hash.slice(1));
  addEventListener("hashchange", arrive);
  arrive();

  // The notes of all passages around the words, the innermost first.
  const notesAround = (words) => {
    const found = [];
    for (let mark = words.closest(".mark"); mark; mark = mark.parentElement.closest(".mark")) {
      found.push(document.getElementById(`${mark.dataset.passage}-note`));
    }
    return found.filter(Boolean);
  };

  let tapped = null;
  text.addEventListener("click", (event) => {
    const words = event.target.closest("a.mark__words");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!words || elsewhere || !(event.pointerType === "touch" || narrow.matches)) return;
    event.preventDefault();
    tapped = words;
    const copies = notesAround(words).map((note) => note.cloneNode(true));
    for (const copy of copies) {
      copy.removeAttribute("id");
      copy.classList.remove("is-lit", "is-arrived");
    }
    sheet.querySelector(".notes__list").replaceChildren(...copies);
    only("is-lit", words.closest(".mark").dataset.passage);
    sheet.showModal();
    sheet.scrollTop = 0;
    // The words stay in sight above what is said of them.
    const below = words.getBoundingClientRect().bottom + 16 - sheet.getBoundingClientRect().top;
    if (below > 0) scrollBy(0, below);
  });
  sheet.addEventListener("click", ({ target }) => {
    if (target === sheet || target.closest(".sheet__close")) sheet.close();
  });
  sheet.addEventListener("close", () => tapped?.focus());
})();
