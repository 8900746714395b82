"""What earlier runs worked out, kept in a folder that is safe to delete."""

from make_the_connection.cache.program import contents, program
from make_the_connection.cache.seen import seen, settled
from make_the_connection.cache.store import FOLDER, Store, digest

__all__ = ["FOLDER", "Store", "contents", "digest", "program", "seen", "settled"]
