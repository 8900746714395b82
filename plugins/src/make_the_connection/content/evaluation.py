"""Statements by which people weigh where they stand, as a content model declares them."""

from typing import Annotated

from pydantic import Field

from make_the_connection.content.declaration import Declaration, Name, Text


class LevelDeclaration(Declaration):
    """An answer to where one stands, and what it means."""

    label: Text
    explained: Text


class PathsDeclaration(Declaration):
    """What puts the statements in an order for some: the entries of a type, by a field of entries and reasons."""

    type: str
    field: str


class EvaluationDeclaration(Declaration):
    """Statements by which people weigh where they stand.

    `of`: the types whose entries are the statements, in this order; `asks`: their field with the question, else their
    title is the statement; `parts`: the types whose entries describe a statement, which they name in a field of theirs;
    `levels`: the answers, the lowest first; `leads_to`: the types whose entries a result leads on to.
    """

    label: Text
    of: Annotated[tuple[str, ...], Field(min_length=1)]
    asks: str | None = None
    parts: tuple[str, ...] = ()
    levels: dict[Name, LevelDeclaration] = Field(min_length=2)
    leads_to: tuple[str, ...] = ()
    paths: PathsDeclaration | None = None
