"""What people are told: a decision by real mail, the link in it, one letter a day, and the way out without signing in.

The tests run in this order, on one demonstration for each way of looking.
"""

import random
import re
import sqlite3
import time
import urllib.request

import pytest

from conftest import Demonstration
from peers import Mailbox, waits_for
from people import AIR_CONDITIONER, ANN, JOANNA, TOM, puts_in_basket
from visitor import PASSWORD

WHY = "My flat is over 30 degrees in summer, and the heat makes my legs give way."
OUTCOME = "I want to keep walking from my chair to the kitchen and back."


@pytest.fixture(scope="module")
def peers(way, request, tmp_path_factory):
    mailbox = Mailbox()
    settings = {"HOLDFAST_SMTP": f"smtp://127.0.0.1:{mailbox.port}", "HOLDFAST_MAIL_FROM": "notices@holdfast.example"}
    program, folder = request.config.getoption("--program"), tmp_path_factory.mktemp(f"notices-{way}")

    def start():
        return Demonstration(program, folder, settings)

    # The first of them is started anew when it was killed.
    running = [start(), mailbox, start]
    yield running
    running[0].close()
    mailbox.close()


@pytest.fixture
def demonstration(peers):
    return peers[0]


@pytest.fixture
def mailbox(peers):
    return peers[1]


def letters_to(mailbox, who):
    return [letter for recipients, letter in mailbox.letters if who in recipients]


def text(letter):
    return letter.get_body(("plain",)).get_content()


def asks(visitor):
    puts_in_basket(visitor, "air conditioner", AIR_CONDITIONER, everything=True, supplier="Village Store Delivery")
    visitor.opens("/checkout")
    with visitor.at(AIR_CONDITIONER):
        visitor.chooses("What is it for?", OUTCOME)
        visitor.types("Why do you need it?", WHY)
    visitor.types("Your password", PASSWORD)
    visitor.presses("Sign and order")


def test_ann_chooses_what_we_tell_her(visitor):
    visitor.signs_in(ANN)
    visitor.follows("Notices")
    visitor.looks("ann 71 what we tell you")
    visitor.does_not_see("Text messages")
    visitor.chooses("Letters on paper")
    visitor.types("Postal address", "1 Elm Row")
    visitor.presses("Save")
    assert visitor.problem_of("Postal address").startswith("Write the address in two to")
    visitor.types("Postal address", "")
    visitor.looks("ann 72 what we tell you with error")
    visitor.chooses("E-mail")
    visitor.presses("Save")
    visitor.sees("It holds from the next thing that happens.")
    visitor.presses("Send copies", about="Tom Marsh")
    visitor.sees("Gets copies, once a day.")


def test_a_decision_comes_by_mail_and_its_link_asks_to_sign_in(visitor, mailbox):
    visitor.signs_in(ANN)
    asks(visitor)
    visitor.signs_in(JOANNA)
    visitor.follows("Ann Marsh", about="air conditioner")
    visitor.opens_part("Ask the holder first")
    visitor.types("Your question", "Which room is it for?")
    visitor.presses("Send the question")
    letter, = waits_for(lambda: letters_to(mailbox, ANN))
    assert re.fullmatch(r"Your order [0-9A-Z-]+: an answer is needed", letter["Subject"])
    assert letter["Message-ID"] and letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for secret in ("air", "conditioner", "Polar", "room", "Village", "£"):
        assert secret not in text(letter), secret
    link = re.search(r"http://\S+/notices/\S+", text(letter)).group()
    visitor.loses_the_session()
    visitor.opens(link[link.index("/notices/"):])
    visitor.fills_in_sign_in(ANN)
    visitor.sees("Which room is it for?")
    assert not letters_to(mailbox, TOM), "he has chosen one letter a day"


def test_tom_gets_one_letter_a_day_though_the_server_is_killed(visitor, peers):
    """What waits for Tom becomes due while the server is down; then it is killed again at any moment."""
    visitor.signs_in(TOM)
    visitor.follows("Notices")
    assert visitor.field("When, if once a day").get_attribute("value") == "8"
    running, mailbox, start = peers
    running.process.kill()
    running.process.wait()
    with sqlite3.connect(running.database) as base:
        due = base.execute(
            "UPDATE personal_notices SET due_at = 0 WHERE is_daily = 1 AND addressee = 'person:' || "
            "(SELECT id FROM people WHERE email = ?)", (TOM,)).rowcount
    assert due == 1
    for _ in range(2):
        killed = start()
        time.sleep(random.uniform(0, 0.4))
        killed.process.kill()
        killed.process.wait()
    peers[0] = start()
    letters = waits_for(lambda: letters_to(mailbox, TOM))
    time.sleep(1)
    letters = letters_to(mailbox, TOM)
    assert len({letter["Message-ID"] for letter in letters}) == 1 and len(letters) <= 3
    assert letters[0]["Subject"] == "Your daily summary: 1, 1 waiting for an answer"


def test_mail_programs_look_at_the_link_and_press_it(visitor, demonstration, mailbox):
    # The server came back on another port.
    known = letters_to(mailbox, ANN)[0]["List-Unsubscribe"].strip("<>")
    address = demonstration.address + known[known.index("/unsubscribe/"):]
    with urllib.request.urlopen(address) as answer:
        assert b"Stop e-mails about requests and decisions" in answer.read()
    visitor.opens(address[address.index("/unsubscribe/"):])
    visitor.looks("anybody 71 stop e-mails")
    post = urllib.request.Request(address, data=b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(post) as answer:
        assert b"You get no more" in answer.read()
    visitor.signs_in(ANN)
    visitor.opens("/account/notices")
    visitor.looks("ann 73 requests off")


def test_staff_print_what_goes_by_post(visitor, demonstration):
    visitor.signs_in(JOANNA)
    visitor.opens("/letters")
    visitor.sees("Every letter is in the post")
    visitor.looks("joanna 71 no letters")
    visitor.signs_in(ANN)
    visitor.follows("Notices")
    visitor.chooses("Letters on paper")
    visitor.presses("Save")
    with sqlite3.connect(demonstration.database) as base:
        base.execute(
            "INSERT INTO plan_notices (id, plan_id, plan_version, kind, reason, told_on, takes_effect, person_id, done) "
            "SELECT 'n-paper', p.id, p.version, 'suspend', 'Receipts are missing.', '2026-11-01', '2027-01-01', "
            "(SELECT id FROM people WHERE email = ?), 0 FROM plans p JOIN authorities a ON a.holder_id = p.holder_id "
            "JOIN people w ON w.id = a.person_id WHERE w.email = ? AND a.kind = 'self' AND p.status = 'in-force'",
            (JOANNA, ANN))
    visitor.signs_in(JOANNA)

    def is_there():
        visitor.opens("/letters")
        return "Ann Marsh" in visitor.words()

    waits_for(is_there)
    visitor.looks("joanna 72 a letter")
    visitor.opens("/letters/print")
    visitor.sees("The reason: Receipts are missing.", f"{demonstration.address}/account/notices")
    visitor.looks("joanna 73 on paper")
