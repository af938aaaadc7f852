"""What goes wrong on a page without anybody seeing it: errors, blocked and foreign requests, words
that move while they are read, and what no screen is wide enough for."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# Runs before the page's own scripts.
SCRIPT = """
window.watched = {blocked: [], shifted: []};
document.addEventListener('securitypolicyviolation', event =>
  window.watched.blocked.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  // The blank between two words has a place of its own, and nothing that anybody sees move.
  const moved = entry.sources.filter(({node}) => node?.nodeType !== 3 || node.data.trim());
  if (entry.hadRecentInput || entry.sources.length && !moved.length) return;
  window.watched.shifted.push(`${entry.value.toFixed(4)}: `
    + moved.map(({node}) => node && (node.outerHTML || node.data).slice(0, 60)));
})).observe({type: 'layout-shift', buffered: true});
"""

# Two frames later all that the page does while it loads is drawn.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# What is wider than the screen, and text that stands where nobody can scroll to.
_BEYOND = """() => {
  const page = document.documentElement, found = [];
  if (page.scrollWidth > page.clientWidth)
    found.push(`the page is ${page.scrollWidth} px wide, the screen ${page.clientWidth}`);
  const named = node => [node.tagName.toLowerCase(), ...node.classList].join('.')
    + (node.id ? '#' + node.id : '');
  const scrolls = node => {
    for (let up = node.parentElement; up; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  for (const node of document.querySelectorAll('body *:not(option, script, style, title)')) {
    if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
    const box = node.getBoundingClientRect();
    // What only a screen reader meets is a dot, or waits outside for the keyboard.
    if (box.width <= 1 || box.height <= 1 || node.closest('.skip') || !node.checkVisibility())
      continue;
    if ((box.right > page.clientWidth + 1 || box.left < -1) && !scrolls(node))
      found.push(`${named(node)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`
        + ` of ${page.clientWidth} px`);
  }
  return found.slice(0, 5);
}"""

_AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text()
_EVERYTHING = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
}
# What a narrower screen can change.
NARROW = ["color-contrast", "target-size", "scrollable-region-focusable", "aria-hidden-focus"]
_COLOURS = ["color-contrast", "link-in-text-block"]
_CHECK = """async options => {
  const result = await axe.run(document, {...options, resultTypes: ['violations']});
  return result.violations.flatMap(rule => rule.nodes.slice(0, 3).map(node =>
    `${rule.id}: ${node.target.join(' ')}: `
    + [...node.any, ...node.all, ...node.none].map(check => check.message).join('; ')
      .slice(0, 150)));
}"""


class Watch:
    """What happened in a tab since it was opened."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.host = page, urlsplit(site).netloc
        self.problems: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", lambda asked: self.problems.append(f"failed: {asked.url}"))
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # A page that is to be refused is told to the console as well.
        if message.type in ("error", "warning") and message.location["url"] != self.page.url:
            self.problems.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.host and not request.url.startswith("data:"):
            self.problems.append(f"asked elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.problems.append(f"{response.status}: {response.url}")

    def told(self) -> list[str]:
        """All that went wrong so far."""
        self.page.evaluate(_SETTLED)
        watched = self.page.evaluate("window.watched")
        blocked = [f"blocked by the policy: {text}" for text in watched["blocked"]]
        shifted = [f"what is read moves, by {text}" for text in watched["shifted"]]
        return [*self.problems, *blocked, *shifted]


def beyond_the_screen(page: Page) -> list[str]:
    """What one would have to scroll sideways for."""
    found: list[str] = page.evaluate(_BEYOND)
    return found


def inaccessible(
    page: Page, *, colours_only: bool = False, rules: list[str] | None = None
) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and its own good practice. `colours_only`: what
    another theme can change; `rules`: against these alone."""
    if colours_only:
        rules = _COLOURS
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)  # not by a script tag: the page's own policy forbids it
    options = {"runOnly": {"type": "rule", "values": rules}} if rules else _EVERYTHING
    found: list[str] = page.evaluate(_CHECK, options)
    return found
