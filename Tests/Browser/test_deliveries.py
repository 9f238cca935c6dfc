"""How orders reach suppliers besides the pages: real mail, real programs, and what becomes of those who cannot be
reached.

The tests run in this order, on one demonstration for each way of looking.
"""

import base64
import datetime
import json
import types
import urllib.request

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageVerifier, HTTPSignatureKeyResolver, InvalidSignature, algorithms)
from standardwebhooks import Webhook, WebhookVerificationError

from conftest import Demonstration
from peers import Mailbox, Receiver, waits_for
from people import ANIL, ANN, ERIN, PHYSIOTHERAPY, puts_in_basket
from visitor import PASSWORD

# What a program needs to check a webhook, by way and kind.
secrets = {}
PATIENCE = "0s,300ms,300ms,300ms,300ms,300ms,2s,2s,2s"
KINDS = ("ok", "500", "slow", "closed", "redirect", "410", "large")


@pytest.fixture(scope="module")
def peers(way, request, tmp_path_factory):
    mailbox, receiver = Mailbox(), Receiver()
    settings = {
        "HOLDFAST_SMTP": f"smtp://127.0.0.1:{mailbox.port}", "HOLDFAST_MAIL_FROM": "orders@holdfast.example",
        "HOLDFAST_RETRY_SCHEDULE": PATIENCE, "HOLDFAST_PRIVATE_WEBHOOKS": "yes", "HOLDFAST_DELIVERY_SECONDS": "1",
    }
    program = request.config.getoption("--program")
    running = Demonstration(program, tmp_path_factory.mktemp(f"deliveries-{way}"), settings)
    yield running, mailbox, receiver
    running.close()
    mailbox.close()
    receiver.close()


@pytest.fixture
def demonstration(peers):
    return peers[0]


@pytest.fixture
def mailbox(peers):
    return peers[1]


@pytest.fixture
def receiver(peers):
    return peers[2]


def signs(visitor):
    visitor.signs_in(ANN)
    puts_in_basket(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.opens("/checkout")
    visitor.types("Your password", PASSWORD)
    visitor.presses("Sign and order")


def test_erin_says_where_else_her_orders_go(visitor, way, receiver):
    visitor.signs_in(ERIN)
    visitor.opens("/supplier/channels")
    visitor.looks("erin 61 how orders reach you")
    visitor.types("Address of your program", "ftp://example")
    visitor.presses("Add webhook")
    assert visitor.problem_of("Address of your program").startswith("Enter the address of a program")
    for kind in KINDS:
        visitor.opens("/supplier/channels")
        visitor.types("Address of your program", f"{receiver.address}/{kind}")
        visitor.presses("Add webhook")
        visitor.sees("It is not shown again", "whsec_")
        secrets[str(way), kind] = next(word for word in visitor.words().split() if word.startswith("whsec_"))
    visitor.looks("erin 62 a new webhook")


def test_an_order_reaches_everybody_who_can_be_reached(visitor, way, mailbox, receiver):
    signs(visitor)
    (headers, body), = waits_for(lambda: receiver.to("ok"))
    told = Webhook(secrets[str(way), "ok"]).verify(body, {name.lower(): value for name, value in headers.items()})
    assert told["type"] == "order.sent"
    recipients, letter = waits_for(lambda: mailbox.letters)[0]
    assert told["data"]["number"] in letter["Subject"]
    assert "a new order" in letter["Subject"] and "hysio" not in letter["Subject"]
    for part in ("plain", "html"):
        assert told["data"]["url"] in letter.get_body((part,)).get_content()
    assert letter["Message-ID"] and letter["Date"]


def test_a_webhook_that_was_changed_or_kept_too_long_is_not_ours(way, receiver):
    (headers, body), = receiver.to("ok")
    headers = {name.lower(): value for name, value in headers.items()}
    hook = Webhook(secrets[str(way), "ok"])
    later = str(int(headers["webhook-timestamp"]) - int(datetime.timedelta(minutes=6).total_seconds()))
    changed = json.dumps({**json.loads(body), "type": "order.cancelled"})
    for wrong_headers, wrong_body in (
        ({**headers, "webhook-timestamp": later}, body), ({**headers, "webhook-id": "msg_other"}, body),
        (headers, changed),
    ):
        with pytest.raises(WebhookVerificationError):
            hook.verify(wrong_body, wrong_headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secrets[str(way), "500"]).verify(body, headers)


class PublishedKeys(HTTPSignatureKeyResolver):
    """The installation's keys, as anybody can fetch them."""

    def __init__(self, address):
        with urllib.request.urlopen(f"{address}/.well-known/jwks.json") as answer:
            self.keys = {key["kid"]: key["x"] for key in json.load(answer)["keys"]}

    def resolve_public_key(self, key_id):
        return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(self.keys[key_id] + "=="))


def test_a_webhook_is_signed_with_the_key_that_the_shop_publishes(demonstration, receiver):
    (headers, body), = receiver.to("ok")
    verifier = HTTPMessageVerifier(
        signature_algorithm=algorithms.ED25519, key_resolver=PublishedKeys(demonstration.address))
    post = types.SimpleNamespace(method="POST", url=f"{receiver.address}/ok", headers=dict(headers))
    result, = verifier.verify(post, body=body)
    covered = {name.strip('"') for name in result.covered_components}
    assert covered >= {"@method", "@target-uri", "content-digest", "webhook-id", "webhook-timestamp"}
    for changed in ({"url": f"{receiver.address}/500"}, {"headers": {**headers, "webhook-id": "msg_other"}}):
        with pytest.raises(InvalidSignature):
            verifier.verify(types.SimpleNamespace(**{**vars(post), **changed}), body=body)
    with pytest.raises(InvalidSignature):
        verifier.verify(post, body=body + b" ")


def test_whoever_fails_is_tried_again_under_the_same_identifier(receiver):
    for kind in ("500", "slow", "closed", "redirect"):
        tries = waits_for(lambda: len(receiver.to(kind)) >= 3 and receiver.to(kind))
        assert len({headers["webhook-id"] for headers, _ in tries}) == 1
    assert len(receiver.to("410")) == 1, "who says 410 is left alone"
    assert not receiver.to("GET elsewhere") and not receiver.to("elsewhere"), "nobody is led elsewhere"
    receiver.mended.add("500")
    count = len(receiver.to("500"))
    waits_for(lambda: len(receiver.to("500")) > count)


def test_erin_sees_what_arrived_and_has_it_sent_again(visitor, receiver):
    visitor.signs_in(ERIN)
    visitor.opens("/supplier/channels")
    visitor.sees("it answered that it wants nothing any more")
    visitor.opens("/supplier/deliveries")
    visitor.sees("Arrived", "Did not arrive", "(410)")
    visitor.looks("erin 63 what was sent", keyboard=False)
    visitor.presses("Send again", about=f"{receiver.address}/ok")
    visitor.sees("It is on its way again")
    first, again = waits_for(lambda: len(receiver.to("ok")) > 1 and receiver.to("ok"))
    assert first[0]["webhook-id"] == again[0]["webhook-id"]


def test_nobody_is_telephoned_whom_another_way_has_reached(visitor):
    visitor.signs_in(ANIL)
    visitor.opens("/deliveries")
    visitor.sees("Everything that was sent has arrived, or is on its way")
    visitor.looks("anil 61 nobody to telephone")


def removes(visitor, receiver, kind):
    visitor.opens("/supplier/channels")
    visitor.follows("Change", about=f"{receiver.address}/{kind}")
    visitor.presses("Remove")


def test_whom_nothing_reaches_somebody_telephones(visitor, mailbox, receiver):
    visitor.signs_in(ERIN)
    for kind in KINDS:
        if kind not in ("closed", "500"):
            removes(visitor, receiver, kind)
    receiver.mended.discard("500")
    mailbox.refuses = "550 no such box"
    mailbox.letters.clear()
    signs(visitor)
    visitor.signs_in(ANIL)

    def is_told():
        visitor.opens("/deliveries")
        return "Trent" in visitor.words()

    waits_for(is_told)
    visitor.looks("anil 62 suppliers to telephone")
    visitor.follows("See to it")
    visitor.looks("anil 63 one to telephone")
    visitor.presses("Note the call")
    assert visitor.problem_of("Whom did you speak to, and what did they say?").startswith("Say whom")
    visitor.types("Whom did you speak to, and what did they say?", "Spoke to Pat, who will look at the order today.")
    visitor.presses("Note the call")
    visitor.sees("Everything that was sent has arrived")
    assert not mailbox.letters
