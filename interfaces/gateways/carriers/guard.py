"""Keeps what clients name from leading into our own network."""

import ipaddress
import socket
from typing import Final
from urllib.parse import urlsplit

from domain.errors import Invalid

NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
WEB: Final = {"http": 80, "https": 443}


class AddressNotAllowed(Invalid):
    code = "address-not-allowed"
    title = "Notices can be sent to public addresses that begin with https only"
    about = "address"


class Guard:
    """Says where a request may go.

    Args:
        allows_private: whether also to our own network and without encryption; for an
            installation inside one, and for tests.
    """

    def __init__(self, *, allows_private: bool = False) -> None:
        self._allows_private = allows_private

    def check(self, url: str) -> str:
        """The address as it is kept; what its name leads to is looked at each time.

        Raises:
            AddressNotAllowed: it is none of the web, or plainly leads inside.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise AddressNotAllowed from None
        is_plain = parts.scheme == "http" and not self._allows_private
        if parts.scheme not in WEB or is_plain or not host or parts.username:
            raise AddressNotAllowed
        if port is not None and not 0 < port < 2**16:
            raise AddressNotAllowed
        if _is_number(host) and not self._may(host):
            raise AddressNotAllowed
        if any(sign.isspace() or not sign.isprintable() for sign in url):
            raise AddressNotAllowed
        return url

    def leads_to(self, host: str, port: int) -> str:
        """The number of the machine behind a name, to connect to that and no other.

        Raises:
            AddressNotAllowed: it is one of our own network.
            OSError: the name is not known.
        """
        for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            number = str(found[4][0])
            if not self._may(number):
                raise AddressNotAllowed
            return number
        raise OSError("no address")

    def _may(self, number: str) -> bool:
        if self._allows_private:
            return True
        found = ipaddress.ip_address(number.partition("%")[0])
        if isinstance(found, ipaddress.IPv6Address):
            found = found.ipv4_mapped or found.sixtofour or _translated(found) or found
        return found.is_global and not found.is_multicast


def _translated(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 machine to which a translator of networks would lead."""
    if number not in NAT64:
        return None
    return ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
