#!/usr/bin/env python3
"""How long a supplier's program waits until a file of many listings has been carried out, then one of prices and stock
alone, and how much memory the site has at most: against `holdfast demo`, through its API.

    swift build -c release --product holdfast
    python3 Tests/Benchmarks/files.py [--rows 50000] [--program .build/release/holdfast]
"""
import argparse, csv, html, http.cookiejar, io, json, pathlib, re, subprocess, tempfile, time
import urllib.parse, urllib.request

HERE = pathlib.Path(__file__).resolve().parents[2]
WHO = "erin.holloway@suppliers.holdfast.example"


class Site:
    """A browser without windows, and a program with a key."""

    def __init__(self, address):
        self.address = address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.key = None

    def page(self, path, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self.opener.open(self.address + path, data) as answer:
            return answer.read().decode()

    def submit(self, path, action, **fields):
        """Sends the form of a page with this action."""
        form = re.search(rf'<form[^>]*action="{action}".*?</form>', self.page(path), re.S).group()
        for field in re.findall(r'<input[^>]*type="hidden"[^>]*>', form):
            name, value = (re.search(rf'{word}="([^"]*)"', field) for word in ("name", "value"))
            fields[name.group(1)] = html.unescape(value.group(1) if value else "")
        return self.page(action, fields)

    def ask(self, path, body=None):
        request = urllib.request.Request(self.address + path, body, {"Authorization": f"Bearer {self.key}"})
        if body is not None:
            request.add_header("Content-Type", "text/csv")
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()

    def carry_out(self, path, text):
        """Seconds until the file is done, and what became of it."""
        began = time.monotonic()
        run = json.loads(self.ask(path, text.encode()))
        while run["status"] not in ("done", "failed", "cleared"):
            time.sleep(0.1)
            run = json.loads(self.ask(f"/api/v1/files/{run['id']}"))
        return time.monotonic() - began, run


def many(listings, count):
    """The supplier's own listings, over and over, under new codes."""
    rows = list(csv.DictReader(io.StringIO(listings.removeprefix("\ufeff"))))
    names = [name for name in rows[0] if not name.endswith("_now") and name != "status"]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for number in range(count):
        writer.writerow(rows[number % len(rows)] | {"listing": f"many-{number}", "gtin": ""})
    return text.getvalue()


def numbers(count):
    rows = (f"many-{number},{1 + number % 40}.50,{number % 90}\n" for number in range(count))
    return "listing,price,stock\n" + "".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--program", default=str(HERE / ".build/release/holdfast"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = subprocess.Popen(
            [options.program, "demo", "--port", "0", "--database", f"{folder}/demo.db"], cwd=HERE,
            stdout=subprocess.PIPE, text=True)
        try:
            address = next(line.split()[-1] for line in site.stdout if line.startswith("Open http"))
            visitor = Site(address)
            visitor.submit("/sign-in", "/sign-in", email=WHO, password="holdfast demo")
            made = visitor.submit("/supplier/keys", "/supplier/keys", name="Benchmark", password="holdfast demo",
                                  **{"scope-listings-write": "yes"})
            visitor.key = re.search(r"<code>(hf_[\w-]+)</code>", made).group(1)
            report(visitor, site.pid, "new listings", "/api/v1/listings",
                   many(visitor.ask("/api/v1/listings.csv"), options.rows))
            report(visitor, site.pid, "prices and stock", "/api/v1/prices-and-stock", numbers(options.rows))
        finally:
            site.terminate()
            site.wait()


def report(visitor, pid, what, path, text):
    took, run = visitor.carry_out(path, text)
    peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)
    counts = ", ".join(f"{run[name]} {name}" for name in ("added", "changed", "unchanged", "wrong"))
    print(f"{what}: {len(text) / 2**20:.1f} MiB in {took:.1f} s ({counts}; {run['status']}), "
          f"memory so far at most {int(peak) / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
