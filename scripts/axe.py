"""What is asked of axe-core: by the tests in a browser, on samples, and by access.py, on every page."""

from __future__ import annotations

from environment import ROOT

AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
# All that WCAG 2.2 asks for at level AA, and what axe's makers advise beyond it.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
STANDARDS = {"type": "tag", "values": list(TAGS)}
# All that can differ between one scheme and the other.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN_AXE = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
  return found.violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target.join(" ")}: ${node.html}`));
}"""
# What is folded away is also read, so it is also judged.
OPEN_EVERYTHING = "() => document.querySelectorAll('details').forEach(details => { details.open = true; })"
