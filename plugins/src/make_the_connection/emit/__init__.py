"""A whole site as plain Markdown with ordinary relative links, for any site generator. Writes no files."""

from make_the_connection.emit.tree import Emitted, emitted

__all__ = ["Emitted", "emitted"]
