"""What is wrong with content, as data: a code, where, and the values that the sentence about it needs.

There is no prose here. The words for each code are in the language packs, one sentence and one way out per language.
"""

from make_the_connection.diagnostics.codes import CODES, PARITY, Severity
from make_the_connection.diagnostics.diagnostic import Diagnostic, Location, in_order, printable
from make_the_connection.diagnostics.values import from_values, in_values

__all__ = ["CODES", "PARITY", "Diagnostic", "Location", "Severity", "from_values", "in_order", "in_values", "printable"]
