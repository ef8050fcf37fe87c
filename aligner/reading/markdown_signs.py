"""Whether a text without a telling name is Markdown."""


def looks_like_markdown(text: str) -> bool:
    """Say whether the text is written in Markdown."""
    return False
