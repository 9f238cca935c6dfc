"""A supplier's program: its key, and what it asks."""

import json
import pathlib
import re
import sys
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Benchmarks"))

from files import Site

SCOPES = ["listings-read", "listings-write", "stock-write", "orders-read", "orders-write", "invoices-read",
          "invoices-write", "remittances-read", "webhooks-read", "webhooks-write", "files-exchange"]


def signed_in(address, email):
    site = Site(address)
    site.submit("/sign-in", "/sign-in", email=email, password="holdfast demo")
    return site


def key_of(address, email, scopes=SCOPES):
    """A new key of somebody's, for these scopes."""
    chosen = {f"scope-{scope}": "yes" for scope in scopes}
    page = signed_in(address, email).submit("/supplier/keys", "/supplier/keys", name="A program", password="holdfast demo",
        **chosen)
    return re.search(r"<code>(hf_[\w-]+)</code>", page).group(1)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.text = status, headers, body.decode()

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def tag(self):
        return self.headers["ETag"]


class Program:
    """Asks with a key; what it is told is kept as it came."""

    def __init__(self, address, key):
        self.root, self.key = address + "/api/v1", key

    def ask(self, method, path, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, method=method)
        request.add_header("Authorization", f"Bearer {self.key}")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.headers, answer.read())

    def reads(self, path, **headers):
        return self.ask("GET", path, **headers)

    def steps(self, path, place, body, **headers):
        """Does something with what it has just read."""
        return self.ask("POST", f"{path}/{place}", body, If_Match=self.reads(path).tag, **headers)
