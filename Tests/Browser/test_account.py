"""Harry sees where he is signed in, ends what he does not know, and changes his password."""

import pytest

from people import ANIL, ERIN, HARRY
from visitor import COOKIE, PASSWORD

NEW = "a quiet seaweed bay"


@pytest.fixture
def demonstration(way, demonstrations):
    """Its own, because a password changes."""
    return demonstrations(f"account-{way}")


def sessions_elsewhere(visitor, count):
    """As many sessions as there are devices."""
    for _ in range(count):
        visitor.driver.delete_cookie(COOKIE)
        visitor.opens("/sign-in")
        visitor.fills_in_sign_in(HARRY)


def test_he_sees_where_he_is_signed_in_and_ends_the_others(visitor):
    sessions_elsewhere(visitor, 2)
    visitor.follows("Your account, Harbhajan Singh Gill")
    assert visitor.heading() == "Your account"
    visitor.sees("You sign in with", HARRY, "In 2 places")
    visitor.looks("account 01 own account")
    visitor.follows("Look")
    assert visitor.heading() == "Where you are signed in"
    visitor.sees("Here: Chrome on Linux", "after 60 minutes", "Something you do not know?")
    visitor.looks("account 02 sign-ins")
    visitor.presses("Sign out there")
    visitor.sees("Signed out there", "Nowhere else.")
    sessions_elsewhere(visitor, 2)
    visitor.opens("/account/sign-ins")
    visitor.presses("Sign out everywhere else")
    visitor.sees("Nowhere else.")


def test_a_password_that_many_use_is_not_taken_and_a_good_one_is(visitor):
    visitor.signs_in(HARRY)
    visitor.opens("/.well-known/change-password")
    assert visitor.heading() == "Change your password"
    visitor.types("The password that you have", "not his password")
    visitor.types("New password", NEW)
    visitor.presses("Change password")
    assert visitor.problem_of("The password that you have") == "That is not your password"
    for weak, problem in [
        ("short", "Choose a password of at least 10 characters"),
        ("Password123!", "Many people use a password like this one, so it would be tried first. Choose another"),
        ("harbhajangill1", "This is mostly your name, your address or the name of this service. Choose another"),
    ]:
        visitor.types("The password that you have", PASSWORD)
        visitor.types("New password", weak)
        visitor.presses("Change password")
        assert visitor.problem_of("New password") == problem
    visitor.looks("account 03 password with errors")
    visitor.types("The password that you have", PASSWORD)
    visitor.types("New password", NEW)
    visitor.presses("Change password")
    assert visitor.path == "/account"
    visitor.sees("Password changed", "Everywhere else you are signed out.", "Only here")
    visitor.presses("Sign out")
    visitor.fills_in_sign_in(HARRY)
    visitor.sees("E-mail address or password is not right")
    visitor.fills_in_sign_in(HARRY, NEW)
    assert visitor.path == "/home"


def test_whoever_guesses_waits(visitor):
    visitor.driver.delete_all_cookies()
    visitor.opens("/sign-in")
    for _ in range(5):
        visitor.fills_in_sign_in(ANIL, "a wrong password")
        visitor.sees("E-mail address or password is not right")
    visitor.fills_in_sign_in(ANIL, "a wrong password")
    visitor.sees("Too many tries. Wait", "or use a browser with which you have signed in before")
    visitor.looks("account 04 too many tries")


def test_staff_and_suppliers_have_an_account_page_too(visitor):
    for who in (ERIN, ANIL):
        visitor.signs_in(who)
        visitor.opens("/account")
        visitor.sees(who, "Only here")
        visitor.looks(f"account 05 of {who.split('@')[1].split('.')[0]}")
