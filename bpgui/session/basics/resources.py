"""Where the files are that come with the program: examples, translations, icons. The one place that knows."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def resource_path(*parts: str) -> Path:
    """Return the path of a resource: of the file xor.bpgui for "examples", "xor.bpgui".

    An installed program has them inside the package, a checkout beside it.
    """
    packaged = _PACKAGE / "resources"
    folder = packaged if packaged.is_dir() else _PACKAGE.parent / "resources"
    return folder.joinpath(*parts)


def lesson_path(language: str, name: str = "backpropagation") -> Path:
    """Return a lesson's file in a language ("zh_CN"), the English one where there is none."""
    path = resource_path("lessons", f"{name}.{language}.md")
    return path if path.exists() else resource_path("lessons", f"{name}.en.md")
