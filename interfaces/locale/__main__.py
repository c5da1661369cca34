"""`python -m interfaces.locale`: bring messages.po up to date, list what is missing."""

import sys

from interfaces.locale.sentences import update


def main() -> int:
    """Update the catalogue.

    Returns:
        0 when every sentence is translated, 1 otherwise.
    """
    wanting = update()
    sys.stdout.writelines(f"{line}\n" for line in wanting)
    return 1 if wanting else 0


if __name__ == "__main__":
    sys.exit(main())
