"""Lets a few threads work at once, in the order in which they came."""

import threading
from collections import deque
from typing import Self


class Turns:
    """Hands a turn to who has waited longest.

    A semaphore lets a thread that gives its turn back take the next one before those
    that wait have woken up; some would never get any.

    Args:
        most: that work at once.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._waiting: deque[threading.Lock] = deque()
        self._guard = threading.Lock()

    def __enter__(self) -> Self:
        with self._guard:
            if self._left:
                self._left -= 1
                return self
            handed = threading.Lock()
            handed.acquire()
            self._waiting.append(handed)
        handed.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._left += 1
