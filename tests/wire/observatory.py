"""The score that the MDN HTTP Observatory gives a site, worked out from its answers.

The rules and the points are those that https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
publishes. What only a list outside of the site can tell, that it is preloaded, counts as no.
"""

import re
from dataclasses import dataclass, field

Headers = dict[str, str]
_BROAD = {"ftp:", "http:", "https:", "*", "http://*", "https://*", "http://*.*", "https://*.*"}
_PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
_SIX_MONTHS = 15_768_000
_ENOUGH_FOR_BONUSES = 90


@dataclass
class Score:
    """Points above or below a hundred, by what they are for."""

    points: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Bonuses count where the penalties alone leave ninety."""
        penalties = 100 + sum(each for each in self.points.values() if each < 0)
        bonuses = sum(each for each in self.points.values() if each > 0)
        return max(penalties + (bonuses if penalties >= _ENOUGH_FOR_BONUSES else 0), 0)


def score(page: str, headers: Headers, by_http: tuple[int, Headers]) -> Score:
    """Of the front page, its answer's headers by small letters, and what http is answered."""
    policy = directives(headers.get("content-security-policy", ""))
    return Score(
        {
            "content-security-policy": _of_policy(policy),
            "cookies": _of_cookies(headers.get("set-cookie", "")),
            "cross-origin-resource-sharing": _of_sharing(headers),
            "redirection": _of_redirection(*by_http),
            "referrer-policy": _of_referrer(headers.get("referrer-policy")),
            "strict-transport-security": _of_hsts(headers.get("strict-transport-security")),
            "subresource-integrity": _of_scripts(page),
            "x-content-type-options": 0
            if headers.get("x-content-type-options") == "nosniff"
            else -5,
            "x-frame-options": _of_frames(policy, headers.get("x-frame-options")),
            "cross-origin-resource-policy": _of_resources(headers),
        }
    )


def directives(policy: str) -> dict[str, set[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {part[0].lower(): set(part[1:]) for part in parts if part}


def _of_policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    anything = policy.get("default-src", {"*"})
    scripts = policy.get("script-src", anything)
    styles = policy.get("style-src", anything)
    objects = policy.get("object-src", anything)
    if scripts & (_BROAD | {"'unsafe-inline'", "data:"}) or objects & _BROAD:
        return -20
    if any(
        source.startswith(("http:", "ftp:")) for sources in policy.values() for source in sources
    ):
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & (_BROAD | {"'unsafe-inline'", "data:"}):
        return 0
    own_forms = policy.get("form-action", {"*"}) <= {"'self'", "'none'"}
    return 10 if anything == {"'none'"} and own_forms else 5


def _of_cookies(cookies: str) -> int:
    if not cookies:
        return 0
    if "secure" not in cookies.lower():
        return -20
    return 5 if "samesite" in cookies.lower() else 0


def _of_sharing(headers: Headers) -> int:
    everybody = headers.get("access-control-allow-origin") not in (None, "*")
    return -50 if everybody and "access-control-allow-credentials" in headers else 0


def _of_redirection(status: int, headers: Headers) -> int:
    return 0 if 300 < status < 400 and headers.get("location", "").startswith("https://") else -20


def _of_referrer(policy: str | None) -> int:
    if policy is None:
        return 0
    return 5 if policy in _PRIVATE else -5


def _of_hsts(given: str | None) -> int:
    seconds = re.search(r"max-age=(\d+)", given or "")
    if seconds is None:
        return -20
    return 0 if int(seconds[1]) >= _SIX_MONTHS else -10


def _of_scripts(page: str) -> int:
    """Those of the site itself need no sum of their contents."""
    sources = re.findall(r"<script[^>]*\ssrc=[\"']([^\"']+)", page)
    return -50 if any(re.match(r"(?:\w+:)?//", source) for source in sources) else 0


def _of_frames(policy: dict[str, set[str]], given: str | None) -> int:
    ancestors = policy.get("frame-ancestors")
    if ancestors is not None and not ancestors & _BROAD:
        return 5
    return 0 if (given or "").upper() in ("DENY", "SAMEORIGIN") else -20


def _of_resources(headers: Headers) -> int:
    return 10 if headers.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0
