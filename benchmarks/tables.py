"""Tables of 100,000 x 20 cells: how long they take to import, and what memory.

Each file is read in a process of its own: `python -m benchmarks.tables FILE` prints what it took as JSON.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.table import Figure, printed

ROOT = Path(__file__).parents[1]
ROWS, NUMBERS = 100_000, 19
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def table() -> list[list[object]]:
    """Return a header, and rows of numbers with a category."""
    numbers = np.random.default_rng(0).normal(0, 1, (ROWS, NUMBERS)).round(4).tolist()
    names: list[object] = [*(f"x{k + 1}" for k in range(NUMBERS)), "kind"]
    return [names, *([*row, "abc"[int(abs(10 * row[0])) % 3]] for row in numbers)]


def write_csv(path: Path, rows: list[list[object]]) -> None:
    """Write them as text."""
    path.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")


def write_xlsx(path: Path, rows: list[list[object]]) -> None:
    """Write them as spreadsheet programs do."""
    lines = []
    for n, row in enumerate(rows, 1):
        cells = [_cell(f"{chr(65 + column)}{n}", cell) for column, cell in enumerate(row)]
        lines.append(f'<row r="{n}" spans="1:20">{"".join(cells)}</row>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheet = f'<sheets><sheet name="One" sheetId="1" r:id="rId1" xmlns:r="{_OFFICE}"/></sheets>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": _link("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}">{sheet}</workbook>',
        "xl/_rels/workbook.xml.rels": _link("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def _link(kind: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'


def _cell(place: str, cell: object) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def taken(path: Path) -> dict[str, float]:
    """Import a file as the window does, its header toggled twice; return the seconds of the first time and the MB."""
    from bpgui.session.basics.resources import resource_path
    from bpgui.session.data.guess_dialect import guess
    from bpgui.session.data.import_plan import ImportPlan, columns_guessed, imported
    from bpgui.session.data.read_table import read
    from bpgui.session.files.session_file import load_session
    from bpgui.session.model.data_edits import fit

    experiment, content, shown = (
        load_session(resource_path("examples", "xor.bpgui")).experiment,
        path.read_bytes(),
        None,
    )
    times, before = [], memory("VmRSS")
    for has_header in (True, False, True):
        began = time.process_time()
        dialect = replace(guess(content), has_header=has_header)
        found = read(content, dialect)
        made = imported(found, ImportPlan(dialect, columns_guessed(found, dialect)))
        shown = found, fit(experiment, made.data, is_new=True) if has_header else None
        times.append(time.process_time() - began)
    assert shown is not None
    return {"seconds": times[0], "again": times[2], "memory": memory("VmHWM") - before}


def library(path: Path) -> dict[str, float]:
    """Let calamine alone read a spreadsheet."""
    from python_calamine import CalamineWorkbook

    began = time.process_time()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return {"seconds": time.process_time() - began}


def memory(name: str) -> float:
    """Return the memory of this process in MB: VmRSS now, VmHWM at most."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


def measured(*arguments: object) -> dict[str, float]:
    """Run one measurement in a fresh process and return what it printed."""
    command = [sys.executable, "-m", "benchmarks.tables", *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def figures(rounds: int = 3) -> list[Figure]:
    """Import each kind of file a few times."""
    found = list[Figure]()
    with tempfile.TemporaryDirectory() as folder:
        rows = table()
        for kind, write in (("csv", write_csv), ("xlsx", write_xlsx)):
            path = Path(folder) / f"table.{kind}"
            write(path, rows)
            each = [measured(path) for _ in range(rounds)]
            seconds, again, most = (statistics.median(one[key] for one in each) for key in each[0])
            detail = f"again with another header {again:.2g} s"
            if kind == "xlsx":
                detail += f"; calamine alone {measured('library', path)['seconds']:.2g} s"
            found += [
                Figure(f"import of 100,000 x 20 cells, .{kind}", seconds, 3, unit="s", detail=detail),
                Figure(f"memory at most, .{kind}, its header toggled twice", most, 400, unit="MB"),
            ]
    return found


def main() -> None:
    """Measure a file, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*")
    asked = parser.parse_args().what
    if asked:
        print(json.dumps(library(Path(asked[1])) if asked[0] == "library" else taken(Path(asked[0]))))
    else:
        print(printed(figures()))


if __name__ == "__main__":
    main()
