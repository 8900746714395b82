"""How addresses on the web are asked, of a server on this machine that answers in every way there is."""

import email.utils
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from asking import Answer, Asker, Reply, agent_of, encoded, retry_after

AGENT = "Garden-links/1 (+https://garden.example/)"
Answering = Callable[["Handler"], None]


@dataclass
class Web:
    """What a server says at each path, and what it was asked: method, path and name of who asks, with when (s)."""

    base: str = ""
    paths: dict[str, Answering] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)

    def of(self, path: str) -> list[str]:
        return [method for method, each in self.asked if each == path]


class Handler(BaseHTTPRequestHandler):
    web: Web

    def do_GET(self) -> None:
        self.web.asked.append((self.command, self.path))
        self.web.agents.add(self.headers["User-Agent"])
        self.web.times.append(time.monotonic())
        self.web.paths.get(self.path, says(404))(self)

    do_HEAD = do_GET  # noqa: N815 - the server looks for this name

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def says(status: int, body: str = "", **headers: str) -> Answering:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        if handler.command == "GET":
            handler.wfile.write(body.encode())

    return answer


def in_turn(*answers: Answering) -> Answering:
    left = list(answers)

    def answer(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


def only_get(answer: Answering) -> Answering:
    return lambda handler: (answer if handler.command == "GET" else says(405))(handler)


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    handler = type("Answering", (Handler,), {"web": made})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    made.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def asker(slept: list[float]) -> Asker:
    return Asker(AGENT, pause=0, timeout=5, sleep=slept.append)


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("status", "seen", "gone"), [(200, True, False), (404, False, True), (410, False, True), (403, False, False)]
    )
    def test_is_the_status_of_the_page(self, status: int, seen: bool, gone: bool, web: Web, asker: Asker) -> None:
        web.paths["/a"] = says(status)
        answer = asker.ask(f"{web.base}/a")
        assert (answer, answer.seen, answer.gone) == (Answer(status), seen, gone)

    def test_takes_one_question_where_there_is_something(self, web: Web, asker: Asker) -> None:
        web.paths["/a"] = says(200)
        asker.ask(f"{web.base}/a#part")
        assert web.asked == [("GET", "/robots.txt"), ("HEAD", "/a")]

    def test_of_a_host_that_knows_no_head_is_asked_for_again(self, web: Web, asker: Asker) -> None:
        web.paths["/a"] = only_get(says(200, "something"))
        assert asker.ask(f"{web.base}/a").seen
        assert web.of("/a") == ["HEAD", "GET"]

    def test_says_where_a_page_has_moved_for_good(self, web: Web, asker: Asker) -> None:
        web.paths |= {"/a": says(301, Location="/b"), "/b": says(308, Location=f"{web.base}/c"), "/c": says(200)}
        assert asker.ask(f"{web.base}/a") == Answer(200, f"{web.base}/c")

    def test_says_nothing_of_a_way_round_that_is_not_for_good(self, web: Web, asker: Asker) -> None:
        web.paths |= {"/a": says(302, Location="/b"), "/b": says(301, Location="/c"), "/c": says(200)}
        assert asker.ask(f"{web.base}/a") == Answer(200)

    def test_says_nothing_of_a_new_place_where_nothing_is(self, web: Web, asker: Asker) -> None:
        web.paths["/a"] = says(301, Location="/b")
        assert asker.ask(f"{web.base}/a") == Answer(404)

    def test_ends_where_a_way_goes_in_a_circle(self, web: Web, asker: Asker) -> None:
        web.paths |= {"/a": says(301, Location="/b"), "/b": says(301, Location="/a")}
        assert asker.ask(f"{web.base}/a") == Answer("loop")

    def test_follows_no_way_out_of_the_web(self, web: Web, asker: Asker) -> None:
        web.paths["/a"] = says(301, Location="file:///etc/passwd")
        assert asker.ask(f"{web.base}/a") == Answer("broken")

    def test_is_a_word_where_nobody_answers_in_time(self, web: Web) -> None:
        web.paths["/a"] = lambda _: time.sleep(0.5)
        assert Asker(AGENT, pause=0, timeout=0.1).ask(f"{web.base}/a") == Answer("timeout")

    def test_is_a_word_where_the_door_is_shut(self, asker: Asker) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        assert asker.ask(f"http://127.0.0.1:{port}/") == Answer("refused")

    def test_is_a_word_where_there_is_no_such_host(self, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
        def nobody(*_: object, **__: object) -> None:
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", nobody)
        answer = asker.ask("http://nobody.invalid/")
        assert (answer, answer.gone) == (Answer("no-host"), True)

    @pytest.mark.parametrize("address", ["http://127.0.0.1:1x/", "http://[/"])
    def test_is_a_word_where_the_address_is_none(self, address: str, asker: Asker) -> None:
        assert asker.ask(address) == Answer("broken")


class TestABusyHost:
    def test_is_waited_for_as_long_as_it_says(self, web: Web, asker: Asker, slept: list[float]) -> None:
        web.paths["/a"] = in_turn(says(429, Retry_After="7"), says(200))
        assert asker.ask(f"{web.base}/a").seen
        assert [round(seconds) for seconds in slept] == [7]

    def test_is_waited_for_longer_each_time_where_it_does_not_say(
        self, web: Web, asker: Asker, slept: list[float]
    ) -> None:
        web.paths["/a"] = in_turn(says(503), says(503), says(200))
        assert asker.ask(f"{web.base}/a").seen
        assert slept == [10, 20]

    def test_is_left_in_peace_after_three_questions(self, web: Web, asker: Asker) -> None:
        web.paths["/a"] = says(429, Retry_After="1")
        answer = asker.ask(f"{web.base}/a")
        assert (answer, answer.gone) == (Answer(429), False)
        assert web.of("/a") == ["HEAD"] * 3

    def test_is_left_in_peace_at_once_where_it_asks_for_long(self, web: Web, asker: Asker, slept: list[float]) -> None:
        web.paths["/a"] = says(503, Retry_After="86400")
        assert asker.ask(f"{web.base}/a") == Answer(503)
        assert (web.of("/a"), slept) == (["HEAD"], [])

    def test_may_say_until_when(self) -> None:
        later = email.utils.formatdate(time.time() + 60, usegmt=True)
        assert 50 < retry_after(Reply(429, {"retry-after": later}), 1) <= 60
        assert retry_after(Reply(429, {"retry-after": "soon"}), 1) == 1


class TestRobots:
    def test_are_heeded_and_read_once(self, web: Web, asker: Asker) -> None:
        web.paths |= {"/robots.txt": says(200, "User-agent: *\nDisallow: /no"), "/yes": says(200), "/no": says(200)}
        assert [asker.ask(f"{web.base}/{name}").answer for name in ("yes", "no", "no")] == [200, "robots", "robots"]
        assert (web.of("/robots.txt"), web.of("/no")) == (["GET"], [])

    def test_are_heeded_where_they_mean_this_one(self, web: Web, asker: Asker) -> None:
        web.paths |= {"/robots.txt": says(200, "User-agent: garden-links\nDisallow: /"), "/a": says(200)}
        assert asker.ask(f"{web.base}/a") == Answer("robots")

    def test_are_looked_for_where_they_have_moved(self, web: Web, asker: Asker) -> None:
        web.paths |= {"/robots.txt": says(301, Location="/r"), "/r": says(200, "User-agent: *\nDisallow: /")}
        assert asker.ask(f"{web.base}/a") == Answer("robots")

    def test_that_cannot_be_read_forbid_everything(self, web: Web, asker: Asker) -> None:
        web.paths |= {"/robots.txt": says(500), "/a": says(200)}
        assert asker.ask(f"{web.base}/a") == Answer("robots")

    def test_may_ask_for_more_time_between_questions(self, web: Web, asker: Asker, slept: list[float]) -> None:
        web.paths |= {"/robots.txt": says(200, "User-agent: *\nCrawl-delay: 9\nDisallow:"), "/a": says(200)}
        asker.ask(f"{web.base}/a")
        assert [round(seconds) for seconds in slept] == [9]


class TestTheOneWhoAsks:
    def test_says_who_it_is(self, web: Web, asker: Asker) -> None:
        asker.ask(f"{web.base}/a")
        assert web.agents == {AGENT}

    def test_pauses_between_two_questions_of_one_host(self, web: Web) -> None:
        Asker(AGENT, pause=0.1, timeout=5).ask(f"{web.base}/a")
        gaps = [later - earlier for earlier, later in zip(web.times, web.times[1:], strict=False)]
        assert len(gaps) == 2
        assert min(gaps) >= 0.1

    def test_asks_one_thing_at_a_time_of_one_host(self, web: Web) -> None:
        at_once, most = [0], [0]

        def counted(handler: Handler) -> None:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
            time.sleep(0.02)
            at_once[0] -= 1
            says(200)(handler)

        web.paths |= {f"/{number}": counted for number in range(4)}
        asker = Asker(AGENT, pause=0, timeout=5)
        threads = [threading.Thread(target=asker.ask, args=(f"{web.base}/{number}",)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(web.asked), most) == (5, [1])

    def test_is_named_by_the_project_alone(self) -> None:
        assert agent_of("Obstgarten am Mühlbach", "https://orchard.example/") == (
            "Obstgarten-am-M-hlbach-links/1 (+https://orchard.example/)"
        )
        assert agent_of("", None) == "site-links/1"

    def test_sends_addresses_as_bytes(self) -> None:
        assert encoded("https://gŵyl.example/tŷ bach?ŵ=%C5%B5#rhan") == (
            "https://xn--gyl-b2a.example/t%C5%B7%20bach?%C5%B5=%C5%B5"
        )
