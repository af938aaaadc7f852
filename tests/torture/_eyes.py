"""A real Chromium that sees what a page runs, what its policy blocks, and where its links lead."""

import contextlib
from collections.abc import Callable
from functools import partial

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Response, Route

# Before any script of the page, in each of its frames. All is told by the console, which is heard
# from frames too, and whatever the page does next.
_BEFORE = """
for (const name of ['alert', 'confirm', 'prompt', 'hit'])
  window[name] = () => { console.error('RAN ' + name); };
document.addEventListener('securitypolicyviolation', event =>
  console.error(`BLOCKED ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""

# A browser leaves out blanks and control characters before it looks at the scheme.
_LOOK = """() => {
  const found = [];
  for (const node of document.querySelectorAll('*'))
    for (const {name, value} of node.attributes) {
      const told = `${node.tagName} ${name}=${value.slice(0, 80)}`;
      if (/^on/i.test(name)) found.push('HANDLER ' + told);
      if (/^(xlink:)?href$|^src$|^action$|^formaction$|^data$|^poster$|^ping$|^srcdoc$/i.test(name)
          && (/^(javascript|vbscript):|^data:(?!image\\/)/i.test(value.replace(/[\\0-\\x20]/g, ''))
              || /^srcdoc$/i.test(name)))
        found.push('LINK ' + told);
    }
  for (const node of document.querySelectorAll('script[type="application/ld+json"]'))
    try { JSON.parse(node.textContent) } catch { found.push('DATA ' + node.textContent) }
  return found;
}"""


class Eyes:
    """One tab. `problems` has what was seen, each with the address of its page."""

    def __init__(self, context: BrowserContext) -> None:
        context.add_init_script(_BEFORE)
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.pages = 0
        self._seen: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._seen.append(f"RAN INTO {error}"))
        self.page.on("dialog", lambda dialog: (self._seen.append("DIALOG"), dialog.dismiss()))
        self.page.on("popup", lambda popup: self._seen.append(f"WINDOW {popup.url}"))

    def _said(self, message: ConsoleMessage) -> None:
        text = message.text
        policy = "Content Security Policy" in text or "Refused to" in text
        if policy or text.startswith(("RAN ", "BLOCKED ")):
            self._seen.append(text[:200])

    def look(self, address: str, then: Callable[[Page], None] | None = None) -> Response | None:
        """The answer; None of what is kept as a file and shown by no browser. `then` is done on
        the page before it is looked at."""
        self._seen, answer = [], None
        try:
            answer = self.page.goto(address, wait_until="load")
        except Error as error:
            if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
                raise
        else:
            if then is not None:
                then(self.page)
            with contextlib.suppress(Error):
                self._seen += self.page.evaluate(_LOOK)
            if "xml" in (answer.headers.get("content-type", "") if answer else ""):
                # The browser shows XML by a style of its own, which the page's policy blocks.
                self._seen = [text for text in self._seen if "style" not in text]
        self.pages += 1
        self.problems += [f"{what}\n    at {address[:200]}" for what in self._seen]
        return answer


_UNSOUND = (
    "<!doctype html><title>x</title><img src=x onerror=alert(1)><a href=' java\tscript:hit()'>x</a>"
)
_STRICT = "default-src 'none'; script-src 'self'"


def _answer(route: Route, headers: dict[str, str]) -> None:
    route.fulfill(body=_UNSOUND, headers=headers)


def prove(context: BrowserContext, origin: str) -> list[str]:
    """What these eyes do not see of two pages that are unsound, one of them with a policy."""
    given = {"/unsound": {}, "/unsound-by-policy": {"Content-Security-Policy": _STRICT}}
    eyes, missed = Eyes(context), []
    for path, headers in given.items():
        answering = {"content-type": "text/html", **headers}
        context.route(origin + path, partial(_answer, headers=answering))
        eyes.look(origin + path, lambda page: page.wait_for_timeout(200))
        seen, eyes.problems = " ".join(eyes.problems), []
        wanted = ("BLOCKED",) if headers else ("RAN alert",)
        missed += [f"{path}: {one}" for one in (*wanted, "LINK", "HANDLER") if one not in seen]
    context.unroute_all()
    eyes.page.close()
    return missed
