"""Text in the LaTeX of BibTeX files: letters stay Unicode, what LaTeX would take for commands is escaped."""

import re
import unicodedata
from collections.abc import Mapping

_ESCAPES: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\N{NO-BREAK SPACE}": "~",
    **{character: f"\\{character}" for character in "&%$#_"},
}
"""BibTeX counts braces, escaped or not: they are written as words."""

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi "
    "psi omega"
)
_GREEK = dict(zip(_GREEK_NAMES.split(), "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_LOOKS = (
    "emph em it bf sc tt rm sf sl itshape bfseries scshape textit textbf textsc texttt textrm textsf textsl textup "
    "textnormal textmd text textsuperscript textsubscript underline uppercase lowercase MakeUppercase MakeLowercase "
    "mathrm mathit mathbf mathsf mathcal ensuremath mbox hbox url href nolinkurl noopsort protect relax small "
    "footnotesize large normalsize left right displaystyle ignorespaces nocase"
)
"""Commands for how a text looks: what they hold is all there is to say."""

_COMMANDS: Mapping[str, str] = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "'",
    "textendash": "–",
    "textemdash": "—",
    "textunderscore": "_",
    "textdollar": "$",
    "textellipsis": "…",
    "ldots": "…",
    "dots": "…",
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "i": "ı",
    "j": "ȷ",
    "copyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "pounds": "£",
    "textsterling": "£",
    "euro": "€",
    "texteuro": "€",
    "EUR": "€",
    "times": "×",
    "texttimes": "×",
    "pm": "±",
    "div": "÷",
    "cdot": "·",
    "sim": "~",
    "approx": "≈",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "rightarrow": "→",
    "to": "→",
    "infty": "∞",
    "degree": "°",
    "textdegree": "°",
    "textbullet": "•",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "guillemotleft": "«",
    "guillemotright": "»",
    "quotedblbase": "„",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquestiondown": "¿",
    "textexclamdown": "¡",
    "S": "§",
    "P": "¶",
    "varepsilon": "ε",
    "varphi": "φ",
    **_GREEK,
    **{name.capitalize(): letter.upper() for name, letter in _GREEK.items()},
    **dict.fromkeys(("newline", "linebreak", "par", "space", "quad", "qquad"), " "),
    **dict.fromkeys(_LOOKS.split(), ""),
}
_ACCENTS: Mapping[str, str] = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_TOKEN = re.compile(
    r"""\\(?P<accent>[`'^~=."]|[urHvdckb](?![A-Za-z]))\s*(?:\{\s*(?P<braced>\\[ij]|[^\W\d_])?\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))
    |\\(?P<command>[A-Za-z]+)(?:\{\}|\s+|(?=[^A-Za-z])|$)
    |\\(?P<character>.)
    |(?P<dash>---?)
    |(?P<opening>``)|(?P<closing>'')
    |(?P<tie>~)
    |(?P<brace>[{}$])""",
    re.VERBOSE | re.DOTALL,
)


def escaped(text: str) -> str:
    """A text as LaTeX; two hyphens stay two."""
    written = "".join(_ESCAPES.get(character, character) for character in text)
    return re.sub(r"-(?=-)", "-{}", written).replace("``", "`{}`").replace("''", "'{}'")


def unescaped(text: str) -> str:
    """LaTeX as text. A command that is not known stays as it is written, before what it holds."""
    return _TOKEN.sub(_read, text)


def unescaped_address(text: str) -> str:
    """An address or DOI as it is, from files that escape it and from those that do not."""
    bare = re.sub(r"\\url\s*(?=\{)", "", text)
    bare = re.sub(r"\\textasciitilde(\{\})?|\$\\sim\$|\\~(\{\})?", "~", bare)
    return re.sub(r"\\([&%$#_])", r"\1", bare).replace("{", "").replace("}", "").strip(" ")


def _read(match: re.Match[str]) -> str:
    if match["accent"]:
        letter = match["braced"] or match["bare"] or ""
        return unicodedata.normalize("NFC", letter.removeprefix("\\") + _ACCENTS[match["accent"]]) if letter else ""
    if match["command"]:
        held = match.string[match.end() : match.end() + 1] == "{"
        return _COMMANDS.get(match["command"], match[0] + " " if held else match[0])
    if match["character"]:
        return match["character"] if match["character"] in "&%$#_{} " else " " if match["character"] in "\\,;:" else ""
    if match["dash"]:
        return "—" if len(match["dash"]) == 3 else "–"
    if match["brace"]:
        return ""
    return "“" if match["opening"] else "”" if match["closing"] else "\N{NO-BREAK SPACE}"
