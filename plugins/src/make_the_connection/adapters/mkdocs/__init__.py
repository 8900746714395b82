"""The MkDocs plugin: options, events of a few lines, mounting, reporting. The only place that imports MkDocs."""

from make_the_connection import garbage

with garbage.left_alone():
    from make_the_connection.adapters.mkdocs import plugin

__all__ = ["plugin"]
