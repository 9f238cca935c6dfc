"""Nothing is posted into the network that the server stands in, whatever a supplier types and wherever a name leads."""

import pathlib
import socket
import sqlite3
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Benchmarks"))

import deliveries
from files import Site
from peers import waits_for

INSIDE = [
    "https://127.0.0.1:{port}/", "https://[::1]:{port}/", "https://inside.localhost:{port}/", "https://0x7f.1:{port}/",
    "https://2130706433:{port}/", "https://[::ffff:127.0.0.1]:{port}/", "https://169.254.169.254/latest/meta-data",
]


def test_an_address_inside_is_not_even_connected_to(request, tmp_path):
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)
    port = listener.getsockname()[1]
    database = str(tmp_path / "demo.db")
    settings = {"HOLDFAST_RETRY_SCHEDULE": "0s,1h", "HOLDFAST_DELIVERY_SECONDS": "3"}
    server = deliveries.Server(request.config.getoption("--program"), database, "demo", settings)
    try:
        supplier = Site(server.address)
        supplier.submit("/sign-in", "/sign-in", email=deliveries.SUPPLIER, password="holdfast demo")
        for address in INSIDE:
            supplier.submit("/supplier/channels", "/supplier/channels/webhook", webhook=address.format(port=port))
        deliveries.sign(server.address)

        def attempts():
            with sqlite3.connect(database) as base:
                found = base.execute(
                    """SELECT e.address, a.code FROM delivery_attempts a JOIN deliveries d ON d.id = a.delivery_id
                    JOIN endpoints e ON e.id = d.endpoint_id""").fetchall()
            return dict(found) if len(found) == len(INSIDE) else None

        assert waits_for(attempts) == {address.format(port=port): "forbidden-address" for address in INSIDE}
        with pytest.raises(TimeoutError):
            listener.accept()
    finally:
        server.stop()
        listener.close()
