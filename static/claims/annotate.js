/* A text on the desk: words are chosen in it with the mouse or the keys, and what is chosen goes
   into the address. Without this script the page does the same by links and a pasted quote.

   Offsets here count UTF-16 units, as JavaScript does; those in addresses and forms count code
   points, as the server does. */
"use strict";
{
  const text = document.getElementById("text");
  const form = document.getElementById("choose");
  const spoken = document.getElementById("spoken");
  const panel = document.getElementById("panel");
  const told = id => JSON.parse(document.getElementById(id)?.textContent || "[]");

  // The words of the text, node by node; the numbers of passages are none of them. ---------------

  const nodes = [], starts = [], places = new Map();
  let body = "";
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, node =>
    node.parentElement.closest("[data-apart]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) {
    places.set(walker.currentNode, nodes.length);
    nodes.push(walker.currentNode);
    starts.push(body.length);
    body += walker.currentNode.data;
  }

  // UTF-16 units from code points, and back; one and the same where there is no surrogate.
  let units = null, points = null;
  if (/[\ud800-\udbff]/.test(body)) {
    units = [];
    points = new Uint32Array(body.length + 1);
    for (let at = 0; at < body.length;) {
      const step = body.codePointAt(at) > 0xffff ? 2 : 1;
      for (let part = 0; part < step; part++) points[at + part] = units.length;
      units.push(at);
      at += step;
    }
    points[body.length] = units.length;
    units.push(body.length);
  }
  const toPoints = at => (points ? points[at] : at);
  const toUnits = at => (units ? units[Math.min(at, units.length - 1)] : at);

  /* The offset of a place in the document, be it between two elements. */
  const offsetOf = (node, offset) => {
    if (places.has(node)) return starts[places.get(node)] + offset;
    const here = document.createRange();
    here.setStart(node, offset);
    let low = 0, high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (here.comparePoint(nodes[middle], 0) >= 0) high = middle; else low = middle + 1;
    }
    return low < nodes.length ? starts[low] : body.length;
  };

  /* The node that has an offset; of two that meet there the first where an `end` is meant. */
  const placeOf = (at, end) => {
    let low = 0, high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (end ? starts[middle] < at : starts[middle] <= at) low = middle; else high = middle - 1;
    }
    return [nodes[low], Math.min(at - starts[low], nodes[low].data.length)];
  };
  const rangeOf = span => {
    const range = document.createRange();
    range.setStart(...placeOf(span.start, false));
    range.setEnd(...placeOf(span.end, true));
    return range;
  };

  // Words and sentences. -------------------------------------------------------------------------

  let kept = null;
  /* The words and the marks of punctuation, in order. */
  const tokens = () => {
    if (kept) return kept;
    const cut = [];
    if (window.Intl?.Segmenter) {
      const segmenter = new Intl.Segmenter(text.lang || undefined, { granularity: "word" });
      for (const { segment, index, isWordLike } of segmenter.segment(body))
        if (segment.trim()) cut.push({ start: index, end: index + segment.length, word: isWordLike });
    } else {
      for (const found of body.matchAll(/[\p{L}\p{M}\p{N}_'’]+|[^\s\p{L}\p{M}\p{N}_]/gu))
        cut.push({
          start: found.index, end: found.index + found[0].length, word: /[\p{L}\p{N}]/u.test(found[0]),
        });
    }
    return (kept = cut);
  };
  /* The index of the first token that ends after an offset. */
  const tokenAt = at => {
    const all = tokens();
    let low = 0, high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].end > at) high = middle; else low = middle + 1;
    }
    return low;
  };
  /* A span widened to whole words, without the space around it; null if no word is in it. */
  const snapped = (start, end) => {
    const all = tokens(), first = tokenAt(start);
    let last = tokenAt(end - 1);
    if (last >= all.length || all[last].start >= end) last -= 1;
    if (first > last || first >= all.length) return null;
    return { start: all[first].start, end: all[last].end };
  };
  const sentences = told("sentences").map(([start, end]) => ({
    start: toUnits(start), end: toUnits(end),
  }));

  // What is chosen. ------------------------------------------------------------------------------

  const field = name => form.elements[name];
  const given = field("start").value === "" ? null : {
    start: toUnits(Number(field("start").value)), end: toUnits(Number(field("end").value)),
  };
  let chosen = given, from = null, to = null; // the tokens between which the keys choose

  const shown = window.CSS?.highlights && window.Highlight;
  const choose = (span, say) => {
    const same = span && given && span.start === given.start && span.end === given.end;
    chosen = span;
    text.classList.toggle("is-moved", Boolean(span) && !same);
    if (shown) CSS.highlights.delete("chosen");
    if (shown && span && !same) CSS.highlights.set("chosen", new Highlight(rangeOf(span)));
    field("start").value = span ? toPoints(span.start) : "";
    field("end").value = span ? toPoints(span.end) : "";
    // People are carried over to another record of the very same words alone.
    if (field("like")) field("like").disabled = !same;
    for (const button of form.querySelectorAll("button")) button.disabled = !span;
    if (say) spoken.textContent = span ? body.slice(span.start, span.end) : "Nothing is chosen.";
  };
  const select = span => {
    const selection = window.getSelection();
    if (!span) return selection.removeAllRanges();
    selection.setBaseAndExtent(...placeOf(span.start, false), ...placeOf(span.end, true));
  };
  const drop = () => {
    from = to = null;
    select(null);
    choose(given, true);
  };

  const selected = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const inside = node => node === text || text.contains(node);
    const start = inside(range.startContainer) ? offsetOf(range.startContainer, range.startOffset) : 0;
    const end = inside(range.endContainer) ? offsetOf(range.endContainer, range.endOffset) : body.length;
    return start < end ? snapped(start, end) : null;
  };
  let byKeys = false;
  document.addEventListener("selectionchange", () => {
    if (byKeys) return;
    const span = selected();
    if (span) {
      from = to = null;
      choose(span, false);
    }
  });
  document.addEventListener("pointerup", event => {
    if (event.target.closest?.(".handle, .beside, .choose")) return;
    // The browser is not done with the selection yet.
    setTimeout(() => {
      const span = selected();
      if (span) select(span);
      else if (text.contains(event.target) && !event.target.closest("a")) drop();
    });
  });

  // By the keyboard. -----------------------------------------------------------------------------

  text.tabIndex = 0;
  for (const [name, value] of Object.entries({
    role: "textbox", "aria-readonly": "true", "aria-multiline": "true",
    "aria-label": "Text of the article", "aria-describedby": "text-keys",
  })) text.setAttribute(name, value);

  const show = span => {
    byKeys = true;
    select(span);
    choose(span, true);
    const box = rangeOf(span).getClientRects()[0];
    const above = form.parentElement.getBoundingClientRect().bottom + 8;
    const low = panel && getComputedStyle(panel).position === "fixed"
      ? panel.getBoundingClientRect().top : innerHeight;
    if (box && (box.top < above || box.bottom > low - 24))
      scrollBy({ top: box.top - (above + low) / 2 });
    setTimeout(() => { byKeys = false; });
  };
  const between = (one, other) => {
    const all = tokens();
    return { start: all[Math.min(one, other)].start, end: all[Math.max(one, other)].end };
  };
  /* The tokens that the keys start from: what is chosen, else the first word in sight. */
  const begin = () => {
    if (from !== null) return true;
    if (chosen) {
      from = tokenAt(chosen.start);
      to = tokenAt(chosen.end - 1);
      return true;
    }
    const above = form.parentElement.getBoundingClientRect().bottom;
    const first = tokens().findIndex(token =>
      token.word && (rangeOf(token).getClientRects()[0]?.top ?? -1) > above);
    from = to = first < 0 ? 0 : first;
    return false;
  };
  const step = (at, by, anything) => {
    const all = tokens();
    let next = at + by;
    while (!anything && all[next] && !all[next].word) next += by;
    return all[next] ? next : at;
  };
  const lineOff = (at, by) => {
    const box = rangeOf(tokens()[at]).getClientRects()[0];
    const height = parseFloat(getComputedStyle(text).lineHeight) || 28;
    for (let lines = 1; lines <= 4; lines++) {
      const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2 + by * lines * height;
      const spot = document.caretPositionFromPoint
        ? document.caretPositionFromPoint(x, y)
        : document.caretRangeFromPoint?.(x, y);
      const node = spot && (spot.offsetNode || spot.startContainer);
      if (!node || !text.contains(node)) continue;
      const offset = offsetOf(node, spot.offset ?? spot.startOffset);
      const found = Math.min(tokenAt(offset), tokens().length - 1);
      if (found !== at && (found - at) * by > 0) return found;
    }
    return step(at, by, false);
  };
  const sentenceOff = (at, by) => {
    const offset = tokens()[at].start;
    let here = sentences.findIndex(sentence => sentence.end > offset);
    if (here < 0) here = sentences.length - 1;
    return sentences[Math.max(0, Math.min(sentences.length - 1, here + by))];
  };

  const move = (event, by, vertical) => {
    if (!tokens().length) return;
    const whole = event.ctrlKey && !vertical && sentences.length;
    const began = begin();
    if (whole) {
      const inIt = { start: tokens()[Math.min(from, to)].start, end: tokens()[Math.max(from, to)].end };
      const now = sentenceOff(to, 0);
      const fills = inIt.start <= now.start && inIt.end >= now.end;
      // The first press takes the sentence that one is in, the next ones go on.
      const next = began && fills ? sentenceOff(to, by) : now;
      const first = tokenAt(next.start), last = tokenAt(next.end - 1);
      if (!event.shiftKey) [from, to] = [first, last];
      else if (by > 0) [from, to] = [Math.min(from, to), Math.max(to, last)];
      else [from, to] = [Math.max(from, to), Math.min(to, first)];
    } else if (began) {
      const next = vertical ? lineOff(to, by) : step(to, by, event.shiftKey);
      to = next;
      if (!event.shiftKey) from = to;
    }
    show(between(from, to));
  };
  const press = kind => form.querySelector(`button[value="${kind}"]:not(:disabled)`)?.click();
  const likeliest = () => {
    const found = told("speech").find(([start, end]) =>
      toUnits(start) < chosen.end && toUnits(end) > chosen.start);
    return found ? found[2] : "claim";
  };
  const KINDS = { c: "claim", d: "denial", e: "evidence", p: "another", n: "nothing" };
  text.addEventListener("keydown", event => {
    if (event.altKey || event.metaKey || event.target !== text) return;
    const place = tokens()[to ?? 0]?.start ?? 0;
    const rtl = placeOf(place, false)[0]?.parentElement.closest("p")?.dir === "rtl";
    const key = event.key;
    if (key === "ArrowRight" || key === "ArrowLeft") move(event, (key === "ArrowRight") !== rtl ? 1 : -1);
    else if (key === "ArrowDown" || key === "ArrowUp") move(event, key === "ArrowDown" ? 1 : -1, true);
    else if (key === "Escape") drop();
    else if (key === "Enter" && chosen) press(likeliest());
    else if (!event.ctrlKey && chosen && KINDS[key.toLowerCase()]) press(KINDS[key.toLowerCase()]);
    else return;
    event.preventDefault();
  });

  // The page comes back at the same place. -------------------------------------------------------

  const beside = document.getElementById("beside");
  const PLACE = "claims-annotate-place";
  addEventListener("pagehide", () => sessionStorage.setItem(PLACE, JSON.stringify({
    path: location.pathname, top: scrollY, beside: beside.scrollTop,
  })));
  const seen = () => {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (kept && kept.path === location.pathname) {
      scrollTo({ top: kept.top, behavior: "instant" });
      beside.scrollTop = panel ? 0 : kept.beside;
    }
    if (!target || !text.contains(target)) return;
    const box = target.getBoundingClientRect();
    const above = form.parentElement.getBoundingClientRect().bottom;
    const low = panel && getComputedStyle(panel).position === "fixed"
      ? panel.getBoundingClientRect().top : innerHeight;
    if (box.top < above || box.top > low - 60) scrollBy({ top: box.top - above - (low - above) / 3 });
  };
  const FIRST = ".ask :is(input:not([type=hidden]), select, textarea)";
  const begins = () => {
    const first = panel?.matches(".panel--words") ? text
      : panel?.querySelector("[aria-invalid='true']") || panel?.querySelector(FIRST);
    if (document.activeElement === document.body) first?.focus({ preventScroll: true });
  };
  begins();
  // An address with a fragment takes the focus away again, once it is loaded.
  addEventListener("load", () => requestAnimationFrame(() => {
    seen();
    begins();
  }));
  // A mark and its entry in the list.
  text.addEventListener("click", event => {
    const number = event.target.closest?.("a.number");
    const entry = number && document.getElementById(number.hash.slice(1));
    if (entry) entry.closest("details").open = true;
  });
  for (const shy of document.querySelectorAll(".scripted")) shy.hidden = false;

  window.annotate = {
    body, text, rangeOf, offsetOf, tokens, tokenAt, toPoints, toUnits,
    words: () => (chosen ? body.slice(chosen.start, chosen.end) : ""),
  };
}
