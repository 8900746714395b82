"""The command line: `make-the-connection`."""

from make_the_connection.cli.main import main

__all__ = ["main"]
