"""Text of others, harmless: characters that act on a terminal or on the text around them are written out."""

import re

#: Control characters; marks, overrides and isolates of direction; what is invisible or ends a line; tags; surrogates,
#: which stand for the bytes of a file name that is not UTF-8. The joiners U+200C and U+200D stay: scripts need them.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    r"""Return `text` on one line, with each such character as its number: \x1b, \u202e; \xe9 for a byte."""
    return _HIDDEN.sub(lambda found: _written(ord(found[0])), text)


def _written(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # os.fsdecode's surrogate of a byte
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
