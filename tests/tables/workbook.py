"""Reads a workbook's cells back from its XML: what Excel itself would find, without Excel."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree as ET

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_EPOCH = date(1899, 12, 30)


class Workbook:
    """The parts of a workbook; sheets by their names."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        names = [sheet.get("name") for sheet in self._tree("xl/workbook.xml").iter(f"{_NS}sheet")]
        self.sheets = {name: self._rows(n) for n, name in enumerate(names, 1)}

    def xml(self, n: int) -> str:
        """Return the XML of the n-th sheet."""
        return self.parts[f"xl/worksheets/sheet{n}.xml"].decode()

    def table(self, name: str) -> list[dict[str, object]]:
        """Return the rows under the headings in row 2."""
        _, head, *rows = self.sheets[name]
        return [dict(zip(head, row, strict=True)) for row in rows]

    def _tree(self, part: str) -> ET.Element:
        return ET.fromstring(self.parts[part])

    def _rows(self, n: int) -> list[list[object]]:
        tree = self._tree(f"xl/worksheets/sheet{n}.xml")
        return [[self._cell(cell) for cell in row] for row in tree.iter(f"{_NS}row")]

    def _cell(self, cell: ET.Element) -> object:
        if cell.get("t") == "inlineStr":
            return "".join(cell.itertext())
        value = cell.find(f"{_NS}v")
        return None if value is None else float(value.text)


def day(number: float) -> date:
    """Return the day of a date cell."""
    return _EPOCH + timedelta(days=int(number))


def widths(xml: str) -> list[float]:
    """Return the widths of a sheet's columns, those of one width together."""
    return [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', xml)]
