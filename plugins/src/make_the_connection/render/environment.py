"""The templates of this package."""

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup


class _Plain(Context):
    """Calls a function with what the template gives it. None of ours asks for the context, as Jinja looks each time."""

    def call(
        self,
        obj: Callable[..., object],
        /,
        *arguments: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: object,
    ) -> object:
        return obj(*arguments, **named)


class _Environment(Environment):
    context_class = _Plain


@cache
def environment(package: str = "make_the_connection.render") -> Environment:
    """What makes HTML of the templates of a package."""
    return _Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compile_templates() -> None:
    """Make every template of this package ready."""
    for name in environment().list_templates():
        environment().get_template(name)


def rendered(template: str, /, **values: object) -> Markup:
    """A template of this package with these values."""
    return Markup(environment().get_template(template).render(**values))  # noqa: S704 - autoescaped


def part(template: str, macro: str, /, *arguments: object) -> Markup:
    """What a macro of a template of this package makes of these arguments."""
    return Markup(getattr(environment().get_template(template).module, macro)(*arguments).strip())  # noqa: S704 - autoescaped
