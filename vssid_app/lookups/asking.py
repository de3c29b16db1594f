"""Who asks, as far as limits go: a browser, and the address that it comes from."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from flask import request

HOUSEHOLD_BITS = 64
"""Of an IPv6 address: the rest is the phone's own choice, a new one each day."""


def asking_address() -> str:
    """The network address that a request comes from; of IPv6 only what belongs to one line."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or int(address) >> HOUSEHOLD_BITS)
    return str(address)
