"""JSON of many records, one a line: it can be compared and searched by lines, and is never in memory as a whole."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO


def json_lines(document: Mapping[str, object]) -> bytes:
    """A JSON object. Of a member that is no text and no object itself, each record is made, written and let go."""
    written = BytesIO()
    opening = "{"
    for name, value in document.items():
        written.write(f"{opening}\n{json.dumps(name)}: ".encode())
        if isinstance(value, Iterable) and not isinstance(value, (str, Mapping)):
            _write_list(written, value)
        else:
            written.write(_encoded(value))
        opening = ","
    written.write(b"\n}\n")
    return written.getvalue()


def _write_list(written: BytesIO, records: Iterable[object]) -> None:
    opening = b"["
    for record in records:
        written.write(opening + b"\n")
        written.write(_encoded(record))
        opening = b","
    written.write(b"[]" if opening == b"[" else b"\n]")


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
