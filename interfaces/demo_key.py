"""Keys of the commands that enter demo data."""

from application.log import Key


def demo_key(what: str, step: str) -> Key:
    """So that a start that was broken off does not do a step twice.

    Args:
        what: a thing of the demo data.
        step: what is done with it.
    """
    return Key(key=f"demo-{what}-{step}", fingerprint=step)
