"""Mail servers as they are: with TLS from the start or after STARTTLS, with a password, and wrong ones."""

import pathlib
import sqlite3
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Benchmarks"))

import deliveries
from peers import Mailbox, waits_for

SUPPLIERS = "enquiries@trent-neuro-physio.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """For mail.localhost, which leads to this machine."""
    path = tmp_path_factory.mktemp("certificate") / "mail.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=mail.localhost", "-addext", "subjectAltName=DNS:mail.localhost", "-keyout", str(path) + ".key",
         "-out", str(path) + ".crt"], check=True, capture_output=True)
    path.write_text(pathlib.Path(str(path) + ".key").read_text() + pathlib.Path(str(path) + ".crt").read_text())
    return path


def sends(request, folder, mailbox, scheme, password="secret", trusted=None):
    """An order, from a shop that knows the mail server so; what became of the first attempt."""
    (folder / "password").write_text(password + "\n")
    (folder / "password").chmod(0o600)
    settings = {
        "HOLDFAST_SMTP": f"{scheme}://shop@mail.localhost:{mailbox.port}", "HOLDFAST_MAIL_FROM": "orders@shop.example",
        "HOLDFAST_SMTP_PASSWORD_FILE": str(folder / "password"), "HOLDFAST_RETRY_SCHEDULE": "0s,1h",
    }
    if trusted:
        settings["HOLDFAST_CA_FILE"] = str(trusted)
    database = str(folder / "demo.db")
    server = deliveries.Server(request.config.getoption("--program"), database, "demo", settings)
    try:
        deliveries.sign(server.address)

        def attempt():
            with sqlite3.connect(database) as base:
                return base.execute("SELECT code, status FROM delivery_attempts").fetchone()

        return waits_for(attempt)
    finally:
        server.stop()


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_letter_goes_encrypted_and_with_the_password(request, tmp_path, certificate, scheme):
    mailbox = Mailbox(certificate, isImplicit=scheme == "smtps", password="secret")
    try:
        assert sends(request, tmp_path, mailbox, scheme, trusted=str(certificate) + ".crt") == ("answered", 250)
        (recipients, letter), = mailbox.letters
        assert recipients == [SUPPLIERS]
        order, = (part for part in letter.walk() if part.get_filename())
        assert order.get_filename().startswith("order-") and order.get_content_type() == "application/json"
        assert b"holdfast-supplier-order" in order.get_content()
    finally:
        mailbox.close()


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_server_that_nobody_vouches_for_gets_nothing(request, tmp_path, certificate, scheme):
    mailbox = Mailbox(certificate, isImplicit=scheme == "smtps", password="secret")
    try:
        assert sends(request, tmp_path, mailbox, scheme) == ("insecure", 0)
        assert not mailbox.letters
    finally:
        mailbox.close()


def test_a_mail_server_without_encryption_gets_neither_letter_nor_password(request, tmp_path):
    mailbox = Mailbox()
    try:
        assert sends(request, tmp_path, mailbox, "smtp") == ("insecure", 0)
        assert not mailbox.letters
    finally:
        mailbox.close()


def test_a_wrong_password_is_told_as_such(request, tmp_path, certificate):
    mailbox = Mailbox(certificate, password="secret")
    try:
        code, _ = sends(request, tmp_path, mailbox, "smtp", password="guess", trusted=str(certificate) + ".crt")
        assert code == "not-let-in"
        assert not mailbox.letters
    finally:
        mailbox.close()
