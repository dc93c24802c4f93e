"""As much of GitHub's REST API as collecting needs: which repositories there are, and pushes."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import msgspec

from autograder.collecting.record import State
from autograder.harmless import short

_T = TypeVar("_T")
_REFUSED = (401, 403, 404, 410, 451)
_MOST = 32 << 20  # bytes of an answer
_PAGES = 1000
_AGENT = "torch-kata-collect"


class HostError(Exception):
    """What a host did not give, in one sentence."""

    def __init__(self, state: State, said: str) -> None:
        super().__init__(said)
        self.state = state


class Repo(msgspec.Struct, frozen=True):
    """What GitHub says of a repository."""

    full_name: str
    created_at: datetime
    default_branch: str = ""
    pushed_at: datetime | None = None


class Activity(msgspec.Struct, frozen=True):
    """A change of a branch: from which commit to which, and when GitHub was told."""

    before: str
    after: str
    timestamp: datetime
    activity_type: str = ""


@dataclass(frozen=True)
class Answer:
    """The bytes of an answer, and where the next page is."""

    data: bytes
    following: str = ""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows renamed repositories, and never carries the token to another host."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if origin(newurl) != origin(req.full_url):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(frozen=True, kw_only=True)
class GitHub:
    """A GitHub, by default the one that the environment names; raises HostError throughout.

    `wait` sleeps for some seconds and says whether to go on; `patience` is how long a limit of
    requests is waited for, `tries` how often what failed is asked.
    """

    server: str = "https://github.com"
    api: str = "https://api.github.com"
    token: str = field(default="", repr=False)
    wait: Callable[[float], bool]
    tries: int = 4
    patience: float = 900.0
    seconds: float = 30.0

    def repositories(self, owner: str) -> Iterator[Repo]:
        """All repositories of an organisation, or else of a user, that the token may see."""
        path = f"/orgs/{quote(owner, safe='')}/repos?per_page=100&type=all"
        try:
            yield from self._pages(path, list[Repo])
        except HostError as error:
            if error.state is not State.NO_ACCESS:
                raise
            path = f"/users/{quote(owner, safe='')}/repos?per_page=100&type=all"
            yield from self._pages(path, list[Repo])

    def repository(self, name: str) -> Repo:
        """One repository, also under a name that it had before."""
        return _decoded(self._get(f"{self.api}/repos/{quote(name)}").data, Repo)

    def activity(self, name: str, branch: str) -> Iterator[Activity]:
        """The pushes to a branch and its other changes, the newest first."""
        ref = quote(f"refs/heads/{branch}", safe="")
        path = f"/repos/{quote(name)}/activity?per_page=100&ref={ref}"
        yield from self._pages(path, list[Activity])

    def _pages(self, path: str, kind: type[list[_T]]) -> Iterator[_T]:
        url = self.api + path
        for _ in range(_PAGES):
            answer = self._get(url)
            yield from _decoded(answer.data, kind)
            url = answer.following
            if not url or origin(url) != origin(self.api):
                return

    def _get(self, url: str) -> Answer:
        """What is at an address: asked again where the network fails, later where told to wait."""
        said = ""
        for number in range(self.tries):
            try:
                return self._ask(url)
            except urllib.error.HTTPError as error:
                error.close()
                pause = _asked_to_wait(dict(error.headers), error.code, time.time())
                if pause is None and error.code in _REFUSED:
                    raise HostError(State.NO_ACCESS, self._refusal(error.code)) from error
                if pause is not None and pause > self.patience:
                    raise HostError(State.NOT_FETCHED, self._limited(pause)) from error
                said = f"GitHub answers {error.code}"
            except (OSError, HTTPException, ValueError) as error:
                pause, said = None, f"GitHub cannot be reached: {short(str(error))}"
            if not self.wait(2.0**number if pause is None else pause):
                break
        raise HostError(State.NOT_FETCHED, said)

    def _ask(self, url: str) -> Answer:
        headers = {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": _AGENT,
        }
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the host that is named
        opener = urllib.request.build_opener(_SameHost)
        with opener.open(request, timeout=self.seconds) as answer:
            data = answer.read(_MOST + 1)
            if len(data) > _MOST:
                raise ValueError("the answer is too long")
            if len(data) < int(answer.headers.get("Content-Length") or 0):
                raise ValueError("the answer was cut off")
            return Answer(data, _following(answer.headers.get("Link", "")))

    def _refusal(self, code: int) -> str:
        if code == 401:
            return "GitHub refuses the token in GITHUB_TOKEN; it may have expired."
        if not self.token:
            return "GitHub shows it to nobody without a token: set GITHUB_TOKEN."
        return "It is not there, or the token in GITHUB_TOKEN may not read it."

    def _limited(self, pause: float) -> str:
        more = "" if self.token else " With a token in GITHUB_TOKEN many more are allowed."
        return f"GitHub allows no more requests for {pause / 60:.0f} minutes.{more}"


def github_of(environment: Mapping[str, str], wait: Callable[[float], bool], tries: int) -> GitHub:
    """The GitHub of an environment, as Actions sets it, with the token there."""
    server = environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    other = f"{server}/api/v3" if server != "https://github.com" else "https://api.github.com"
    api = environment.get("GITHUB_API_URL", other).rstrip("/")
    token = environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or ""
    return GitHub(server=server, api=api, token=token.strip(), wait=wait, tries=tries)


def origin(url: str) -> tuple[str, str]:
    """The scheme and host of an address: who is sent a token."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _decoded(data: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        said = "GitHub answers something else than it should"
        raise HostError(State.NOT_FETCHED, said) from error


def _asked_to_wait(headers: Mapping[str, str], code: int, now: float) -> float | None:
    """How many seconds an answer asks to wait; None where it is no matter of a limit."""
    if code not in (403, 429):
        return None
    told = {name.casefold(): value for name, value in headers.items()}
    after, left = told.get("retry-after", ""), told.get("x-ratelimit-remaining", "")
    if after.isdigit():
        return float(after)
    reset = told.get("x-ratelimit-reset", "")
    if left == "0" and reset.isdigit():
        return max(1.0, float(reset) - now + 1.0)
    return 60.0 if code == 429 else None


def _following(link: str) -> str:
    """The next page in a header like `<https://...>; rel="next", <...>; rel="last"`."""
    for part in link.split(","):
        address, _, relation = part.partition(";")
        if 'rel="next"' in relation:
            return address.strip().strip("<>")
    return ""
