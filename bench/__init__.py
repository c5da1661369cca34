"""How fast the service is: every figure next to a baseline of the same run."""
