"""Plans, VAT relief, people and policies, with what their forms say of mistakes: in all four ways.

Every test leaves the demonstration as it found it, because the four ways share one.
"""

from datetime import date, timedelta

import pytest

from people import (
    ANN, HARRY, HOIST, JOANNA, MEALS_LINE, PHYSIOTHERAPY, PHYSIOTHERAPY_LINE, finds, puts_in_basket)
from visitor import PASSWORD


@pytest.fixture
def looks(anybody):
    """Looks the page over; the keyboard goes the same way without scripts, so it is tried with them."""
    return lambda name: anybody.looks(f"pages {name}", keyboard=anybody.inspection.has_scripts)


def opens_person(visitor, name):
    visitor.signs_in(JOANNA)
    visitor.opens("/people")
    visitor.follows(name)


def copies_plan(visitor, name):
    opens_person(visitor, name)
    visitor.opens_part("Write a new version of the plan")
    visitor.chooses("A copy of version 1")
    visitor.presses("Begin the draft")
    return visitor.path


def changes_line(visitor, line, amount):
    visitor.follows(line)
    visitor.types("Amount each time", amount)
    visitor.presses("Save")


def types_day(visitor, group, day):
    """The three boxes of a day under one question."""
    path = f"//fieldset[legend[starts-with(normalize-space(.), '{group}')]]//input"
    for box, number in zip(visitor.driver.find_elements("xpath", path), (day.day, day.month, day.year), strict=True):
        box.clear()
        box.send_keys(str(number))


def test_the_plan_of_its_holder(anybody, looks):
    anybody.signs_in(ANN)
    anybody.opens("/plan")
    looks("ann plan")
    anybody.presses("Ask for a change")
    anybody.sees("There is a problem")
    assert anybody.problem_of("What should be different?")
    looks("ann plan with error")
    anybody.opens("/plan/easy")
    looks("ann plan easy")
    anybody.opens("/plan")
    anybody.follows(f"What happened on {PHYSIOTHERAPY_LINE}")
    assert anybody.heading() == PHYSIOTHERAPY_LINE
    looks("ann plan line")


def test_vat_relief(anybody, looks):
    anybody.signs_in(HARRY)
    anybody.opens("/relief")
    anybody.sees("Nothing is declared now")
    looks("harry relief none")
    finds(anybody, "stand-aid hoist", HOIST, supplier="Larkfield Beds and Posture")
    anybody.sees("£1,548.00 each with VAT, or £1,290.00 each without VAT")
    looks("harry listing with relief possible")
    anybody.follows("Read about VAT relief")
    anybody.presses("Declare")
    assert anybody.problem_of("The nature of the condition") == "Say what the condition is, in your own words"
    looks("harry relief with errors")
    anybody.types("The nature of the condition", "Parkinson’s disease")
    anybody.chooses("The goods are for my personal or domestic use")
    anybody.chooses("I make this declaration")
    anybody.presses("Declare")
    anybody.sees("You have declared VAT relief", "Parkinson’s disease")
    looks("harry relief declaration")
    anybody.opens("/relief")
    looks("harry relief")
    anybody.presses("Take it back")
    anybody.sees("Nothing is declared now", "Taken back")
    looks("harry relief taken back")


def test_when_a_line_of_the_basket_is_wanted(anybody, looks):
    anybody.signs_in(ANN)
    puts_in_basket(anybody, "physiotherapy", PHYSIOTHERAPY)
    anybody.opens("/basket")
    anybody.opens_part("When it comes and who pays")
    looks("ann basket arrangement")
    anybody.types("How often in all?", "often")
    anybody.presses("Save")
    assert anybody.problem_of("How often in all?").startswith("Enter how often in all, as a whole number")
    looks("ann basket arrangement with error")
    anybody.presses("Remove")
    anybody.sees("Your basket is empty")


def test_a_plan_that_is_proposed(anybody, looks):
    copies_plan(anybody, "Harbhajan Singh Gill")
    changes_line(anybody, MEALS_LINE, "210.00")
    anybody.follows("See what it does, and propose it")
    anybody.presses("Agree and propose it")
    proposed = anybody.path
    anybody.presses("Record the agreement")
    assert anybody.problem_of("Who agreed") == "Enter who agreed"
    looks("joanna proposed plan with errors")
    anybody.signs_in(HARRY)
    anybody.opens("/home")
    anybody.sees("A new plan waits for your agreement")
    anybody.opens("/plan/coming")
    looks("harry plan coming")
    anybody.presses("Ask for a change")
    assert anybody.path == "/plan/requests"
    assert anybody.heading() == "The new plan"
    looks("harry plan coming with error")
    anybody.signs_in(JOANNA)
    anybody.opens(proposed)
    anybody.opens_part("Take it back, or throw it away")
    looks("joanna proposed plan")
    anybody.presses("Throw it away")
    anybody.sees("Thrown away")


def test_a_person_and_what_they_may(anybody, looks):
    anybody.signs_in(JOANNA)
    anybody.opens("/people")
    looks("joanna people")
    opens_person(anybody, "Ann Marsh")
    anybody.opens_part("Write a new version of the plan")
    looks("joanna person")
    person = anybody.path
    anybody.opens(f"{person}/standing")
    looks("joanna standing")
    anybody.opens(f"{person}/authorities/new")
    anybody.presses("Save")
    assert anybody.problem_of("E-mail address of their account")
    looks("joanna new right with errors")


def test_a_draft_and_its_parts(anybody, looks):
    draft = copies_plan(anybody, "Ann Marsh")
    looks("joanna draft")
    anybody.follows(PHYSIOTHERAPY_LINE)
    looks("joanna draft line")
    anybody.types("Amount each time", "much")
    anybody.presses("Save")
    assert anybody.problem_of("Amount each time")
    looks("joanna draft line with error")
    for part in ("lines/new", "outcomes/new", "budgets/new", "head", "narrative", "risks", "competencies"):
        anybody.opens(f"{draft}/{part}")
        looks(f"joanna draft {part.replace('/', ' ')}")
    for part in ("outcomes/new", "budgets/new"):
        anybody.opens(f"{draft}/{part}")
        anybody.presses("Save")
        anybody.sees("There is a problem")
        looks(f"joanna draft {part.replace('/', ' ')} with errors")
    anybody.opens(draft)
    changes_line(anybody, PHYSIOTHERAPY_LINE, "250.00")
    anybody.opens(f"{draft}/reading")
    looks("joanna draft reading")
    anybody.opens(f"{draft}/effects")
    anybody.sees("It gives less than now, so notice is needed")
    looks("joanna effects of a cut")
    anybody.presses("Agree and propose it")
    anybody.sees("There is a problem", "Less is given, so people need notice")
    looks("joanna effects without notice")
    anybody.opens(f"{draft}/head")
    types_day(anybody, "From when this version counts", date.today() + timedelta(days=60))
    anybody.presses("Save")
    anybody.follows("See what it does, and propose it")
    anybody.presses("Agree and propose it")
    assert anybody.problem_of("Why less is given") == "Say why less is given; the person reads it"
    looks("joanna effects without reason")
    anybody.opens(draft)
    anybody.opens_part("Throw this draft away")
    anybody.presses("Throw the draft away")
    anybody.sees("Thrown away")


def test_steps_of_a_plan_in_force(anybody, looks):
    opens_person(anybody, "Ann Marsh")
    anybody.follows("Version 1")
    looks("joanna plan in force")
    plan = anybody.path
    anybody.follows("Suspend the plan")
    looks("joanna suspension")
    anybody.presses("See what happens")
    assert anybody.problem_of("Reason") == "Say why; the person reads it"
    looks("joanna suspension with errors")
    types_day(anybody, "Suspended from", date.today() + timedelta(days=60))
    anybody.types("Reason", "Ann asked for a break while she is in hospital.")
    anybody.presses("See what happens")
    anybody.sees("From that day nothing can be ordered")
    looks("joanna suspension shown")
    anybody.opens(f"{plan}/transfer")
    anybody.presses("See what happens")
    assert anybody.problem_of("From") == "Choose the line that gives"
    looks("joanna transfer with errors")
    anybody.chooses("From", "Getting out and about: £748.00 free, NHS Continuing Healthcare")
    anybody.chooses("To", "Employing people properly: £1,132.00 free, NHS Continuing Healthcare")
    anybody.types("How much", "10.00")
    anybody.types("Reason", "Payroll costs more than was thought.")
    anybody.presses("See what happens")
    anybody.sees("£738.00 then", "£1,142.00 then")
    looks("joanna transfer shown")
    for step in ("addition", "end"):
        anybody.opens(f"{plan}/{step}")
        looks(f"joanna {step}")


def test_the_policy_and_its_draft(anybody, looks):
    has_ordered(anybody)
    anybody.signs_in(JOANNA)
    anybody.opens("/policy")
    looks("joanna policy")
    anybody.presses("Start a draft")
    looks("joanna policy draft")
    anybody.follows("Add a rule")
    looks("joanna policy rule")
    anybody.presses("Save rule")
    assert anybody.problem_of("What the holder reads")
    looks("joanna policy rule with errors")
    anybody.chooses("It needs approval")
    anybody.chooses("A category")
    anybody.chooses("Category", "Physiotherapy at home")
    anybody.chooses("Always")
    anybody.types("What the holder reads", "We want to talk about physiotherapy first.")
    anybody.presses("Save rule")
    anybody.sees("Rule saved in the draft")
    anybody.presses("Publish version 2")
    anybody.sees("There is a problem")
    looks("joanna policy draft with error")
    anybody.opens("/policy/draft/trial")
    anybody.sees("the verdict would have been another", "£69.50 in all")
    looks("joanna policy trial")
    anybody.opens("/policy/draft")
    anybody.presses("Throw the draft away")
    anybody.sees("Draft thrown away")


def has_ordered(visitor):
    """The dry run needs an order that was signed."""
    visitor.signs_in(ANN)
    visitor.opens("/orders")
    if visitor.driver.find_elements("css selector", "table#orders tbody tr"):
        return
    puts_in_basket(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.opens("/checkout")
    visitor.types("Your password", PASSWORD)
    visitor.presses("Sign and order")
    visitor.sees("Signed and ordered")


def test_categories(anybody, looks):
    anybody.signs_in(JOANNA)
    anybody.opens("/policy/categories")
    looks("joanna categories")
    anybody.opens("/policy/categories/04-01")
    looks("joanna category")
    anybody.opens("/policy/categories/04/items/new")
    anybody.presses("Add item type")
    assert anybody.problem_of("Code")
    looks("joanna new item type with errors")
    anybody.opens("/policy/versions/1")
    looks("joanna policy version")
