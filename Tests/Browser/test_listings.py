"""What a supplier offers, and how the shop follows."""

from people import ANN, ERIN, finds

TITLE = "Trial session of walking practice"
FIELDS = {
    "Description": "One session of walking practice in our gym. It is not for people who can’t stand.",
    "Unit": "session", "Price for one unit, without VAT": "64.25", "Largest quantity in one order": "4",
    "Lead time in days": "7", "Delivery or visit": "In our gym; step-free.",
    "Cancellation and returns": "Free up to 6pm the day before.",
}


def test_the_supplier_adds_edits_and_withdraws_a_listing(visitor):
    visitor.signs_in(ERIN)
    visitor.follows("Listings")
    visitor.looks("erin 11 listings")
    visitor.follows("Add a listing")
    visitor.looks("erin 12 new listing")
    visitor.types("Title", TITLE)
    visitor.presses("Add listing")
    visitor.sees("There is a problem", "Choose a category from the list")
    visitor.looks("erin 13 new listing with errors")
    for label, words in FIELDS.items():
        visitor.types(label, words)
    visitor.chooses("Category", "Physiotherapy at home")
    visitor.chooses("Exempt")
    visitor.presses("Add listing")
    visitor.sees("Listing added", "Customers pay £64.25")
    listing = visitor.path
    visitor.looks("erin 14 own listing")

    visitor.signs_in(ANN)
    finds(visitor, "walking practice trial", TITLE)
    visitor.sees("£64.25", "In your plan")
    shown = visitor.path

    visitor.signs_in(ERIN)
    visitor.opens(listing)
    visitor.types("Price for one unit, without VAT", "59.75")
    visitor.presses("Save listing")
    visitor.sees("Listing saved", "Customers pay £59.75")
    visitor.signs_in(ANN)
    visitor.opens(shown)
    visitor.sees("£59.75")
    visitor.does_not_see("£64.25")

    visitor.signs_in(ERIN)
    visitor.opens(listing)
    visitor.presses("Withdraw this listing")
    visitor.sees("Listing withdrawn")
    visitor.looks("erin 15 withdrawn listing", keyboard=False)
    visitor.signs_in(ANN)
    visitor.opens(shown)
    assert visitor.heading() != TITLE
    visitor.opens("/shop?show=all&q=walking+practice+trial")
    visitor.does_not_see(TITLE)
