#!/usr/bin/env python3
"""How long `holdfast import` takes for many listings, how much memory at most, and how that compares with the same rows
put into bare SQLite (a table and a full-text index, one transaction) by this script.

    swift build -c release --product holdfast
    python3 Tests/Benchmarks/import.py [--listings 100000] [--program .build/release/holdfast]
"""
import argparse, csv, os, pathlib, resource, shutil, sqlite3, subprocess, tempfile, time

HERE = pathlib.Path(__file__).resolve().parents[2]


def generate(folder, count):
    """The catalogue's own listings, over and over, under new codes."""
    source = HERE / "catalogue"
    for name in ("categories", "regions", "suppliers"):
        shutil.copy(source / f"{name}.csv", folder)
    (folder / "people").mkdir()
    shutil.copy(source / "people" / "commissioners.csv", folder / "people")
    with open(source / "listings.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(folder / "listings.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        for number in range(count):
            row = dict(rows[number % len(rows)])
            row["code"] = f"{row['code'][:80]}-{number}"
            writer.writerow(row)


def bare(folder):
    """Seconds for the same rows in bare SQLite."""
    database = sqlite3.connect(folder / "bare.db")
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    began = time.monotonic()
    with open(folder / "listings.csv", newline="") as file:
        reader = csv.reader(file)
        names = next(reader)
        database.execute(f"CREATE TABLE listings ({', '.join(names)}, PRIMARY KEY (code))")
        database.execute("CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = 'porter unicode61')")
        for row in reader:
            database.execute(f"INSERT INTO listings VALUES ({','.join('?' * len(names))})", row)
            database.execute("INSERT INTO words VALUES (?, ?)", (row[3], row[4]))
    database.commit()
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--program", default=str(HERE / ".build/release/holdfast"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        generate(folder, options.listings)
        limit = bare(folder)
        began = time.monotonic()
        subprocess.run(
            [options.program, "import", name, "--database", str(folder / "holdfast.db")], check=True,
            stdout=subprocess.DEVNULL)
        took = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        size = os.path.getsize(folder / "holdfast.db") / 2**20
    print(f"{options.listings} listings: {took:.1f} s ({options.listings / took:.0f}/s), peak {peak:.0f} MiB, "
          f"database {size:.0f} MiB")
    print(f"bare SQLite: {limit:.1f} s; ratio {took / limit:.1f}")


if __name__ == "__main__":
    main()
