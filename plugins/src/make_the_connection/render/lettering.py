"""Words on lines of a drawing, where nothing else wraps them."""

BOLD, REGULAR = 1.0, 0.9
"""How broad letters of a weight are."""

# Of DejaVu Sans, broader than any other face that a reader is likely to have.
_THINNEST = frozenset(" iIíìîïÍÌÎÏjlĺ.,:;'’‘|!·")
_THIN = frozenset('ftr()[]{}-–/"“”„«»')
_BROAD = frozenset("mwMWŵẃẁẅŴẂẀẄ@%&—œŒæÆ")


def wrapped(text: str, width: int, size: int, weight: float = BOLD) -> tuple[str, ...]:
    """A text in lines no wider than `width`, in letters of `size`, both in units of the drawing.

    The face is the reader's own, so a broad one is reckoned with. A word that is longer than a line is broken.
    """
    most = width / size / weight
    lines: list[str] = []
    line = ""
    for word in (piece for written in text.split() for piece in _pieces(written, most)):
        longer = f"{line} {word}".strip()
        if line and _breadth(longer) > most:
            lines.append(line)
            longer = word
        line = longer
    return (*lines, line)


def _pieces(word: str, most: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and _breadth(pieces[-1] + letter) > most:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _breadth(text: str) -> float:
    """In the size of the letters."""
    return sum(_of_letter(letter) for letter in text)


def _of_letter(letter: str) -> float:
    if letter in _THINNEST:
        return 0.39
    if letter in _THIN:
        return 0.49
    if letter in _BROAD:
        return 1.1
    return 0.8 if letter.isupper() else 0.7
