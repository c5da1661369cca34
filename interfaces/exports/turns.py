"""Whose turn it is to make a file: typesetting takes a processor for seconds."""

from threading import BoundedSemaphore
from typing import Final

AT_ONCE: Final = BoundedSemaphore(1)
"""One file at a time in each web process: a PDF of a thousand lines takes 150 MB."""
PATIENCE: Final = 3.0
"""Seconds to wait for one's turn; who waits keeps a thread from others."""
