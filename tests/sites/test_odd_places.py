"""The same sources make the same bytes wherever, whenever and by whomever they are built; a full disk is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from building import ORCHARD, ROOT, copied

DAY = str(1_795_000_000)
TEXTS = {".md", ".yml", ".po", ".html", ".css", ".bib"}
FULL = 20_000
"""The bytes that a file may have where nothing larger can be written: most pages are larger."""


def build(*command: str, mask: int = 0o022, **variables: str) -> subprocess.CompletedProcess[str]:
    """A build in these conditions."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": DAY, **variables}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", env=environment, umask=mask, check=False
    )


def built(source: Path, site: Path, mask: int = 0o022, **variables: str) -> dict[str, bytes]:
    """What a build without a cache makes."""
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(source / "mkdocs.yml"), "-d", str(site))
    done = build(*command, mask=mask, **variables)
    assert done.returncode == 0, done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_bytes_do_not_follow_from_folder_locale_time_zone_order_of_sets_mask_line_ends_or_rights(
    tmp_path: Path,
) -> None:
    usual = built(copied(ORCHARD, tmp_path / "source"), tmp_path / "site", PYTHONHASHSEED="1", TZ="UTC")
    source = copied(ORCHARD, tmp_path / "perllan y tŷ ŵ")
    for path in sorted(source.rglob("*")):
        if path.suffix in TEXTS:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        path.chmod(0o555 if path.is_dir() else 0o444)
    source.chmod(0o555)

    try:
        strange = {"LC_ALL": "C.UTF-8", "LANG": "cy_GB.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77"}
        odd = built(source, tmp_path / "y safle", 0o077, **strange)
    finally:
        for path in [source, *source.rglob("*")]:
            path.chmod(0o755)

    assert sorted(name for name in odd.keys() | usual.keys() if odd.get(name) != usual.get(name)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit that Windows has not")
def test_a_disk_that_takes_no_more_is_said_in_every_language_and_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    source, site = copied(ORCHARD, tmp_path / "source"), tmp_path / "published" / "site"
    site.mkdir(parents=True)
    for name in ("index.html", ".make-the-connection"):
        (site / name).write_text("the old site")
    # Python takes no notice of the signal, so that a write too many is an error like that of a full disk.
    limited = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); "
    limited += "os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
    script = ROOT / "scripts" / "build.py"
    command = (sys.executable, "-c", limited, str(FULL), str(script), "-f", str(source / "mkdocs.yml"), "-d", str(site))

    done = build(*command)

    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Eine Datei konnte nicht gelesen oder geschrieben werden: File too large" in said
    assert "Un fichier n’a pas pu être lu ou écrit\u00a0: File too large" in said
    assert "is as it was" in said
    assert "Traceback" not in said
    assert {path.name for path in site.iterdir()} == {"index.html", ".make-the-connection"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]
