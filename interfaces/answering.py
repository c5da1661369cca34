"""The server inside a web process."""

import socket
from typing import Final

import uvicorn

BACKLOG: Final = 2048
"""Connections that may wait at the door."""


class Server(uvicorn.Server):
    """Takes connections one at a time, so that all at the same door get their share.

    A server takes as many at once as may wait, and connections are kept: one process
    would answer everything while the others are idle.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.config.backlog = 1
        await super().startup(sockets)
        for door in sockets or ():
            door.listen(BACKLOG)
