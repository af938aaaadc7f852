"""Whose request it is, whatever the request says of itself."""

import pytest
from django.test import RequestFactory

from claimsite.client_address import client_address


def address_of(forwarded=None, asked_from="192.0.2.9"):
    given = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=asked_from, **given))


def test_without_a_proxy_it_is_who_connected_whatever_is_forwarded(settings):
    settings.PROXIES = 0
    assert address_of() == "192.0.2.9"
    assert address_of("203.0.113.1") == "192.0.2.9"


@pytest.mark.parametrize(
    "forwarded",
    ["203.0.113.1", "198.51.100.7, 203.0.113.1", "127.0.0.1,  , x, 203.0.113.1", ",203.0.113.1"],
)
def test_behind_one_proxy_it_is_what_that_appended(settings, forwarded):
    settings.PROXIES = 1
    assert address_of(forwarded) == "203.0.113.1"


def test_behind_two_it_is_what_the_first_of_them_appended(settings):
    settings.PROXIES = 2
    assert address_of("8.8.8.8, 203.0.113.1, 10.0.0.2") == "203.0.113.1"


@pytest.mark.parametrize("forwarded", [None, "", "x", "203.0.113.1:80", "10.0.0.2, unknown"])
def test_what_is_no_address_is_nobody_and_not_the_proxy(settings, forwarded):
    settings.PROXIES = 1
    assert address_of(forwarded, asked_from="10.0.0.2") == ""


def test_fewer_hops_than_there_are_proxies_prove_nothing(settings):
    settings.PROXIES = 2
    assert address_of("203.0.113.1") == ""


def test_a_socket_that_is_a_file_has_no_address(settings):
    settings.PROXIES = 0
    assert address_of(asked_from="") == ""


def test_addresses_of_one_network_of_ipv6_are_one_client(settings):
    settings.PROXIES = 0
    assert address_of(asked_from="2001:db8::1") == "2001:db8::/64"
    assert address_of(asked_from="2001:db8:0:0:ffff::2") == "2001:db8::/64"
    assert address_of(asked_from="fe80::1%eth0") == "fe80::/64"


def test_an_address_of_ipv4_in_the_clothes_of_ipv6_is_itself(settings):
    settings.PROXIES = 0
    assert address_of(asked_from="::ffff:192.0.2.9") == "192.0.2.9"
