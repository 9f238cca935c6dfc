"""Two accounting programs that know nothing of Holdfast check its books, and come to the same balances.

The books are those of the demonstration with some orders on top, made over HTTP without a browser: signed, declined,
cancelled, accepted, delivered, confirmed and paid.
"""

import html.parser
import http.cookiejar
import pathlib
import re
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request

import pytest
from beancount import loader
from beancount.core import data

from conftest import Demonstration
from people import ANN, ERIN, JOANNA
from visitor import PASSWORD

GROUPS = {
    "cash": "assets", "supplier_receivable": "assets", "payable": "liabilities", "in_transit": "liabilities",
    "disputed": "liabilities", "write_off": "expenses",
}
DEBIT_NORMAL = {"cash", "supplier_receivable", "write_off"}


class Forms(html.parser.HTMLParser):
    """The forms of a page with their fields as they stand, and its links."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.links, self._open = [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._open = (attrs.get("action"), {})
            self.forms.append(self._open)
        elif tag == "a":
            self.links.append(attrs.get("href", ""))
        elif tag == "input" and self._open and attrs.get("name"):
            if attrs.get("type") not in ("radio", "checkbox") or "checked" in attrs:
                self._open[1][attrs["name"]] = attrs.get("value", "on")
        elif tag == "textarea" and self._open and attrs.get("name"):
            self._open[1][attrs["name"]] = ""


class Person:
    """Somebody who is signed in, and fills in forms."""

    def __init__(self, address, email):
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.page = ""
        self.opens("/sign-in")
        self.sends("/sign-in", email=email, password=PASSWORD)

    def opens(self, path):
        with self.opener.open(self.address + path, timeout=30) as answer:
            self.page = answer.read().decode()
            self.path = answer.url.removeprefix(self.address)
        return Forms(self.page)

    def sends(self, action, **fields):
        found = [form for form in Forms(self.page).forms if re.fullmatch(action, form[0] or "")]
        assert found, f"no form to {action} on {self.path}: {[form[0] for form in Forms(self.page).forms]}"
        body = urllib.parse.urlencode(found[0][1] | fields).encode()
        request = urllib.request.Request(
            self.address + found[0][0], body, headers={"Origin": self.address})
        with self.opener.open(request, timeout=30) as answer:
            self.page = answer.read().decode()
            self.path = answer.url.removeprefix(self.address)

    def follows(self, pattern):
        links = [link for link in Forms(self.page).links if re.fullmatch(pattern, link)]
        assert links, f"no link {pattern} on {self.path}"
        return self.opens(links[0])


def orders(person, words):
    """Finds something, signs for it, and gives the address of the order."""
    person.opens("/shop?q=" + urllib.parse.quote(words))
    person.follows(r"/listings/[^/]+")
    person.sends("/basket/lines")
    person.opens("/checkout")
    person.sends("/checkout/signature", password=PASSWORD, agree="on")
    assert re.match(r"/orders/[^/?]+", person.path), person.path
    return person.path.split("?")[0]


@pytest.fixture(scope="module")
def books(request, tmp_path_factory):
    """A demonstration whose server still runs, with orders in several states."""
    folder = tmp_path_factory.mktemp("peers")
    demonstration = Demonstration(request.config.getoption("--program"), folder)
    try:
        ann = Person(demonstration.address, ANN)
        erin = Person(demonstration.address, ERIN)
        placed = [orders(ann, "physiotherapy") for _ in range(3)]
        erin.opens("/supplier/orders")
        waiting = [link for link in Forms(erin.page).links if re.fullmatch(r"/supplier/orders/[^/?]+", link)]
        assert len(waiting) == 3
        for number, link in enumerate(waiting):
            erin.opens(link)
            if number == 0:
                erin.sends(r".*/refusal", reason="=1+1, fully booked")
                continue
            erin.sends(r".*/acceptance")
            erin.opens(link)
            if number == 2:
                erin.sends(r".*/delivery")
        for order in placed:
            ann.opens(order)
            if [form for form in Forms(ann.page).forms if re.fullmatch(r".*/receipt", form[0] or "")]:
                ann.sends(r".*/receipt")
        joanna = Person(demonstration.address, JOANNA)
        joanna.opens("/payments")
        form = next(form for form in Forms(joanna.page).forms if re.fullmatch(r"/payments/[^/]+", form[0] or ""))
        reference = next(name for name in form[1] if name.startswith("reference"))
        joanna.sends(form[0], **{reference: "BACS-17; \"quoted\", =1"})
        yield demonstration
    finally:
        demonstration.close()


def exported(books, folder, form, *more):
    answer = books.runs("ledger", "export", "--format", form, *more)
    assert answer.returncode == 0, answer.stderr
    file = folder / f"books.{form}"
    file.write_text(answer.stdout)
    return file


def stored(books):
    """Debits less credits in pence of each account, as the product stores them."""
    database = sqlite3.connect(f"file:{books.database}?mode=ro", uri=True)
    rows = database.execute("SELECT id, kind, balance_pence FROM ledger_accounts").fetchall()
    database.close()
    return {code: pence if kind in DEBIT_NORMAL else -pence for code, kind, pence in rows}


def hledger(file, *words):
    return subprocess.run(
        ["hledger", "-f", str(file), *words], capture_output=True, text=True, timeout=60, check=False)


def test_there_is_something_of_every_kind(books):
    database = sqlite3.connect(f"file:{books.database}?mode=ro", uri=True)
    codes = {code for code, in database.execute("SELECT DISTINCT code FROM ledger_entries")}
    database.close()
    assert {"HOLD", "RELEASE", "COMMIT", "MATCH", "PAY_SENT", "PAY_OK"} <= codes
    assert books.runs("ledger", "verify").returncode == 0


def test_hledger_finds_nothing_wrong_and_the_same_balances(books, tmp_path):
    file = exported(books, tmp_path, "hledger")
    checked = hledger(file, "check", "--strict")
    assert (checked.returncode, checked.stderr) == (0, "")
    listed = hledger(file, "balance", "--flat", "--empty", "--no-total", "--no-elide", "--output-format", "csv")
    assert listed.returncode == 0, listed.stderr
    found = {}
    for line in listed.stdout.splitlines()[1:]:
        name, amount = [cell.strip('"') for cell in line.split('","')]
        found[name] = round(float(amount.removesuffix(" GBP")) * 100)
    expected = {}
    for code, pence in stored(books).items():
        board, kind, *rest = code.split(":")
        expected[":".join([GROUPS.get(kind, "equity"), board, kind, *rest])] = pence
    assert found == expected


def test_hledger_would_notice_a_wrong_balance(books, tmp_path):
    file = exported(books, tmp_path, "hledger")
    text = file.read_text()
    first = re.search(r"  (\d+\.\d\d) GBP\n", text)
    file.write_text(text[:first.start(1)] + "9" + text[first.start(1):])
    assert hledger(file, "check", "--strict").returncode != 0


def test_beancount_finds_nothing_wrong_and_the_same_balances(books, tmp_path):
    file = exported(books, tmp_path, "beancount")
    program = pathlib.Path(sys.executable).with_name("bean-check")
    checked = subprocess.run([program, file], capture_output=True, text=True, timeout=120, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    entries, errors, _ = loader.load_file(str(file))
    assert not errors
    codes = {entry.account: entry.meta["code"] for entry in entries if isinstance(entry, data.Open)}
    found = dict.fromkeys(codes.values(), 0)
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                found[codes[posting.account]] += int(posting.units.number * 100)
    assert found == stored(books)


@pytest.mark.parametrize("form", ["hledger", "beancount"])
def test_parts_of_the_books_are_sound_too(books, tmp_path, form):
    today = sqlite3.connect(f"file:{books.database}?mode=ro", uri=True).execute(
        "SELECT MAX(effective_on) FROM ledger_entries").fetchone()[0]
    for more in (["--commissioner", "TAD"], ["--from", today], ["--to", today], ["--account", "TAD:available"]):
        file = exported(books, tmp_path, form, *more)
        if form == "hledger":
            checked = hledger(file, "check", "--strict")
            assert (checked.returncode, checked.stderr) == (0, ""), more
        else:
            assert loader.load_file(str(file))[1] == [], more
