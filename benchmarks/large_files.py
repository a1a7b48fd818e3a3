"""Open hostile files of up to 128 MB: `python -m benchmarks.large_files`. Each is opened, or refused, within 1 GB.

Each file is made, opened in a window that belongs to a process of its own, and removed. A table goes through the import
dialog, which is accepted where it can be. What is told is the most memory that the process ever took.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.monkey.__main__ import environment
from benchmarks.tables import memory
from benchmarks.window import ROOT
from bpgui.session.basics.resources import resource_path

MB = 1 << 20
#: Bytes of the largest file, MB that opening one may take, and seconds that it may take on a busy machine.
SIZE, MOST, PATIENCE = 128 * MB - 4096, 1024, 900
#: Seconds that the window has to show what was opened.
SETTLE = 3


# Session files: the example XOR, with something in it that is too much


def session(**changes: str) -> Iterator[bytes]:
    """Yield a session file in which fields of the example are replaced by JSON texts."""
    content = json.loads(resource_path("examples", "xor.bpgui").read_text(encoding="utf-8"))
    kept = {name: json.dumps(value) for name, value in content.items()} | changes
    yield ("{" + ", ".join(f'"{name}": {text}' for name, text in kept.items()) + "}").encode()


def events(each: str, number: int) -> Iterator[bytes]:
    """Yield a session with so many events."""
    return session(events="[" + ", ".join([each] * number) + "]")


def data_of(samples: int, columns: int) -> Iterator[bytes]:
    """Yield a session of a network of one neuron with so many numbers as data."""
    row = "[" + ",".join(["0.125"] * columns) + "]"
    network = f'{{"inputs": {columns}, "layers": [{{"size": 1, "activation": "linear", "bias": false}}]}}'
    parameters = "{" + ", ".join(f'"w{k}": 0.5' for k in range(1, columns + 1)) + "}"
    data = f'{{"inputs": [{",".join([row] * samples)}], "targets": [{",".join(["[0.5]"] * samples)}]}}'
    return session(network=network, parameters=parameters, data=data)


def filled(begin: bytes, piece: bytes, end: bytes = b"") -> Iterator[bytes]:
    """Yield a beginning, a piece again and again until the file is full, and an end."""
    yield begin
    block = piece * max(1, MB // len(piece))
    for _ in range((SIZE - len(begin) - len(end)) // len(block)):
        yield block
    yield end


def numbered(line: str) -> Iterator[bytes]:
    """Yield lines that are all different until the file is full."""
    written = 0
    for k in count():
        piece = "".join(line.format(n) for n in range(10_000 * k, 10_000 * (k + 1))).encode()
        written += len(piece)
        if written > SIZE:
            return
        yield piece


CHANGE = '{"change": "parameter", "name": "w1", "value": 0.25}'
EVENT = f'{{"step": 0, "edit": {CHANGE}}}'
BEGIN = b'{"format": "bpgui-session", "version": 2, '
SESSIONS: dict[str, Callable[[], Iterator[bytes]]] = {
    "100,000 events": lambda: events(EVENT, 100_000),
    "1,700,000 events": lambda: events(EVENT, 1_700_000),
    "an event of 2,000,000 changes": lambda: filled(
        BEGIN + b'"events": [{"step": 0, "edit": {"change": "many", "changes": [' + CHANGE.encode(),
        f", {CHANGE}".encode(),
        b"]}}]}",
    ),
    "4,000 samples of 1,000 numbers": lambda: data_of(4_000, 999),
    "one sample of 10,000 numbers": lambda: data_of(1, 9_999),
    "too many samples": lambda: data_of(2_000_000, 8),
    "a name as long as the file": lambda: filled(BEGIN + b'"network": {"input_names": ["', b"\\ud83d\\ude00", b'"]}}'),
    "fields that nobody knows": lambda: filled(BEGIN + b'"x": 1', b', "x": 1', b"}"),
    "one number": lambda: filled(BEGIN + b'"steps": ', b"9", b"}"),
    "lists in lists": lambda: filled(b"", b"["),
    "fields in fields": lambda: numbered('{{"{0}": '),
    "zeros": lambda: filled(b"", b"\0"),
    "no UTF-8": lambda: filled(BEGIN + b'"x": "', b"\xff\xfe"),
}
TABLES: dict[str, Callable[[], Iterator[bytes]]] = {
    "one column of digits": lambda: filled(b"", b"7\n"),
    "one line of commas": lambda: filled(b"", b","),
    "one cell": lambda: filled(b"", b"x"),
    "a quote that never ends": lambda: filled(b'x,y\n1,"', b"2,3\n"),
    "quotes": lambda: filled(b"", b'"'),
    "empty lines": lambda: filled(b"1,2\n", b"\r\n"),
    "999,999 rows of 4 numbers": lambda: again(
        b"-1.23456789012345678901234e-300," * 3 + b"0.1234567890123456789012345\n", 999_999
    ),
    "texts that are all different": lambda: numbered(",".join(['"a text with a comma, and {0}"'] * 9) + "\n"),
    "rows of another length each": lambda: filled(b"", b"1,2\n1,2,3\n1\n1,2,3,4,5,6\n"),
    "UTF-16": lambda: filled(b"\xff\xfe", "1,é\n".encode("utf-16-le")),
}


# Spreadsheets


def workbook(path: Path, parts: dict[str, Iterator[bytes]]) -> None:
    """Write a workbook of one sheet, with these parts; each is packed as it comes."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    fixed = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in fixed.items():
            archive.writestr(name, text)
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                for piece in pieces:
                    stream.write(piece)


def sheet(rows: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a sheet with these rows."""
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    yield from rows
    yield b"</sheetData></worksheet>"


def strings(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the texts that a sheet's cells point to."""
    yield b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    yield from pieces
    yield b"</sst>"


def again(piece: bytes, times: int) -> Iterator[bytes]:
    """Yield a piece so often."""
    yield from (piece for _ in range(times))


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
POINTING = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
NONE: Callable[[], Iterator[bytes]] = lambda: strings(again(b"<si><t>a</t></si>", 1))  # noqa: E731
SHEETS: dict[str, dict[str, Callable[[], Iterator[bytes]]]] = {
    "2 cells, far apart": {"sheet1": lambda: sheet(again(b'<row r="1"><c r="A1"><v>1</v></c></row>' + FAR, 1))},
    "20 GB of a cell's text": {"sheet1": lambda: sheet(again(b'<row r="1"><c r="A1" t="str"><v>' + b"x" * MB, 20_000))},
    "4,900,000 cells": {"sheet1": lambda: sheet(again(b"<row>" + b"<c><v>0.125</v></c>" * 100 + b"</row>", 49_000))},
    "texts of 480 MB": {
        "sheet1": lambda: sheet(again(POINTING, 1)),
        "strings": lambda: strings(again(b"<si><t>" + b"x" * 32_000 + b"</t></si>", 15_000)),
    },
    "30,000,000 texts": {
        "sheet1": lambda: sheet(again(POINTING, 1)),
        "strings": lambda: strings(again(b"<si><t>a</t></si>" * 1000, 30_000)),
    },
}


def plain(name: str, pieces: Callable[[], Iterator[bytes]], folder: Path) -> Path:
    """Write a file of these pieces into a folder; return where."""
    with (folder / name).open("wb") as stream:
        stream.writelines(pieces())
    return folder / name


def packed(parts: dict[str, Callable[[], Iterator[bytes]]], folder: Path) -> Path:
    """Write a workbook into a folder; return where."""
    found = {"xl/worksheets/sheet1.xml": parts["sheet1"](), "xl/sharedStrings.xml": parts.get("strings", NONE)()}
    workbook(folder / "file.xlsx", found)
    return folder / "file.xlsx"


#: What makes each file in a folder, by its name here.
FILES: dict[str, Callable[[Path], Path]] = {
    **{f"bpgui: {title}": partial(plain, "file.bpgui", pieces) for title, pieces in SESSIONS.items()},
    **{f"csv: {title}": partial(plain, "file.csv", pieces) for title, pieces in TABLES.items()},
    **{f"xlsx: {title}": partial(packed, parts) for title, parts in SHEETS.items()},
}


# Opening


def opened(path: Path) -> dict[str, Any]:
    """Open a file in a window of this process; return what came of it, and the most memory ever taken in MB."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from bpgui.gui.data.import_dialog import ImportDialog
    from bpgui.gui.window.garbage import GarbageCollection
    from bpgui.gui.window.start import make_window

    app, loop = QApplication([]), QEventLoop()
    garbage = GarbageCollection()
    window = make_window(path.parent / "settings.json")
    window.show()
    window.load_panels()
    window.load_plots()
    said = "opened"

    def answer() -> None:
        nonlocal said
        dialog = app.activeModalWidget()
        if isinstance(dialog, ImportDialog) and dialog.look is not None:
            can = dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
            said = "opened" if can else f"shown: {dialog.wrong.text() or dialog.becomes.text()}"
            dialog.accept() if can else dialog.reject()

    timer = QTimer(interval=100)
    timer.timeout.connect(answer)
    timer.start()
    began, before = time.monotonic(), window.document.session
    window.files.open_path(path)
    if window.document.session is before and window.notice.isVisible():
        said = f"refused: {window.notice.text()}"
    QTimer.singleShot(1000 * SETTLE, loop.quit)
    loop.exec()  # the import dialog is in it
    garbage.stop()
    return {"said": said, "seconds": time.monotonic() - began - SETTLE, "memory": memory("VmHWM")}


def is_small(title: str, path: Path) -> bool:
    """Open a file in another process, print what came of it, and say whether it took no more than it may."""
    command = [sys.executable, "-m", "benchmarks.large_files", "--file", str(path)]
    variables = environment(path.parent)
    try:
        ended = subprocess.run(
            command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        print(f"{title}: FAULT, nothing came of it in {PATIENCE} s", flush=True)
        return False
    size = path.stat().st_size / MB
    if ended.returncode:
        print(f"{title}, {size:.0f} MB: FAULT, exit code {ended.returncode}: {ended.stderr[-2000:]}", flush=True)
        return False
    found = json.loads(ended.stdout.splitlines()[-1])
    is_good = found["memory"] <= MOST and size <= SIZE / MB
    fault = "" if is_good else "FAULT, "
    print(
        f"{title}, {size:.0f} MB: {fault}{found['memory']:.0f} MB, {found['seconds']:.1f} s, {found['said']}",
        flush=True,
    )
    return is_good


def main() -> int:
    """Open one file, or all that are made here."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_files", description=__doc__)
    parser.add_argument("--only", default="", help="those whose name has this in it")
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.file is not None:
        print(json.dumps(opened(asked.file)), flush=True)
        os._exit(0)  # what is open needs no proper end
    too_much = 0
    for title, make in FILES.items():
        if asked.only in title:
            with tempfile.TemporaryDirectory() as folder:
                too_much += not is_small(title, make(Path(folder)))
    print(f"{too_much} too much")
    return min(too_much, 1)


if __name__ == "__main__":
    sys.exit(main())
