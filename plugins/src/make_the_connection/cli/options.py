"""Options that several commands have."""

import argparse
import datetime
from pathlib import Path


def add_config_file(parser: argparse.ArgumentParser) -> None:
    """Let a command be told which site it is about."""
    parser.add_argument(
        "-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="the site's mkdocs.yml (default: here)"
    )


def day(text: str) -> datetime.date:
    """A day as it is given to a command; raises `argparse.ArgumentTypeError`."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-21") from None
