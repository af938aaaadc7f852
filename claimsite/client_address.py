"""The address that a request came from, as far as it can be known.

`X-Forwarded-For` is what whoever asks says, but for the addresses that our own proxies appended to
it: each proxy appends the one that it was asked from, so that the last `PROXIES` of them are true
and whatever stands before them is not (RFC 7239, section 8.1, says the same of `Forwarded`).
"""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

# Whoever has one address of IPv6 has all of its network: 2 ** 64 of them.
_NETWORK_OF_IPV6 = 64


def client_address(request: HttpRequest) -> str:
    """The address in its shortest form, of IPv6 the /64 that it is in, as `2001:db8::/64`.

    "" where there is none to be trusted: behind fewer proxies than `PROXIES` says, or at a socket
    that is a file. All such requests count as one client's.
    """
    if settings.PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        named = forwarded[-settings.PROXIES] if len(forwarded) >= settings.PROXIES else ""
    else:
        named = request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(named.strip().partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, _NETWORK_OF_IPV6), strict=False))
        address = address.ipv4_mapped
    return str(address)
