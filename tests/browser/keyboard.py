"""A reader's hands and patience: what presses a button, what the focus looks like, and waiting for an answer."""

from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Locator, Page, expect

# More than any walk here needs; a control that is not reached by then is not reached at all.
STOPS = 150

Seen = TypeVar("Seen")
# How often a reader looks again, and how long they wait in between (ms).
LOOKS, PAUSE = 100, 50
# How many more looks a stop gets before what is wrong with it is believed.
SETTLING = 20

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
IS_FOCUSED = "element => element === document.activeElement"
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const name = (element.getAttribute("aria-label") || element.textContent).trim().replace(/\\s+/g, " ").slice(0, 60);
  const boxes = [...element.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  const shown = element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const inView = boxes.filter(box =>
    box.right > 0 && box.bottom > 0 && box.left < document.documentElement.clientWidth && box.top < innerHeight);
  const middle = box => [
    (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
    (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
  const uncovered = inView.some(box => {
    const top = document.elementFromPoint(...middle(box));
    return top && (element.contains(top) || top.contains(element));
  });
  const ring = ["", "::before", "::after"].some(part => {
    const style = getComputedStyle(element, part || null);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && !/, 0\\)$|^transparent$/.test(style.outlineColor) && (!part || style.content !== "none");
  });
  return {what: `<${element.localName} class="${element.className}"> ${name}`,
    trouble: [!shown && "is hidden", !boxes.length && "has no size",
      boxes.length && !inView.length && "is off the screen", inView.length && !uncovered && "is covered",
      !ring && "shows no focus"].filter(Boolean)};
}"""


def by_pointer(target: Locator) -> None:
    target.click()


def by_keyboard(target: Locator) -> None:
    tab_to(target)
    target.page.keyboard.press("Enter")


Hand = Callable[[Locator], None]


def tab_to(target: Locator, stops: int = STOPS) -> None:
    """Presses Tab until the target has the focus."""
    keyboard, element = target.page.keyboard, target.element_handle()
    for _ in range(stops):
        keyboard.press("Tab")
        if element.evaluate(IS_FOCUSED):
            return
    raise AssertionError(f"{stops} presses of Tab did not reach {target}")


def has_focus(target: Locator) -> bool:
    """Whether the target has the focus, or gets it while a reader waits for what a script answers."""
    try:
        expect(target).to_be_focused()
    except AssertionError:
        return False
    return True


def comes_to(page: Page, look: Callable[[Page], Seen], expected: Seen) -> None:
    """Looks at a page until it shows what is expected: scripts answer when they have what they need."""
    for _ in range(LOOKS):
        if look(page) == expected:
            return
        page.wait_for_timeout(PAUSE)
    assert look(page) == expected


def focused(page: Page) -> dict[str, Any] | None:
    """What has the focus (`what`) and what a reader would miss about it (`trouble`); None outside the page."""
    at = page.evaluate(FOCUS)
    for _ in range(SETTLING):
        if not at or not at["trouble"]:
            break
        # A busy browser draws later what it has scrolled to.
        page.evaluate(DRAWN)
        page.wait_for_timeout(PAUSE)
        at = page.evaluate(FOCUS)
    return at
