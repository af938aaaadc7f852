// A form in which somebody typed asks before its page is left. What a script or the browser filled
// in is no loss; a list and its actions are no form.
"use strict";
{
  let typed = false;
  for (const form of document.querySelectorAll("#content-main form[method=post]:not(#changelist-form)")) {
    for (const kind of ["input", "change"])
      form.addEventListener(kind, event => { typed ||= event.isTrusted; });
    form.addEventListener("submit", () => { typed = false; });
  }
  addEventListener("beforeunload", event => { if (typed) event.preventDefault(); });
}
