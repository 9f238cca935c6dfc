"""An order with everything that proves it, checked by programs that know nothing of Holdfast: a library for JSON Web
Signatures, and the three commands of the bundle's own README."""

import base64
import hashlib
import io
import json
import pathlib
import re
import subprocess
import urllib.request
import warnings
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.jwk import KeySet
from joserfc.registry import HeaderParameter

from conftest import Demonstration
from people import ANN, ERIN
from test_ledger_peers import Forms, Person, orders

# What the header of a seal says beside the members of the standard.
TOLD = {name: HeaderParameter(name, kind) for name, kind in
        [("iat", "int"), ("plan_version", "int"), ("signer", "str"), ("authority", "str")]}
REGISTRY = jws.JWSRegistry(header_registry=TOLD, algorithms=["EdDSA"])


class Shop:
    """A demonstration with an order that its supplier has accepted, and the bundle of it."""

    def __init__(self, demonstration, folder):
        self.demonstration = demonstration
        self.ann = Person(demonstration.address, ANN)
        address = orders(self.ann, "physiotherapy")
        self.ann.opens(address)
        self.number = re.search(r"Order ([0-9A-Z-]+)", self.ann.page).group(1)
        erin = Person(demonstration.address, ERIN)
        erin.opens("/supplier/orders")
        erin.follows(r"/supplier/orders/[^/?]+")
        self.supplier_file = self.fetched(erin, r"/supplier/orders/.*/signed-order\.json")
        erin.sends(r".*/acceptance")
        self.ann.opens(address)
        self.downloaded = self.fetched(self.ann, r".*/bundle\.zip")
        self.file = folder / "order.zip"
        self.file.write_bytes(self.downloaded)

    @staticmethod
    def fetched(person, pattern):
        link = next(link for link in Forms(person.page).links if re.fullmatch(pattern, link))
        with person.opener.open(person.address + link, timeout=30) as answer:
            return answer.read()

    def verified(self, file, *more):
        program = self.demonstration.program
        return subprocess.run(
            [program, "orders", "verify", str(file), *more], capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def shop(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    demonstration = Demonstration(request.config.getoption("--program"), folder)
    try:
        yield Shop(demonstration, folder)
    finally:
        demonstration.close()


@pytest.fixture(name="members")
def _members(shop):
    with zipfile.ZipFile(io.BytesIO(shop.downloaded)) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name) for name in bundle.namelist()}


def packed(members, folder, compression=zipfile.ZIP_STORED):
    file = folder / "changed.zip"
    with zipfile.ZipFile(file, "w", compression) as bundle:
        for name, content in members:
            bundle.writestr(name, content)
    return file


def payload_of(seal, document, keys):
    """What a library of others finds signed; it raises where the signature does not hold."""
    with warnings.catch_warnings():
        # "EdDSA" (RFC 8037) is what libraries of all ages know; RFC 9864 would have it called "Ed25519".
        warnings.simplefilter("ignore")
        return jws.deserialize_compact(seal, keys, payload=document, registry=REGISTRY)


def test_a_library_of_others_finds_every_signature_sound(shop, members):
    with urllib.request.urlopen(shop.demonstration.address + "/.well-known/jwks.json", timeout=30) as answer:
        assert answer.headers["Content-Type"] == "application/jwk-set+json"
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        published = json.load(answer)
    own = json.loads(members["keys.json"])
    assert own["keys"] == published["keys"]
    keys = KeySet.import_key_set(published)
    seals = [name for name in members if name.endswith(".jws")]
    assert {"order.jws", "manifest.jws", "supplier-orders/1-1.jws"} <= set(seals)
    for name in seals:
        document = members[name.removesuffix(".jws") + ".json"]
        found = payload_of(members[name].decode(), document, keys)
        assert found.headers()["alg"] == "EdDSA"
        with pytest.raises(Exception, match="signature"):
            payload_of(members[name].decode(), document.replace(b"1", b"2"), keys)
    signed = json.loads(members["order.json"])
    header = payload_of(members["order.jws"].decode(), members["order.json"], keys).headers()
    assert header["plan_version"] == signed["plan"]["version"]
    assert (header["signer"], header["authority"]) == (signed["signer"]["person"], signed["signer"]["authority"])


def test_what_a_supplier_downloads_is_sound_and_tells_no_more_than_it_must(shop, members, tmp_path):
    file = json.loads(shop.supplier_file)
    canonical = json.dumps(file["order"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    keys = KeySet.import_key_set(json.loads(members["keys.json"]))
    payload_of(file["seal"], canonical, keys)
    delivery = json.dumps(file["delivery"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(delivery).hexdigest() == file["order"]["delivery"]
    assert canonical == members["supplier-orders/1-1.json"]
    assert hashlib.sha256(members["supplier-orders/1-1.record.json"]).hexdigest() == file["order"]["record"]
    for secret in ("Marsh", "paid_from", "budget", "plan-"):
        assert secret not in shop.supplier_file.decode()
    (tmp_path / "supplier.json").write_bytes(shop.supplier_file)
    answer = shop.verified(tmp_path / "supplier.json", "--database", str(shop.demonstration.database))
    assert (answer.returncode, answer.stderr) == (0, "")


def runs_the_readme(members, folder, changes):
    """What the three commands say where some files are others, or (None) not there."""
    for name, content in (members | changes).items():
        if content is None:
            continue
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    lines = [line.strip() for line in members["README.txt"].decode().splitlines() if line.startswith("    ")]
    assert len(lines) == 3
    return [subprocess.run(
        ["sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60, check=False) for line in lines]


def test_the_three_commands_of_the_readme_find_it_sound_and_find_what_was_changed(members, tmp_path):
    digests, keys, seals = runs_the_readme(members, tmp_path / "sound", {})
    lines = digests.stdout.splitlines()
    assert len(lines) == len(members) - 2 and all(line.endswith(": OK") for line in lines)
    assert (keys.returncode, keys.stdout, keys.stderr) == (0, "", "")
    lines = seals.stdout.splitlines()
    assert len(lines) == sum(name.endswith(".jws") for name in members)
    assert all(line.endswith("Signature Verified Successfully") for line in lines)
    changed = members["order.json"].replace(b'"quantity":1', b'"quantity":2')
    assert changed != members["order.json"]
    digests, _, seals = runs_the_readme(members, tmp_path / "changed", {"order.json": changed})
    assert "order.json: CHANGED" in digests.stdout.splitlines()
    assert [line for line in seals.stdout.splitlines() if "Successfully" not in line] == [
        "order: Signature Verification Failure"]


def test_the_commands_find_a_bundle_that_was_made_anew(members, tmp_path):
    # Another file of the manifest, with the digest that it has now, and no seal over the manifest any more.
    plan = members["plan.json"] + b" "
    digest = [hashlib.sha256(content).hexdigest().encode() for content in (members["plan.json"], plan)]
    manifest = members["manifest.json"].replace(*digest)
    assert manifest != members["manifest.json"]
    digests, keys, _ = runs_the_readme(
        members, tmp_path / "unsealed",
        {"plan.json": plan, "manifest.json": manifest, "manifest.jws": None})
    assert "plan.json: OK" in digests.stdout.splitlines()
    assert keys.returncode != 0 and "manifest.jws" in keys.stderr
    # The same with a seal by somebody else's key, under the name of ours.
    header = members["manifest.jws"].split(b".")[0]
    other = Ed25519PrivateKey.generate()
    signature = other.sign(header + b"." + base64.urlsafe_b64encode(manifest).rstrip(b"="))
    seal = header + b".." + base64.urlsafe_b64encode(signature).rstrip(b"=")
    _, keys, seals = runs_the_readme(
        members, tmp_path / "forged", {"plan.json": plan, "manifest.json": manifest, "manifest.jws": seal})
    assert keys.returncode == 0
    assert "manifest: Signature Verification Failure" in seals.stdout.splitlines()


def test_the_commands_run_nothing_that_lies_in_the_bundle(members, tmp_path):
    trap = b"open('sprung', 'w').close()\n"
    runs_the_readme(members, tmp_path, {"json.py": trap, "hashlib.py": trap, "base64.py": trap})
    assert not (tmp_path / "sprung").exists()


def test_the_program_finds_it_whole_by_keys_that_are_trusted(shop, tmp_path):
    answer = shop.verified(shop.file, "--database", str(shop.demonstration.database))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.endswith("The keys are among those you trust.\n")
    (tmp_path / "keys.json").write_text(
        '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}')
    answer = shop.verified(shop.file, "--keys", str(tmp_path / "keys.json"))
    assert answer.returncode == 1
    assert answer.stderr.endswith("it is sealed with a key that is not among the trusted keys\n")
    made = tmp_path / "made.zip"
    answer = shop.demonstration.runs("orders", "bundle", shop.number, "--to", str(made))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert made.read_bytes() == shop.downloaded
    again = shop.demonstration.runs("orders", "bundle", shop.number, "--to", str(made))
    assert again.returncode == 2


def test_each_file_that_is_changed_or_left_out_is_named(shop, members, tmp_path):
    for name in members:
        middle = len(members[name]) // 2
        changed = members[name][:middle] + bytes([members[name][middle] ^ 1]) + members[name][middle + 1:]
        for kind, content in (("changed", changed), ("missing", None)):
            others = [(other, members[other] if other != name else content) for other in members]
            file = packed([pair for pair in others if pair[1] is not None], tmp_path)
            answer = shop.verified(file)
            assert answer.returncode == 1, (name, kind)
            stem = re.escape(re.sub(r"\.(json|jws)$", "", name))
            named = re.escape(name) if kind == "missing" else rf"{stem}(\.(json|jws))?"
            assert re.search(rf"changed\.zip: {named}: ", answer.stderr), (name, kind, answer.stderr)


def test_archives_that_would_take_too_much_are_refused(shop, members, tmp_path):
    zeros = packed([*members.items(), ("zeros", bytes(64 << 20))], tmp_path, zipfile.ZIP_DEFLATED)
    assert zeros.stat().st_size < 1 << 20
    answer = shop.verified(zeros)
    assert answer.returncode == 1
    assert "zeros: is larger than what is taken" in answer.stderr
    # The same, and it says that it is small.
    content = bytearray(zeros.read_bytes())
    for size in (64 << 20,):
        content = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    zeros.write_bytes(content)
    answer = shop.verified(zeros)
    assert answer.returncode in (1, 2) and "Traceback" not in answer.stderr
    many = packed([(f"file-{number}", b"") for number in range(2_001)], tmp_path)
    answer = shop.verified(many)
    assert answer.returncode == 1
    assert "holds more than 2000 files" in answer.stderr
    twice = bytearray(packed([("name-a", b"1"), ("name-b", b"2")], tmp_path).read_bytes()).replace(b"name-b", b"name-a")
    (tmp_path / "twice.zip").write_bytes(twice)
    answer = shop.verified(tmp_path / "twice.zip")
    assert answer.returncode == 1
    assert "name-a: is in it twice" in answer.stderr
    # Whoever packs it anew, compressed, has changed nothing.
    answer = shop.verified(packed(members.items(), tmp_path, zipfile.ZIP_DEFLATED))
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_running_server_takes_up_a_key_that_was_rotated(shop):
    folder = pathlib.Path(shop.demonstration.database).parent
    answer = shop.demonstration.runs("keys", "rotate")
    assert answer.returncode == 0, answer.stderr
    shop.ann.opens(orders(shop.ann, "physiotherapy"))
    bundle = zipfile.ZipFile(io.BytesIO(shop.fetched(shop.ann, r".*/bundle\.zip")))
    new = re.match(r"Key (\S+) seals now", answer.stdout).group(1)
    keys = json.loads(bundle.read("keys.json"))["keys"]
    assert [key["kid"] for key in keys] == [new]
    listed = shop.demonstration.runs("keys", "list").stdout.splitlines()
    assert len(listed) == 3 and listed[2].startswith(new) and listed[2].endswith("in use")
    assert sorted(path.name for path in folder.glob("demo.db.key*")) == ["demo.db.key"]
    # What was sealed before is as sound as it was, and the old key says until when it sealed.
    assert shop.verified(shop.file, "--database", str(shop.demonstration.database)).returncode == 0
    verified = shop.demonstration.runs("ledger", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
