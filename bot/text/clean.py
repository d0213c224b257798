"""What people write, as it can be stored."""


def clean(text: str) -> str:
    """A person's words without what no memory can keep: NUL, halves of characters, other control characters."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return "".join(each for each in whole if each in "\n\t" or (each >= " " and each != "\x7f")).strip()
