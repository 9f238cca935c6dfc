#!/usr/bin/env python3
"""How fast messages reach the programs of suppliers while one of them is unwell, how long those that are well wait,
and whether any is lost when the server is killed: `holdfast serve` with webhooks to a receiver on this machine. One
endpoint refuses connections, is slow, takes everything and never answers, breaks off, or has a name that nobody knows.

    swift build -c release --product holdfast
    python3 Tests/Benchmarks/deliveries.py [--messages 500] [--kills 5] [--program .build/release/holdfast]
"""
import argparse, asyncio, collections, os, pathlib, random, signal, sqlite3, statistics, subprocess, tempfile, \
    threading, time

from files import Site

HERE = pathlib.Path(__file__).resolve().parents[2]
SUPPLIER, HOLDER = "erin.holloway@suppliers.holdfast.example", "ann.marsh@people.holdfast.example"
LISTING = "trent-neuro-physio-home-physiotherapy-45-minutes"
ENDPOINTS = 20
SETTINGS = {
    "HOLDFAST_PRIVATE_WEBHOOKS": "yes", "HOLDFAST_DELIVERY_SECONDS": "2",
    "HOLDFAST_RETRY_SCHEDULE": "0s," + ",".join(["1s"] * 500),
}


# How an endpoint can be unwell, and where it then is.
UNWELL = {
    "down": "http://127.0.0.1:9/e{number}",
    "slow": "http://127.0.0.1:{port}/slow",
    "silent": "http://127.0.0.1:{port}/silent",
    "breaking off": "http://127.0.0.1:{port}/broken",
    "unknown by name": "http://nowhere.invalid/e{number}",
}


class Receiver:
    """Takes everything at once, and remembers when which message came first to which endpoint. Three paths are unwell:
    `/slow` answers just in time, `/silent` never, `/broken` hangs up."""

    def __init__(self):
        self.came, self.counts = {}, collections.Counter()
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1_000))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    async def _serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                lines = head.split("\r\n")
                fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
                await reader.readexactly(int(fields["content-length"]))
                path = lines[0].split()[1]
                if path == "/broken":
                    break
                await asyncio.sleep({"/slow": 1.8, "/silent": 3_600}.get(path, 0))
                key = (fields["webhook-id"], path)
                self.counts[key] += 1
                self.came.setdefault(key, time.time())
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()


class Server:
    def __init__(self, program, database, command="serve", settings=SETTINGS):
        self.process = subprocess.Popen(
            [program, command, "--port", "0", "--database", database], cwd=HERE, env=os.environ | settings,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = next(line.split()[-1] for line in self.process.stdout if "http://" in line)

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait()


def sign(address):
    """An order to the supplier."""
    holder = Site(address)
    holder.submit("/sign-in", "/sign-in", email=HOLDER, password="holdfast demo")
    holder.submit(f"/listings/{LISTING}", "/basket/lines", quantity="1")
    holder.submit("/checkout", "/checkout/signature", password="holdfast demo")


def prepare(program, database, receiver, unwell=None):
    """A signed order, and endpoints of its supplier: they all have the secret of the first, which they share."""
    server = Server(program, database, "demo")
    supplier = Site(server.address)
    supplier.submit("/sign-in", "/sign-in", email=SUPPLIER, password="holdfast demo")
    supplier.submit("/supplier/channels", "/supplier/channels/webhook", webhook=f"http://127.0.0.1:{receiver.port}/e0")
    sign(server.address)
    server.stop()
    with sqlite3.connect(database) as base:
        healthy = ENDPOINTS - (1 if unwell else 0)
        for number in range(1, ENDPOINTS):
            address = "http://127.0.0.1:{port}/e{number}" if number < healthy else UNWELL[unwell]
            base.execute(
                """INSERT INTO endpoints SELECT 'e' || ?, owner, channel, ?, is_standard, scope, status, secret,
                former_secret, former_until, made_at, version FROM endpoints WHERE channel = 'webhook' LIMIT 1""",
                (number, address.format(port=receiver.port, number=number)))
    return {f"/e{number}" for number in range(healthy)}


def say(database, first, count):
    """So many messages about the order, as if so much had happened."""
    now = int(time.time() * 1_000)
    with sqlite3.connect(database, timeout=30) as base:
        sent = base.execute(
            "SELECT order_id, supplier_order_id, recipient FROM outbox_messages WHERE kind = 'order-sent'").fetchone()
        base.executemany(
            "INSERT INTO outbox_messages VALUES (?, ?, ?, 'note-written', ?, ?, ?, NULL)",
            [(f"bench-{number:06}", *sent, f"bench {number}", now) for number in range(first, first + count)])
    return {f"msg_bench-{number:06}" for number in range(first, first + count)}


def until(receiver, wanted, seconds=600):
    end = time.time() + seconds
    while time.time() < end:
        if all(key in receiver.came for key in wanted):
            return
        time.sleep(0.02)
    missing = [key for key in wanted if key not in receiver.came]
    raise SystemExit(f"{len(missing)} of {len(wanted)} deliveries never came, such as {missing[:3]}")


def flood(program, messages, unwell):
    """Deliveries a second, of many messages at once."""
    with tempfile.TemporaryDirectory() as folder:
        receiver, database = Receiver(), f"{folder}/demo.db"
        paths = prepare(program, database, receiver, unwell)
        ids = say(database, 0, messages)
        server = Server(program, database)
        began = time.time()
        wanted = [(id, path) for id in ids for path in paths]
        until(receiver, wanted)
        took = max(receiver.came[key] for key in wanted) - began
        server.stop()
        return len(wanted), took


def trickle(program, unwell):
    """How long a message waits when there is little to do, beside an endpoint with much that waits for it in vain."""
    with tempfile.TemporaryDirectory() as folder:
        receiver, database = Receiver(), f"{folder}/demo.db"
        paths = prepare(program, database, receiver, unwell)
        ids = say(database, 0, 200)
        server = Server(program, database)
        until(receiver, [(id, path) for id in ids for path in paths])
        waits = []
        for number in range(1_000, 1_040):
            began = time.time()
            id, = say(database, number, 1)
            until(receiver, [(id, path) for path in paths])
            waits += [receiver.came[id, path] - began for path in paths]
        server.stop()
        return sorted(waits)


def kill(program, messages, kills, seed):
    """What is lost, and what comes twice, when the server is killed again and again while it delivers."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        receiver, database = Receiver(), f"{folder}/demo.db"
        paths = prepare(program, database, receiver)
        ids = say(database, 0, messages)
        for _ in range(kills):
            server = Server(program, database)
            time.sleep(chance.uniform(0.05, 0.6))
            server.stop(signal.SIGKILL)
        server = Server(program, database)
        wanted = [(id, path) for id in ids for path in paths]
        until(receiver, wanted)
        server.stop()
        return len(wanted), sum(count - 1 for count in receiver.counts.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--program", default=str(HERE / ".build/release/holdfast"))
    options = parser.parse_args()
    count, took = flood(options.program, options.messages, None)
    full = count / took
    print(f"{options.messages} messages to {ENDPOINTS} endpoints: {count} deliveries in {took:.1f} s, {full:.0f} a "
          "second", flush=True)
    for unwell in UNWELL:
        count, took = flood(options.program, options.messages, unwell)
        print(f"one {unwell}: {count} deliveries to the others in {took:.1f} s, {count / took:.0f} a second, "
              f"{count / took / full:.2f} of full speed", flush=True)
    for unwell in (None, *UNWELL):
        waits = trickle(options.program, unwell)
        print(f"one message at a time, {'all well' if unwell is None else f'one {unwell}'}: those that are well wait "
              f"{statistics.median(waits) * 1_000:.0f} ms (median), "
              f"{waits[int(len(waits) * 0.99)] * 1_000:.0f} ms (99%)", flush=True)
    count, twice = kill(options.program, options.messages, options.kills, options.seed)
    print(f"killed {options.kills} times (seed {options.seed}): {count} of {count} deliveries arrived, "
          f"{twice} of them more than once")


if __name__ == "__main__":
    main()
