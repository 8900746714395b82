"""What the steps after pages name without its being there."""

from collections.abc import Callable, Iterable, Iterator

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.following import StepAfterEntry
from make_the_connection.content.inspection import Mention, mentioned
from make_the_connection.content.model import Model, TypeDeclaration
from make_the_connection.content.model_names import not_one_of, unknown_type
from make_the_connection.content.text_source import read_text
from make_the_connection.content.yaml_source import Place, Positions, read_yaml
from make_the_connection.diagnostics import Diagnostic, Location


def wrong_steps(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    """The steps after entries that name what the model does not declare."""
    for key, declared in model.types.items():
        for number, step in enumerate(declared.next):
            yield from _wrong(step, declared, model, positions, ("types", key, "next", number))


def _wrong(
    step: StepAfterEntry, declared: TypeDeclaration, model: Model, positions: Positions, place: Place
) -> Iterator[Diagnostic]:
    if step.linked is not None and step.linked not in model.types:
        yield unknown_type(step.linked, model, positions, (*place, "linked"))
    parts = [part for block in declared.page for part in (block.section, block.id) if part]
    if step.section is not None and step.section not in parts:
        yield not_one_of("section", step.section, parts, positions, (*place, "section"))
    if step.like and not (declared.finder and declared.finder.like):
        yield Diagnostic.at(positions.key(*place, "like"), "missing-field", name="finder.like")


def unknown_pages(
    configuration: Configuration, model: Model, unknown: Callable[[Iterable[Mention]], Iterable[Diagnostic]]
) -> Iterator[Diagnostic]:
    """What is wrong with the pages that steps lead to and come after, each where the model names it."""
    file = configuration.options.model
    # The model's file is read once more where something is wrong, and not otherwise.
    if any(unknown(_named(model, Positions(file)))):
        document = read_yaml(read_text(configuration.root / file, file, []) or "", file, [])
        yield from unknown(_named(model, document.positions if document else Positions(file)))


def _named(model: Model, positions: Positions) -> Iterator[Mention]:
    for guide, steps in model.next.items():
        yield from _mention(f"guide:{guide}", positions.key("next", guide))
        for number, step in enumerate(steps):
            yield from _mention(step.to, positions.value("next", guide, number, "to"))
    for key, declared in model.types.items():
        for number, after in enumerate(declared.next):
            yield from _mention(after.to, positions.value("types", key, "next", number, "to"))


def _mention(to: str | None, location: Location) -> Iterator[Mention]:
    if to and (mention := mentioned(to, location)):
        yield mention
