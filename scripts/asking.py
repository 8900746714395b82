"""Asks addresses on the web whether they answer, as a guest: one question at a time of each host, and a pause after it.

`robots.txt` is heeded (RFC 9309), and so is `Retry-After` (RFC 9110, 10.2.3). Nothing that is sent is kept.
"""

import email.utils
import http.client
import re
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

MOST_HOPS = 6
MOST_TRIES = 3
MOST_BYTES = 512_000
"""Of a `robots.txt` or an answer of the archive; RFC 9309 asks for 500 KiB at least."""
MOST_DELAY = 30.0
"""Seconds between two questions that a `robots.txt` may ask for; whoever wants more is asked that often."""
PERMANENT, FOLLOWED = {301, 308}, {301, 302, 303, 307, 308}
BUSY = {429, 503}


class Answer(NamedTuple):
    """How an address answered: a status of HTTP, or in its place a word for why there is none.

    The words: `robots` (it asks not to be asked), `timeout`, `refused`, `no-host`, `tls`, `loop`, `broken`.
    `moved_to` is where it has gone for good, if all steps of the way there are for good.
    """

    answer: int | str
    moved_to: str = ""

    @property
    def seen(self) -> bool:
        return isinstance(self.answer, int) and 200 <= self.answer < 300

    @property
    def gone(self) -> bool:
        """Whether it is known that nobody finds anything there: not where a host may only be shy of machines."""
        return self.answer in {404, 410, "no-host"}


class Reply(NamedTuple):
    """What came back of one question. The names of `headers` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class _Unfollowed(urllib.request.HTTPErrorProcessor):
    """Gives every reply as it is: what to do about its status is decided here."""

    def http_response(self, _: urllib.request.Request, response: http.client.HTTPResponse) -> http.client.HTTPResponse:
        return response

    https_response = http_response  # type: ignore[assignment]


@dataclass
class _Host:
    """Whose turn it is at a host, when it was last asked (s), how long to wait then (s), and what it allows."""

    pause: float
    turn: threading.Lock = field(default_factory=threading.Lock)
    asking: threading.Lock = field(default_factory=threading.Lock)
    last: float = float("-inf")
    robots: RobotFileParser | None = None


@dataclass
class Asker:
    """Asks under a name (`agent`, as in `a-site-links/1 (+https://…)`). All times are in seconds.

    `patience` is the longest that a busy host is waited for.
    """

    agent: str
    pause: float = 2.0
    timeout: float = 20.0
    patience: float = 120.0
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Begin with no host known."""
        self._hosts: dict[str, _Host] = {}
        self._known = threading.Lock()
        self._opener = urllib.request.build_opener(_Unfollowed())

    def ask(self, address: str) -> Answer:
        """How an address answers, after at most six steps from one to the next. Raises nothing."""
        here, for_good, moved_to = address, True, ""
        for _ in range(MOST_HOPS):
            try:
                if not self._allowed(here):
                    return Answer("robots", moved_to)
                reply = self._answer(here)
            except (OSError, http.client.HTTPException, ValueError) as error:
                return Answer(_word(error), moved_to)
            target = reply.headers.get("location", "")
            if reply.status not in FOLLOWED or not target:
                return Answer(reply.status, moved_to if 200 <= reply.status < 300 else "")
            here = urljoin(here, target)
            if urlsplit(here).scheme not in {"http", "https"}:
                return Answer("broken")
            for_good = for_good and reply.status in PERMANENT
            moved_to = here if for_good else moved_to
        return Answer("loop")

    def fetch(self, address: str) -> bytes:
        """What an address holds, for an interface; empty where it does not answer. Raises nothing."""
        with suppress(OSError, http.client.HTTPException, ValueError):
            reply = self._patiently("GET", address)
            if reply.status == 200:
                return reply.body
        return b""

    def _answer(self, address: str) -> Reply:
        reply = self._patiently("HEAD", address)
        # Not every host knows HEAD, and some say that there is nothing where there is.
        if reply.status >= 400 and reply.status not in BUSY:
            reply = self._patiently("GET", address)
        return reply

    def _patiently(self, method: str, address: str) -> Reply:
        reply = self._request(method, address)
        for tried in range(1, MOST_TRIES):
            wait = retry_after(reply, tried * 10.0) if reply.status in BUSY else None
            if wait is None or wait > self.patience:
                break
            self.sleep(wait)
            reply = self._request(method, address)
        return reply

    def _request(self, method: str, address: str) -> Reply:
        host = self._host(address)
        with host.turn:
            wait = host.last + host.pause - time.monotonic()
            if wait > 0:
                self.sleep(wait)
            try:
                request = urllib.request.Request(  # noqa: S310 - `ask` takes http and https alone
                    encoded(address), method=method, headers={"User-Agent": self.agent, "Accept": "*/*"}
                )
                with self._opener.open(request, timeout=self.timeout) as response:
                    headers = {name.lower(): value for name, value in response.headers.items()}
                    return Reply(response.status, headers, response.read(MOST_BYTES) if method == "GET" else b"")
            finally:
                host.last = time.monotonic()

    def _host(self, address: str) -> _Host:
        with self._known:
            return self._hosts.setdefault(urlsplit(address).netloc.lower(), _Host(self.pause))

    def _allowed(self, address: str) -> bool:
        host = self._host(address)
        with host.asking:
            if host.robots is None:
                host.robots = self._robots(address)
                delay = host.robots.crawl_delay(self.agent)
                host.pause = max(host.pause, min(float(delay or 0), MOST_DELAY))
        return host.robots.can_fetch(self.agent, encoded(address))

    def _robots(self, address: str) -> RobotFileParser:
        """What a host allows. Without such a file all is allowed; where the host fails to say, nothing."""
        robots = RobotFileParser()
        reply, place = Reply(302, {"location": "/robots.txt"}), address
        for _ in range(MOST_HOPS):
            if reply.status in FOLLOWED and "location" in reply.headers:
                place = urljoin(place, reply.headers["location"])
                reply = self._patiently("GET", place)
        if reply.status < 300:
            robots.parse(reply.body.decode("utf-8", errors="replace").splitlines())
        elif reply.status < 500 and reply.status not in BUSY:
            robots.parse([])
        else:
            robots.parse(["User-agent: *", "Disallow: /"])
        return robots


def retry_after(reply: Reply, otherwise: float) -> float:
    """The seconds that a reply asks to be waited, as a number or as a day and time; `otherwise` if it does not say."""
    text = reply.headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    with suppress(ValueError, TypeError):
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    return otherwise


def encoded(address: str) -> str:
    """An address as it is sent: letters beyond ASCII by their bytes, in the name of the host as IDNA has them."""
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(text, safe="%/:=&?~+!$,;'@()*[]") for text in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _word(error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    kinds = (
        (TimeoutError, "timeout"),
        (ConnectionRefusedError, "refused"),
        (socket.gaierror, "no-host"),
        (ssl.SSLError, "tls"),
    )
    return next((word for kind, word in kinds if isinstance(reason, kind)), "broken")


def agent_of(title: str, address: str | None) -> str:
    """The name to ask under: the project’s, and where it can be looked up, if that is known."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-") or "site"
    return f"{name}-links/1" + (f" (+{encoded(address)})" if address else "")
