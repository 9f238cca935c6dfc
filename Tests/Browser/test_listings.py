"""What a supplier offers, who looks at it first, and how the shop follows."""

import time

from people import ANIL, ANN, ERIN, finds
from visitor import PASSWORD

TITLE = "Trial session of walking practice"
FIELDS = {
    "Description": "One session of walking practice in our gym. It is not for people who can’t stand.",
    "Unit": "session", "Price for one unit, without VAT": "64.25", "Largest quantity in one order": "4",
    "Lead time in days": "7", "Delivery or visit": "In our gym; step-free.",
    "Cancellation and returns": "Free up to 6pm the day before.",
}


def proposes(visitor):
    visitor.follows("Listings")
    visitor.looks("erin 11 listings")
    visitor.follows("Add a listing")
    visitor.types("Title", TITLE)
    visitor.presses("Propose listing")
    visitor.sees("There is a problem", "Choose a category from the list")
    visitor.looks("erin 13 new listing with errors")
    for label, words in FIELDS.items():
        visitor.types(label, words)
    visitor.chooses("Category", "Physiotherapy at home")
    visitor.chooses("Exempt")
    visitor.presses("Propose listing")
    visitor.sees("The category asks a little more")
    visitor.types("Languages spoken by the therapist (optional)", "English and Polish")
    visitor.looks("erin 12 new listing")
    visitor.presses("Propose listing")
    visitor.sees("Listing proposed", "Customers pay £64.25")
    visitor.looks("erin 14 own listing")
    return visitor.path


def test_a_listing_is_proposed_accepted_changed_and_withdrawn(visitor):
    visitor.signs_in(ERIN)
    listing = proposes(visitor)
    visitor.signs_in(ANIL)
    visitor.opens("/listing-reviews")
    visitor.looks("anil 31 listings to review")
    visitor.follows(TITLE)
    visitor.looks("anil 32 listing to review")
    visitor.chooses("Accept")
    visitor.presses("Save decision")
    visitor.sees("Decided")

    visitor.signs_in(ANN)
    finds(visitor, "walking practice trial", TITLE)
    visitor.sees("£64.25", "In your plan", "English and Polish")
    shown = visitor.path

    visitor.signs_in(ERIN)
    visitor.opens(listing)
    visitor.types("Price for one unit, without VAT", "59.75")
    visitor.types("Unit", "hour")
    visitor.presses("Save listing")
    visitor.sees("Customers pay £59.75 for each session", "Waiting for review")
    visitor.looks("erin 16 listing with a change")
    visitor.opens(f"{listing}/history")
    visitor.looks("erin 17 history")
    visitor.opens(f"{listing}/prices")
    visitor.looks("erin 18 prices")
    visitor.signs_in(ANIL)
    visitor.opens("/listing-reviews")
    visitor.follows(TITLE)
    visitor.looks("anil 33 change to review")
    visitor.signs_in(ANN)
    visitor.opens(shown)
    visitor.sees("£59.75")
    visitor.does_not_see("£64.25 per session")
    visitor.looks("ann 61 listing with its history")

    visitor.signs_in(ERIN)
    visitor.opens(listing)
    visitor.types("Price for one unit, without VAT", "69.75")
    visitor.presses("Save listing")
    visitor.sees("Customers pay £59.75", "£69.75 without VAT. Take it back, or set another")
    visitor.looks("erin 19 listing with a price to come")
    visitor.signs_in(ANN)
    visitor.opens(shown)
    visitor.sees("Price to come", "£69.75 with VAT")
    visitor.looks("ann 62 listing with a price to come")

    visitor.signs_in(ERIN)
    visitor.opens(listing)
    visitor.presses("Withdraw this listing")
    visitor.sees("Withdrawn")
    visitor.looks("erin 15 withdrawn listing", keyboard=False)
    visitor.signs_in(ANN)
    visitor.opens("/shop?show=all&q=walking+practice+trial")
    visitor.does_not_see(TITLE)


def test_a_file_is_looked_through_and_carried_out(visitor, tmp_path):
    file = tmp_path / "our stock.csv"
    file.write_text("Our No.,Left\nhands-on-physio-home,7\nnothing,many\n")
    visitor.signs_in(ERIN)
    visitor.opens("/supplier/files")
    visitor.looks("erin 21 files")
    visitor.field("Your file").send_keys(str(file))
    visitor.presses("Send file")
    visitor.chooses("Our No.", "Your code of the listing")
    visitor.chooses("Left", "In stock")
    visitor.looks("erin 22 columns")
    visitor.presses("Look through it")
    for _ in range(50):
        if "Looked through" in visitor.words():
            break
        time.sleep(0.2)
        visitor.reloads()
    visitor.sees("Looked through, nothing stored yet")
    visitor.looks("erin 23 looked through")
    visitor.opens("/supplier/keys")
    visitor.types("Which program is it for?", "Our stock program")
    visitor.presses("Make key")
    visitor.sees("There is a problem", "Choose what the program may do")
    visitor.chooses("Write prices and stock alone")
    visitor.types("Your password", PASSWORD)
    visitor.presses("Make key")
    visitor.sees("Copy it now", "hf_")
    visitor.looks("erin 24 key")
