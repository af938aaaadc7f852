// What a choice by autocomplete is called, for those who hear it: select2 says only what is chosen.
"use strict";
{
  const named = (box) => {
    const select = box.previousElementSibling;
    const selection = box.querySelector(".select2-selection");
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!select || !selection || !chosen) return;
    const label = select.getAttribute("aria-label") || select.labels?.[0]?.textContent.trim();
    // Within the choice it is its text, not a field of its own.
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
    selection.id = `${select.id}-choice`;
    selection.setAttribute("aria-label", (label || "Choice").replace(/:$/, ""));
    selection.setAttribute("aria-labelledby", `${selection.id} ${chosen.id}`);
  };
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (!(node instanceof Element)) continue;
      if (node.matches(".select2-container")) named(node);
      node.querySelectorAll(".select2-container").forEach(named);
      for (const field of node.querySelectorAll(".select2-search__field")) {
        field.setAttribute("aria-label", "Search");
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
