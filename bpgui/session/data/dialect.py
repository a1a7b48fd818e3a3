"""How a table is written in a file: one value that is guessed first, and may then be changed in every part."""

from dataclasses import dataclass

#: Delimiters that are tried and offered; any other single character may be chosen.
DELIMITERS = (",", ";", "\t", "|", " ")
#: Decimal signs, and the separators of thousands that go with them; " " and "'" stand for their variants too.
DECIMALS = (".", ",")
GROUPINGS = ("", ",", ".", " ", "'")
#: What most programs write where there is no value. Upper and lower case are the same.
MISSING = ("", "?", "-", "NA", "N/A", "NaN", "null", "#N/A")


@dataclass(frozen=True)
class Dialect:
    """How to read a table. Of a spreadsheet only `sheet`, `skip`, `has_header`, the signs of numbers and `missing`.

    `encoding` is a codec of Python. `delimiter` is one character; where `joins`, several of them are one, and blanks
    and tabs are the same if it is a blank. `quote` is one character, or "" where quotes are ordinary characters; two
    of them within quotes stand for one. `skip` lines are passed over, and then each that begins with `comment` (""
    for none). `has_header` says that the first line left has names; `has_row_names` that they begin at the second
    column, because the first has only the names of rows. `decimal` and `grouping` are the signs in numbers; cells
    that are one of `missing`, blanks aside, hold nothing.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    joins: bool = False
    quote: str = '"'
    skip: int = 0
    comment: str = ""
    has_header: bool = True
    has_row_names: bool = False
    decimal: str = "."
    grouping: str = ""
    missing: tuple[str, ...] = MISSING
    sheet: str | None = None

    @property
    def missing_cells(self) -> frozenset[str]:
        """The texts of `missing` in the usual upper and lower cases."""
        forms = (str, str.upper, str.lower, str.capitalize)
        return frozenset(form(text.strip()) for text in self.missing for form in forms)
