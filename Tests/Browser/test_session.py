"""A session that ends takes nothing with it that somebody has typed."""

from people import ANN, PHYSIOTHERAPY, finds


def test_an_ended_session_keeps_the_form(visitor):
    visitor.signs_in(ANN)
    finds(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.types("How many?", "3")
    visitor.loses_the_session()
    visitor.presses("Add to basket")
    visitor.sees("Your session has ended", "What you typed is kept")
    visitor.looks("session 01 ended")
    visitor.fills_in_sign_in(ANN)
    visitor.sees("Carry on where you were")
    visitor.looks("session 02 carry on")
    visitor.presses("Carry on")
    visitor.sees("Added to your basket")
    visitor.opens("/basket")
    assert visitor.field("How many?").get_attribute("value") == "3"
    visitor.presses("Remove")
    visitor.presses("Sign out")
    visitor.sees("You are signed out")
    visitor.opens("/basket")
    assert visitor.path == "/sign-in"


def test_an_ended_session_comes_back_to_the_page(visitor):
    visitor.signs_in(ANN)
    visitor.loses_the_session()
    visitor.opens("/shop?q=physiotherapy&show=all")
    assert visitor.path == "/sign-in"
    visitor.fills_in_sign_in(ANN)
    assert visitor.driver.current_url.endswith("/shop?q=physiotherapy&show=all")
