"""What is on its way to suppliers when the server is killed: nothing of it is lost."""

import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Benchmarks"))

import deliveries


def test_a_server_that_is_killed_while_it_delivers_loses_no_message(request):
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    count, twice = deliveries.kill(request.config.getoption("--program"), messages=40, kills=3, seed=seed)
    assert count == 800
    # What was sent and not yet written down comes again: at most what was under way.
    assert twice <= 3 * 4 * deliveries.ENDPOINTS
