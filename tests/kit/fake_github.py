"""A small GitHub on loopback: the REST calls that collecting makes, and git itself over HTTP."""

import json
import os
import subprocess
import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

API = "/api/v3"
TOKEN = "the-token"


@dataclass
class Hosted:
    """A repository as the host sees it: the folder it lies in, and what it says of it."""

    folder: Path
    created_at: str = "2026-01-01T00:00:00Z"
    pushed_at: str = "2026-01-01T00:00:00Z"
    activity: list = field(default_factory=list)
    private: bool = False

    def pushed(self, commit, at, *, kind="push"):
        """Tell of a push as GitHub does: only when it came, whatever the commit says."""
        before = self.activity[0]["after"] if self.activity else "0" * 40
        told = {"before": before, "after": commit, "timestamp": at, "activity_type": kind}
        self.activity.insert(0, told)
        self.pushed_at = at


@dataclass
class Host:
    """What the server has, what it was asked, and how it fails: `failures` by part of a path."""

    repositories: dict = field(default_factory=dict)
    renamed: dict = field(default_factory=dict)
    failures: dict = field(default_factory=lambda: defaultdict(list))
    asked: list = field(default_factory=list)
    url: str = ""
    page: int = 2

    @property
    def environment(self):
        return {"GITHUB_SERVER_URL": self.url, "GITHUB_API_URL": self.url + API}


@contextmanager
def fake_github():
    """A running server; give its `environment` to what should take it for GitHub."""
    host = Host()
    handler = type("Handler", (_Handler,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    host.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    host: Host

    def log_message(self, *words):
        pass

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body):
        self.host.asked.append((self.path, dict(self.headers)))
        for part, failures in self.host.failures.items():
            if part in self.path and failures:
                failures.pop(0)(self)
                return
        for old, new in self.host.renamed.items():
            if f"/{old}" in self.path:
                self.send(301, b"{}", Location=self.host.url + self.path.replace(old, new))
                return
        parts = urlsplit(self.path)
        if parts.path.startswith(API):
            self.api(parts.path.removeprefix(API), parse_qs(parts.query))
        else:
            self.git(parts, body)

    def api(self, path, query):
        words = path.strip("/").split("/")
        if words[0] == "orgs":
            self.listed(words[1], int(query.get("page", ["1"])[0]), path)
            return
        name = "/".join(words[1:3])
        hosted = self.host.repositories.get(name)
        if hosted is None or not self.may_see(hosted):
            self.send(404, b'{"message": "Not Found"}')
        elif words[3:] == ["activity"]:
            self.send(200, json.dumps(hosted.activity).encode())
        else:
            self.send(200, json.dumps(_told(name, hosted)).encode())

    def listed(self, owner, page, path):
        names = [name for name in sorted(self.host.repositories) if name.startswith(f"{owner}/")]
        if not names:
            self.send(404, b"{}")
            return
        first = (page - 1) * self.host.page
        shown = names[first : first + self.host.page]
        more = first + self.host.page < len(names)
        following = f'<{self.host.url}{API}{path}?page={page + 1}>; rel="next"'
        data = json.dumps([_told(name, self.host.repositories[name]) for name in shown])
        self.send(200, data.encode(), Link=following if more else "")

    def may_see(self, hosted):
        said = self.headers.get("Authorization", "")
        return not hosted.private or said == f"Bearer {TOKEN}" or said.startswith("Basic ")

    def git(self, parts, body):
        name, _, rest = parts.path.strip("/").partition(".git/")
        hosted = self.host.repositories.get(name)
        if hosted is None or not self.may_see(hosted):
            self.send(401, b"", WWW_Authenticate='Basic realm="git"')
            return
        variables = {
            "GIT_PROJECT_ROOT": str(hosted.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": f"/{rest}",
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "PATH": os.environ["PATH"],
        }
        command = ["git", "http-backend"]
        done = subprocess.run(command, input=body, env=variables, capture_output=True)
        head, _, data = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self.send(int(fields.pop("Status", "200").split()[0]), data, **fields)

    def send(self, status, data, **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _told(name, hosted):
    return {
        "full_name": name,
        "created_at": hosted.created_at,
        "pushed_at": hosted.pushed_at,
        "default_branch": "main",
        "private": hosted.private,
    }


def hang_up(request):
    """Close the connection in the middle of an answer."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"00")


def answers(status, **fields):
    """Answer with an error."""
    return lambda request: request.send(status, b"{}", **fields)
