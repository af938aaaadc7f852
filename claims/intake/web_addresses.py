"""One page, many addresses: http or https, with a slash at its end, with what a newsletter adds."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

# Not courlan's list: it takes `cid` and `session` for trackers, by which some papers number their
# articles.
_TRACKERS = {
    *("fbclid", "gclid", "dclid", "msclkid", "yclid", "twclid", "igsh", "igshid", "mc_cid"),
    *("mc_eid", "_ga", "_gl", "cmpid", "ocid", "xtor", "at_medium", "at_campaign"),
    *("__twitter_impression", "guccounter"),
}


@dataclass(frozen=True)
class Forms:
    """The forms in which a page's address may stand in the database: in full, or by how they
    begin."""

    exact: list[str]
    beginnings: list[str]


def normal_form(url: str) -> str:
    """The address without what leads to the same page: scheme, "www.", a slash at the end, a
    fragment, tracking parameters, the order of the others. "" for what is no address."""
    parts = _parts(url)
    if parts is None:
        return ""
    host, path, query = parts
    return f"{host}{path}" + (f"?{'&'.join(sorted(query))}" if query else "")


def forms(url: str) -> Forms:
    """Where to look, by an index, for addresses of the same `normal_form`. One that has a tracking
    parameter before another one, or its host in capitals, is not found."""
    parts = _parts(url)
    if parts is None:
        return Forms([], [])
    host, path, query = parts
    exact, beginnings = [url], []
    asked = dict.fromkeys(["&".join(query), "&".join(sorted(query))])
    for scheme in ("https", "http"):
        for name in (host, f"www.{host}"):
            for end in dict.fromkeys([path, f"{path}/"]):
                page = f"{scheme}://{name}{end}"
                if query:
                    exact += [f"{page}?{text}" for text in asked]
                    beginnings += [f"{page}?{text}{more}" for text in asked for more in "&#"]
                else:
                    exact.append(page)
                    beginnings += [f"{page}?", f"{page}#"]
    return Forms(list(dict.fromkeys(exact)), beginnings)


def _parts(url: str) -> tuple[str, str, list[str]] | None:
    """(host and port, path without slash at its end, parameters that are no trackers)."""
    try:
        split = urlsplit(url.strip())
        host = _host(split)
    except ValueError:
        return None
    if split.scheme.lower() not in ("http", "https") or not host:
        return None
    query = [part for part in split.query.split("&") if part and not _is_tracker(part)]
    return host, split.path.rstrip("/"), query


def _host(split: SplitResult) -> str:
    host = (split.hostname or "").removeprefix("www.")
    port = f":{split.port}" if split.port not in (None, 80, 443) else ""
    return f"{host}{port}" if host else ""


def _is_tracker(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _TRACKERS or name.startswith("utm_")
