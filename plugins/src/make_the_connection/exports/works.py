"""Every work that can be cited, in the formats of reference managers, for readers of each language."""

from collections.abc import Callable, Mapping
from functools import partial

from make_the_connection.references import FORMATS, written
from make_the_connection.site import Site


def work_file(code: str, suffix: str) -> str:
    """The name of the file with all works for readers of a language."""
    return f"references.{code}.{suffix}"


def work_files(site: Site) -> Mapping[str, Callable[[], bytes]]:
    """What makes each file, by its name; none for a site without works."""
    codes = site.languages if site.works else ()
    return {work_file(code, suffix): partial(_all, site, code, suffix) for code in codes for suffix in FORMATS}


def _all(site: Site, code: str, suffix: str) -> bytes:
    processor = site.processor(code)
    return written(suffix, processor.listed(processor.works), processor).encode()
