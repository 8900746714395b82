"""The garden’s model with walks, which people can come to on a day."""

from pathlib import Path

WALK = """
  walk:
    label: {en: {one: walk, other: walks}, cy: {one: taith, other: taith, plural: teithiau}}
    folder: walks
    fields:
      dates: {kind: session, many: true, label: {en: Dates, cy: Dyddiadau}}
      booking: {kind: period, label: {en: Booking, cy: Archebu}}
    page:
      - facts: [dates, booking]
"""
MODEL = (Path(__file__).parent / "garden" / "model.yml").read_text(encoding="utf-8") + WALK
