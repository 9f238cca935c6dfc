"""What came is spoken of: the holder reviews the supplier, the commissioner reads it first, the supplier replies; and
the supplier's day and pictures.

The tests run in this order, on one demonstration for each way of looking; each goes on where the last one ended.
"""

import base64
from urllib.parse import urlparse

from people import ANN, ERIN, JOANNA, PHYSIOTHERAPY, finds
from visitor import PASSWORD

PRIVATE = "She helped with my dementia. Ring me on 0115 496 0123."
PLAIN = "She came on time, listened, and left the room tidy."
REPLY = "Thank you. We look forward to coming again."

# A PNG of 320 by 200 pixels, half red and half empty.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAUAAAADICAYAAACZBDirAAACHElEQVR42u3UIQEAIAwAQUaQKfonQq3I0CSYuYvw4uNm9oIhpypUYMqWADBA"
    "AAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQMEMAAAQwQwAABDBDA"
    "AAEMEMAAAQwQwAABDBDAAAEMEMAAAQwQwAABDBDAAAEMEMAAAQwQwAABDBDAAAEMEMAAAQwQwAABDBAwQAADBDBAAAMEMEAAAwQwQAADBDBA"
    "AAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEDFACwAABDBDAAAEMEMAAAQwQwAABDBDAAAEMEMAAAQwQ"
    "wAABDBDAAAEMEMAAAQwQwAABDBDAAAEMEMAAAQwQwAABDBDAAAEMEDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQw"
    "QAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQMAAAQwQwAABDBDAAAEMEMAAAQwQwAABDBDAAAEMEMAAAQwQwAABDBDAAAEMEMAAAQwQ"
    "wAABDBDAAAEMEMAAAQwQwAABDBAwQAkAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAMEMEAAAwQwQAADBDBAAAME"
    "MEAAAwQwQIDfAyznBZBejOkhAAAAAElFTkSuQmCC")

# The demonstration of each way → the address of Ann's order.
orders = {}


def leads(visitor, selector):
    """The path of the first link that fits."""
    return urlparse(visitor.driver.find_element("css selector", selector).get_attribute("href")).path


def test_ann_receives_a_session_and_the_supplier_sees_its_day(visitor, way):
    visitor.signs_in(ANN)
    finds(visitor, "physiotherapy", PHYSIOTHERAPY)
    visitor.presses("Add to basket")
    visitor.opens("/checkout")
    visitor.types("Your password", PASSWORD)
    visitor.presses("Sign and order")
    orders[str(way)] = visitor.path
    visitor.signs_in(ERIN)
    visitor.sees("To answer", "New order", "Your money")
    visitor.looks("erin 60 today")
    visitor.follows("New order")
    visitor.presses("Accept this order")
    visitor.opens("/supplier")
    visitor.looks("erin 61 today after the answer")
    visitor.opens("/supplier/orders")
    visitor.follows(PHYSIOTHERAPY)
    visitor.presses("Mark as delivered")
    visitor.signs_in(ANN)
    visitor.opens(orders[str(way)])
    visitor.presses("Yes, it came as ordered")


def test_ann_is_asked_to_leave_out_what_is_private(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens(orders[str(way)])
    visitor.follows("Say what you think of this supplier")
    visitor.looks("ann 60 review")
    visitor.chooses("Very good: 5 out of 5")
    visitor.types("What should others know?", PRIVATE)
    visitor.presses("Send review")
    visitor.sees("a telephone number", "which says something about health")
    visitor.looks("ann 61 review with something private")
    visitor.types("What should others know?", PLAIN)
    visitor.presses("Send review")
    visitor.sees("Sent")


def test_the_commissioner_reads_it_first(visitor):
    visitor.signs_in(JOANNA)
    visitor.opens("/reviews")
    visitor.looks("joanna 60 reviews")
    visitor.opens(leads(visitor, "#reviews a"))
    visitor.looks("joanna 61 review")
    visitor.chooses("Publish it")
    visitor.presses("Decide")
    visitor.sees("Nothing waits to be read")


def test_the_supplier_replies_and_adds_a_picture(visitor, tmp_path):
    visitor.signs_in(ERIN)
    visitor.opens("/supplier/reviews")
    visitor.sees("Somebody who bought here", PLAIN)
    visitor.looks("erin 62 reviews")
    visitor.follows("Reply to this review")
    visitor.types("Your reply", REPLY)
    visitor.presses("Send reply")
    visitor.sees("Waiting to be read")
    visitor.looks("erin 63 reply")
    visitor.opens("/supplier/listings")
    visitor.follows(PHYSIOTHERAPY)
    visitor.opens(visitor.path + "/pictures")
    file = tmp_path / "room.png"
    file.write_bytes(PICTURE)
    visitor.driver.find_element("id", "picture").send_keys(str(file))
    visitor.types("What can be seen on it", "A treatment room")
    visitor.presses("Add picture")
    visitor.sees("Picture added")
    visitor.looks("erin 64 pictures")


def test_others_read_it_without_a_name(visitor, way):
    visitor.signs_in(ANN)
    visitor.opens(orders[str(way)])
    visitor.opens(leads(visitor, "a[href^='/suppliers/']"))
    visitor.sees("What people say", PLAIN, "Somebody who bought here")
    visitor.looks("ann 62 supplier with reviews")
