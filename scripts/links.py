"""Asks every address on the web that the site’s own files give whether it still answers, and keeps what it learns.

It is for a schedule and for editors, not for builds: nothing that it finds makes it fail. Hosts are asked side by side,
each of them one question at a time.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import environment
from environment import ROOT, Ticker, Trouble

if TYPE_CHECKING:
    from asking import Asker
    from link_record import Known
    from make_the_connection.site import Site

Places = Mapping[str, tuple[tuple[str, int], ...]]


def main(arguments: list[str] | None = None) -> int:
    environment.speak_plainly()
    options = parse(arguments)
    return environment.inside(lambda: run(options), tests=False, stopped="Stopped. What had been learnt is kept.")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Ask every address on the web that the site leads to.")
    parser.add_argument("-f", "--config-file", type=Path, default=ROOT / "mkdocs.yml", help="another site's mkdocs.yml")
    parser.add_argument("--list", action="store_true", help="say which addresses these are, and ask nobody")
    parser.add_argument("--record", type=Path, help="where it is kept (else links.yml beside mkdocs.yml)")
    parser.add_argument("--archive", metavar="URL", help="another archive than the Internet Archive's Wayback Machine")
    parser.add_argument("--no-archive", action="store_true", help="do not ask for archived copies")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between two questions of one host (else 2)")
    parser.add_argument("--timeout", type=float, default=20.0, help="seconds to wait for an answer (else 20)")
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, help="the day of the record (else today)")
    options = parser.parse_args(arguments)
    if options.pause < 0 or options.timeout <= 0:
        parser.error("--pause and --timeout are numbers of seconds")
    return options


def run(options: argparse.Namespace) -> int:
    from asking import Asker, agent_of
    from link_record import read_record, write_record
    from link_sources import addresses, files_of

    site = site_of(options.config_file)
    places = addresses(site.configuration.root, files_of(site))
    if options.list:
        for address, where in places.items():
            print(address, *(f"{path}:{line}" for path, line in where))
        return 0
    file = options.record or site.configuration.root / "links.yml"
    before = read_record(file)
    home = site.title("guide:home", next(iter(site.languages))).text if "home" in site.guides else ""
    agent = agent_of(home, site.configuration.address or site.configuration.options.repository)
    asker = Asker(agent, pause=options.pause, timeout=options.timeout)
    known = {address: before[address] for address in places if address in before}
    asking = Asking(asker, options, known)
    try:
        asking.all(places)
    finally:
        write_record(file, asking.known)
    told(places, asking.known)
    return 0


def site_of(config: Path) -> Site:
    from make_the_connection.api import load

    if not config.is_file():
        raise Trouble(f"There is no file {config}.")
    site = load(config).site
    if site is None:
        raise Trouble("The site cannot be read: make-the-connection check says why.")
    return site


class Asking:
    """One run over all addresses. `known` is what is known of each so far, and grows while it runs."""

    def __init__(self, asker: Asker, options: argparse.Namespace, known: Mapping[str, Known]) -> None:
        from link_record import ARCHIVE

        self.asker, self.known = asker, dict(known)
        self.archive = "" if options.no_archive else options.archive or ARCHIVE
        self.day: datetime.date = options.as_of or datetime.date.today()  # noqa: DTZ011 - the day where it is asked
        self._writing, self._stopped, self._ticker = threading.Lock(), threading.Event(), Ticker()

    def all(self, places: Iterable[str]) -> None:
        by_host: dict[str, list[str]] = defaultdict(list)
        for address in places:
            by_host[urlsplit(address).netloc].append(address)
        # The longest first: what is left at the end is short.
        hosts = sorted(by_host.values(), key=len, reverse=True)
        with ThreadPoolExecutor(max_workers=8) as pool:
            try:
                list(pool.map(self._host, hosts))
            except BaseException:
                self._stopped.set()
                raise
        self._ticker.clear()

    def _host(self, addresses: list[str]) -> None:
        for address in addresses:
            if not self._stopped.is_set():
                self._one(address)

    def _one(self, address: str) -> None:
        from link_record import Known, question, with_archive

        self._ticker.show(f"{len(self.known)} … {address}")
        known = self.known.get(address, Known()).told(self.asker.ask(address), self.day)
        # A copy is looked for once, and again where the page itself is not seen: there may be a later one.
        if self.archive and (not known.archived or known.seen != self.day.isoformat()):
            known = with_archive(known, self.asker.fetch(question(self.archive, address)))
        with self._writing:
            self.known[address] = known


def told(places: Places, known: Mapping[str, Known]) -> None:
    """A line for each place of an address that was not seen, or has moved; and how many of each kind there are."""
    number = {"seen": 0, "moved": 0, "gone": 0, "not seen": 0}
    for address, where in places.items():
        kind, words = kind_of(known[address])
        number[kind] += 1
        for path, line in where if words else ():
            print(f"{path}:{line}: {address} {words}")
    print(", ".join(f"{name} {count}" for name, count in number.items()))


def kind_of(known: Known) -> tuple[str, str]:
    """What an address is counted as, and what to say of it; nothing of one that is seen where it is."""
    from asking import Answer

    answer = Answer(known.answer, known.moved_to)
    if answer.seen:
        return ("moved", f"has moved for good to {known.moved_to}: lead there") if known.moved_to else ("seen", "")
    last = f"last seen on {known.seen}" if known.seen else "never seen here"
    copy = f"; archived on {known.archived_on}: {known.archived}" if known.archived else "; no archived copy is known"
    if answer.gone:
        return "gone", f"is gone ({known.answer}), {last}{copy}: lead elsewhere, or to the copy"
    return "not seen", f"did not let itself be seen ({known.answer}), {last}{copy}: look at it in a browser"


if __name__ == "__main__":
    sys.exit(main())
