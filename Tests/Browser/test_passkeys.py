"""Ann signs with a passkey of the browser's own authenticator, and the bundle of the order proves it: her answer signs
the digest of exactly the document that was sealed."""

import base64
import hashlib
import io
import json
import re
import socket
import urllib.request
import zipfile

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from selenium.webdriver.common.by import By
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions
from selenium.webdriver.support.wait import WebDriverWait

from conftest import WIDE_OFF, WIDE_ON, Demonstration, person_in
from people import ANN, PHYSIOTHERAPY, puts_in_basket
from visitor import COOKIE, PASSWORD


@pytest.fixture(scope="module")
def site(request, tmp_path_factory):
    """A demonstration under a name: for addresses in numbers browsers give no passkeys."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    demonstration = Demonstration(
        request.config.getoption("--program"), tmp_path_factory.mktemp("passkeys"),
        {"HOLDFAST_PUBLIC_URL": f"http://localhost:{port}"}, port)
    yield demonstration
    demonstration.close()


@pytest.fixture(name="ann")
def _ann(browser, site):
    visitor = person_in(WIDE_ON, browser, site)
    visitor.signs_in(ANN)
    yield visitor
    visitor.inspection.must_be_clean()


@pytest.fixture(name="authenticator", scope="module")
def _authenticator(browser):
    options = VirtualAuthenticatorOptions(
        protocol=VirtualAuthenticatorOptions.Protocol.CTAP2, transport=VirtualAuthenticatorOptions.Transport.INTERNAL,
        has_resident_key=True, has_user_verification=True, is_user_verified=True)
    browser.add_virtual_authenticator(options)
    yield browser
    browser.remove_virtual_authenticator()


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def bundle_of_this_order(visitor):
    link = visitor.driver.find_element(By.LINK_TEXT, "Download everything that proves it").get_attribute("href")
    cookie = visitor.driver.get_cookie(COOKIE)["value"]
    request = urllib.request.Request(link, headers={"Cookie": f"{COOKIE}={cookie}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


def test_a_passkey_is_added_and_named(ann, authenticator):
    ann.opens("/home")
    ann.follows("Your account, Ann Marsh")
    ann.follows("Change", about="passkeys")
    assert ann.heading() == "Your passkeys"
    ann.sees("You have none.")
    ann.types("What do you call it?", "My phone")
    ann.types("Your password", "not her password")
    ann.presses("Add a passkey")
    assert ann.problem_of("Your password") == "That is not your password"
    ann.types("Your password", PASSWORD)
    ann.presses("Add a passkey")
    ann.sees("Passkey added", "My phone", "Not used yet.")
    ann.looks("passkeys 01 added")


def test_ann_signs_with_it_and_the_bundle_proves_it(ann, authenticator, site, tmp_path):
    puts_in_basket(ann, "physiotherapy", PHYSIOTHERAPY)
    ann.opens("/checkout")
    ann.looks("passkeys 02 check and sign")
    ann.presses("Sign with your passkey")
    assert ann.heading() == "Sign with your passkey"
    ann.looks("passkeys 03 sign")
    ann.presses("Sign and order")
    assert re.fullmatch(r"/orders/[^/]+", ann.path), ann.words()[:500]
    ann.sees("Signed and ordered")
    content = bundle_of_this_order(ann)
    bundle = zipfile.ZipFile(io.BytesIO(content))
    said = json.loads(bundle.read("passkey.json"))
    client = json.loads(decoded(said["client_data"]))
    assert decoded(client["challenge"]) == hashlib.sha256(bundle.read("order.json")).digest()
    assert client["origin"] == said["origin"] == site.address
    # Checked by a library of others (ES256; libfido2 keeps the key as its two coordinates).
    assert said["algorithm"] == -7
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + decoded(said["public_key"]))
    signed = decoded(said["authenticator_data"]) + hashlib.sha256(decoded(said["client_data"])).digest()
    key.verify(decoded(said["signature"]), signed, ec.ECDSA(hashes.SHA256()))
    (tmp_path / "order.zip").write_bytes(content)
    answer = site.runs("orders", "verify", str(tmp_path / "order.zip"))
    assert (answer.returncode, answer.stderr) == (0, "")


def test_where_the_authenticator_does_not_know_her_nothing_is_ordered(ann, authenticator):
    puts_in_basket(ann, "physiotherapy", PHYSIOTHERAPY)
    ann.opens("/checkout")
    ann.presses("Sign with your passkey")
    authenticator.set_user_verified(False)
    try:
        ann.button("Sign and order").click()
        WebDriverWait(ann.driver, 20).until(lambda _: "Your passkey was not used." in ann.words())
    finally:
        authenticator.set_user_verified(True)
    ann.follows("Go back and use your password")
    assert ann.path == "/checkout"


def test_without_script_the_password_stays(browser, site):
    visitor = person_in(WIDE_OFF, browser, site)
    visitor.signs_in(ANN)
    visitor.opens("/checkout")
    visitor.does_not_see("Sign with your passkey")
    visitor.opens("/passkeys")
    visitor.sees("Your browser does not offer passkeys here.")
    visitor.follows("Remove", about="My phone")
    visitor.presses("Remove", about="My phone")
    assert visitor.problem_of("Your password") == "Enter your password"
    visitor.types("Your password", PASSWORD)
    visitor.presses("Remove", about="My phone")
    visitor.sees("Passkey removed", "You have none.")
    visitor.inspection.must_be_clean()
