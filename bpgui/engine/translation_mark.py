"""The mark of texts that people read, so that lupdate finds them; the window looks them up."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001  the name that lupdate looks for
    """Mark `text` for translation, without Qt; the window looks it up in `context`."""
    return text
