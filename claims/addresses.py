"""The addresses of a list: its filters, with one value more or less. Each begins at page one."""

from django.http import QueryDict

# What a change of filter does not keep.
OF_THE_PAGE = ("cursor", "at")


def _address(data: QueryDict) -> str:
    """The query string, "?" included: a link to "" would keep the old one."""
    return f"?{data.urlencode()}"


def _copy(data: QueryDict) -> QueryDict:
    copy = data.copy()
    for name in OF_THE_PAGE:
        copy.pop(name, None)
    # What a form sent blank says nothing.
    for name in list(copy):
        values = [value for value in copy.getlist(name) if value.strip()]
        copy.setlist(name, values) if values else copy.pop(name)
    return copy


def adding(data: QueryDict, name: str, value: str) -> str:
    """With `value` beside the others of `name`."""
    copy = _copy(data)
    copy.appendlist(name, value)
    return _address(copy)


def setting(data: QueryDict, name: str, value: str) -> str:
    """With `value` in place of the others of `name`."""
    copy = _copy(data)
    copy[name] = value
    return _address(copy)


def removing(data: QueryDict, name: str, value: str | None = None) -> str:
    """Without `value` of `name`; without `name` altogether where `value` is None."""
    copy = _copy(data)
    left = [] if value is None else [v for v in copy.getlist(name) if v.strip() != value]
    if left:
        copy.setlist(name, left)
    else:
        copy.pop(name, None)
    if "q" not in copy and copy.get("sort") == "relevance":
        # Only words can be matched well or badly: the list would be refused.
        copy.pop("sort")
    return _address(copy)


def between(data: QueryDict, after: str | None, before: str | None) -> str:
    """With these dates in place of others; None for none."""
    copy = _copy(data)
    for name, value in (("after", after), ("before", before)):
        copy.pop(name, None)
        if value is not None:
            copy[name] = value
    return _address(copy)


def at_page(data: QueryDict, cursor: str | None) -> str | None:
    """The page that `cursor` names; None where there is none."""
    return None if cursor is None else setting(data, "cursor", cursor)
