"""Names whose parts are not marked as such: particles are the words in small letters."""


def small_before(words: list[str]) -> int:
    """How many words in small letters stand before a family name."""
    return next((place for place, word in enumerate(words) if not word[:1].islower()), 0)


def small_after(words: list[str]) -> int:
    """How many words in small letters stand after a given name."""
    return small_before(words[::-1])


def person(family: str, given: str, suffix: str) -> dict[str, str]:
    """A person; or a body, where there is a family name alone."""
    if not given and not suffix:
        return {"literal": family} if family else {}
    last, first = family.split(" "), given.split(" ")
    before, after = small_before(last), small_after(first)
    return named(
        {
            "family": " ".join(last[before:]),
            "given": " ".join(first[: len(first) - after]),
            "dropping-particle": " ".join(first[len(first) - after :]),
            "non-dropping-particle": " ".join(last[:before]),
            "suffix": suffix,
        }
    )


def named(parts: dict[str, str]) -> dict[str, str]:
    """A name without the parts that it has not."""
    return {part: text for part, text in parts.items() if text}


def is_rest(name: str) -> bool:
    """Whether it stands for the names that a list leaves out."""
    return name.strip(" .,").casefold() in {"et al", "others", "and others"}
