"""A supplier's shop system works by programs alone, and schemathesis looks for what the description does not say."""

import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.request

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from conftest import Demonstration
from people import ANIL, ANN
from peers import Receiver, waits_for
from programs import Program, key_of, signed_in

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Benchmarks"))

from deliveries import LISTING, SUPPLIER, sign

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 300

# No schema can say which version is current, that a cursor is opaque, or that some values are looked up: why such a
# request was refused, `program_hooks.py` asks. All other checks are as they come, and none is left out.
CHECKS = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "400", "403", "404", "409", "412", "422"]
[checks.missing_required_header]
expected-statuses = ["428"]
"""


@pytest.fixture
def demonstration(request, tmp_path):
    """One for each test, so that none depends on what another did."""
    shop = Demonstration(
        request.config.getoption("--program"), tmp_path,
        {"HOLDFAST_PRIVATE_WEBHOOKS": "yes", "HOLDFAST_API_REQUESTS_PER_MINUTE": "1000000"})
    yield shop
    shop.close()


@pytest.fixture
def program(demonstration):
    return Program(demonstration.address, key_of(demonstration.address, SUPPLIER))


def orders(program, demonstration, quantity="1"):
    """A new order, as its program finds it in the list."""
    known = {item["id"] for item in program.reads("/orders?limit=100").json["items"]}
    holder = signed_in(demonstration.address, ANN)
    holder.submit(f"/listings/{LISTING}", "/basket/lines", quantity=quantity)
    holder.submit("/checkout", "/checkout/signature", password="holdfast demo")
    new, = (item for item in program.reads("/orders?limit=100").json["items"] if item["id"] not in known)
    return f"/orders/{new['id']}"


def test_the_description_is_valid(demonstration):
    with urllib.request.urlopen(demonstration.address + "/api/v1/openapi.json") as answer:
        description = json.load(answer)
    assert not list(OpenAPIV31SpecValidator(description).iter_errors())
    assert description["openapi"].startswith("3.1")


def test_an_order_goes_from_webhook_to_remittance(program, demonstration):
    receiver = Receiver()
    try:
        made = program.ask("POST", "/webhooks", {"address": receiver.address + "/orders"}, Idempotency_Key="hook")
        again = program.ask("POST", "/webhooks", {"address": receiver.address + "/orders"}, Idempotency_Key="hook")
        assert made.status == again.status == 201 and made.json["secret"] == again.json["secret"]
        path = orders(program, demonstration, quantity="2")
        (_, body), *_ = waits_for(lambda: receiver.to("orders"))
        assert f"/orders/{json.loads(body)['data']['order']}" == path
        hook = f"/webhooks/{made.json['id']}"
        sent = waits_for(lambda: [each for each in program.reads(hook + "/deliveries").json["items"]
                                  if each["status"] == "delivered"])
        assert sent[0]["attempts"][0]["status"] == 200 and sent[0]["type"] == "order.sent"
        assert program.ask("POST", f"{hook}/deliveries/{sent[0]['id']}/replay").status == 200
        waits_for(lambda: len(receiver.to("orders")) == 2)
        assert program.ask("PATCH", hook, {"status": "paused"}, If_Match=made.tag).json["status"] == "paused"
        assert program.ask("DELETE", hook, If_Match=made.tag).status == 412
        assert program.ask("DELETE", hook, If_Match=program.reads(hook).tag).status == 204
        assert program.reads(hook).status == 404
    finally:
        receiver.close()

    line = program.reads(path).json["lines"][0]["position"]
    taken = program.steps(path, "acceptance", {"units": [{"position": line, "units": 1}], "note": "One is ill."})
    assert taken.status == 200 and taken.json["lines"][0]["units"] == {"refused": 1, "to_come": 1}
    assert program.steps(path, "delivery", {"note": "The visit is done."}).json["status"] == "delivered"
    number = taken.json["number"]
    invoice = program.ask("POST", "/invoices", {
        "order": taken.json["id"], "number": f"I-{number}", "issuedOn": "2026-10-09",
        "lines": [{"position": line, "units": 1}]})
    assert invoice.status == 201 and invoice.json["status"] == "received"
    confirms(demonstration, number)
    assert program.reads(f"/invoices/{invoice.json['id']}").json["status"] == "matched"
    pays(demonstration, taken.json["id"])
    paid, = program.reads(f"/remittances?order={taken.json['id']}").json["items"]
    assert paid["amountPence"] == invoice.json["totalPence"] and paid["invoices"] == [f"I-{number}"]


def confirms(demonstration, number):
    """The customer says that it came."""
    holder = signed_in(demonstration.address, ANN)
    page = next(path for path in dict.fromkeys(re.findall(r'href="(/orders/[\w-]+)"', holder.page("/orders")))
                if number in holder.page(path))
    action = re.search(r'action="(/orders/[\w-]+/parts/[\w-]+/receipt)"', holder.page(page)).group(1)
    holder.submit(page, action)


def pays(demonstration, part):
    finance = signed_in(demonstration.address, ANIL)
    finance.submit("/payments", f"/payments/{part}", **{f"reference-{part}": "BACS 1", "reference": "BACS 1"})


def test_a_change_is_offered_an_order_declined_and_an_update_not_lost(program, demonstration):
    path = orders(program, demonstration)
    read = program.reads(path)
    line = read.json["lines"][0]
    offered = program.steps(path, "change", {"reason": "We are full that week.", "lines": [{
        "position": line["position"], "listing": line["listing"], "unitNetPence": line["unitNetPence"] - 100,
        "quantity": line["quantity"]}]})
    assert offered.status == 200 and offered.json["status"] == "change_offered", offered.text
    assert program.ask("POST", path + "/refusal", {"reason": "No."}, If_Match=read.tag).json["code"] == "version.old"
    assert program.ask("POST", path + "/refusal", {"reason": "No."}).status == 428
    other = orders(program, demonstration)
    declined = program.steps(other, "refusal", {"reason": "We do not come there any more."})
    assert declined.status == 200 and declined.json["deliverTo"]["address"] is None
    assert program.reads(other, If_None_Match=declined.tag).status == 304
    wrong = program.steps(other, "acceptance", {})
    assert (wrong.status, wrong.json["code"]) == (409, "supplier-order.not-possible")
    assert "#supplier-order.not-possible" in wrong.json["type"]


def test_a_page_of_a_list_stays_what_it_was_while_rows_come_in(program, demonstration):
    for _ in range(3):
        orders(program, demonstration)
    known = [item["id"] for item in program.reads("/orders").json["items"]]
    seen, path = [], "/orders?limit=1"
    while path:
        page = program.reads(path)
        seen += [item["id"] for item in page.json["items"]]
        if len(seen) == 1:
            orders(program, demonstration)
        link = page.headers["Link"]
        path = link and link[1:link.index(">")].removeprefix("/api/v1")
    assert seen == known, "what came meanwhile stands before the first page"
    assert program.reads("/orders?cursor=bm8").json["code"] == "request.cursor-broken"


def test_schemathesis_finds_no_server_error_and_no_undocumented_answer(program, demonstration, tmp_path):
    sign(demonstration.address)
    program.ask("POST", "/webhooks", {"address": "http://127.0.0.1:9/orders"})
    program.steps(orders(program, demonstration), "acceptance", {})
    (tmp_path / "schemathesis.toml").write_text(CHECKS)
    seed = os.environ.get("HOLDFAST_SEED", "6")
    told = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run",
         demonstration.address + "/api/v1/openapi.json", "--header", f"Authorization: Bearer {program.key}",
         "--phases", "examples,coverage,fuzzing,stateful", "--checks", "all", "--max-examples", "20", "--seed", seed,
         "--continue-on-failure", "--no-color"],
        cwd=tmp_path, env=os.environ | {"SCHEMATHESIS_HOOKS": str(HERE / "program_hooks.py")}, capture_output=True,
        text=True, timeout=SECONDS, check=False)
    generated = re.search(r"(\d+) generated", told.stdout)
    print(f"seed {seed}: {generated and generated.group(1)} cases")
    assert told.returncode == 0, told.stdout[-8000:] + told.stderr[-2000:]
    assert int(generated.group(1)) > 2_000
    assert "fault" not in demonstration.log.read_text()
