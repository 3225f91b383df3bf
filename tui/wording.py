"""Numbers in words. Pure."""


def counted(count: int, word: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{count} {word}{'' if count == 1 else 's'}"
