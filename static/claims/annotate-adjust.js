/* The ends of a passage: two handles in the text, to be dragged, or moved by the arrow keys. */
"use strict";
{
  const { body, text, rangeOf, offsetOf, tokens, tokenAt, toPoints, toUnits } = window.annotate;
  const form = document.getElementById("adjust");
  const sheet = text.parentElement;
  const span = { start: toUnits(Number(form.dataset.start)), end: toUnits(Number(form.dataset.end)) };
  const handles = {};

  const draw = () => {
    const range = rangeOf(span), boxes = [...range.getClientRects()].filter(box => box.width);
    const around = sheet.getBoundingClientRect();
    const put = (handle, x, y) => {
      const most = around.width - 28;
      handle.style.insetInlineStart = `${Math.max(0, Math.min(most, x - around.left - 14))}px`;
      handle.style.insetBlockStart = `${y - around.top}px`;
    };
    const rtl = text.querySelector("p")?.dir === "rtl";
    const first = boxes[0], last = boxes[boxes.length - 1];
    if (!first) return;
    put(handles.start, rtl ? first.right : first.left, first.top - 26);
    put(handles.end, rtl ? last.left : last.right, last.bottom - 2);
    for (const [end, handle] of Object.entries(handles)) {
      handle.setAttribute("aria-valuenow", toPoints(span[end]));
      const token = tokens()[tokenAt(end === "start" ? span.start : span.end - 1)];
      handle.setAttribute("aria-valuetext", body.slice(token.start, token.end));
    }
  };

  const write = () => {
    form.elements.start.value = toPoints(span.start);
    form.elements.end.value = toPoints(span.end);
    form.elements.quote.value = body.slice(span.start, span.end);
    text.classList.add("is-moved");
    if (window.CSS?.highlights && window.Highlight)
      CSS.highlights.set("chosen", new Highlight(rangeOf(span)));
    else window.getSelection().setBaseAndExtent(...(range => [
      range.startContainer, range.startOffset, range.endContainer, range.endOffset,
    ])(rangeOf(span)));
    draw();
  };

  /* Move an end to the token at an index, if words are left between the ends. */
  const moveTo = (end, at) => {
    const token = tokens()[at];
    if (!token) return;
    const to = end === "start" ? token.start : token.end;
    if (end === "start" ? to >= span.end : to <= span.start) return;
    span[end] = to;
    write();
  };

  const spotAt = (x, y) => {
    const spot = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint?.(x, y);
    const node = spot && (spot.offsetNode || spot.startContainer);
    return node && text.contains(node) ? offsetOf(node, spot.offset ?? spot.startOffset) : null;
  };

  for (const end of ["start", "end"]) {
    const handle = document.createElement("div");
    handles[end] = handle;
    handle.className = `handle handle--${end}`;
    handle.tabIndex = 0;
    for (const [name, value] of Object.entries({
      role: "slider", "aria-label": end === "start" ? "Start of the passage" : "End of the passage",
      "aria-valuemin": 0, "aria-valuemax": toPoints(body.length), "aria-orientation": "horizontal",
    })) handle.setAttribute(name, value);
    handle.addEventListener("pointerdown", event => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
      // The handle hangs above or below the words: what is meant is the line beside it.
      const box = handle.getBoundingClientRect();
      const off = end === "start" ? box.bottom + 10 - event.clientY : box.top - 10 - event.clientY;
      const drag = moved => {
        const at = spotAt(moved.clientX, moved.clientY + off);
        if (at !== null) moveTo(end, tokenAt(end === "start" ? at : Math.max(0, at - 1)));
      };
      handle.addEventListener("pointermove", drag);
      const done = () => {
        handle.removeEventListener("pointermove", drag);
        handle.removeEventListener("pointerup", done);
        handle.removeEventListener("pointercancel", done);
      };
      handle.addEventListener("pointerup", done);
      handle.addEventListener("pointercancel", done);
    });
    handle.addEventListener("keydown", event => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter") form.requestSubmit();
      if (!by) return;
      event.preventDefault();
      const here = tokenAt(end === "start" ? span.start : span.end - 1);
      moveTo(end, here + by);
    });
    sheet.append(handle);
  }
  // What is retyped is looked for as it is typed; the handles show what was there.
  addEventListener("resize", draw);
  document.fonts?.ready.then(draw);
  draw();
}
