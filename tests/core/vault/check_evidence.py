#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks an unpacked bundle of evidence with nothing of Inferno's: docs/formats/evidence.md, in Python's own library.

usage: check_evidence.py FOLDER [VERIFIER_KEY]        exit 0: it holds
"""
import base64
import hashlib
import json
import pathlib
import sys

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def sha256(data):
    return hashlib.sha256(data).digest()


def add(a, b):  # on the curve of RFC 8032, 5.1
    k = D * a[0] * b[0] * a[1] * b[1] % P
    return ((a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P)


def times(n, point):
    result = (0, 1)
    while n:
        if n & 1:
            result = add(result, point)
        point = add(point, point)
        n >>= 1
    return result


def point_of(data):
    y = int.from_bytes(data, "little")
    odd, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - square) % P == 0 and y < P, "no point of the curve"
    return (P - x if x & 1 != odd else x, y)


def signed(key, message, signature):  # Ed25519
    base = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return s < ORDER and times(s, base) == add(point_of(signature[:32]), times(h, point_of(key)))


def opened(note, keys):
    """The text of a signed note, if a key signed it."""
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    for line in lines.splitlines():
        _, name, packed = line.split(" ")
        packed = base64.b64decode(packed)
        for key in keys:
            if key["name"] == name and key["id"] == packed[:4]:
                assert signed(key["key"], text.encode(), packed[4:]), "a signature does not hold"
                return text
    raise AssertionError("no known key signed " + text.splitlines()[0])


def key_of(text):
    name, number, packed = text.split("+", 2)
    packed = base64.b64decode(packed)
    assert packed[0] == 1 and sha256(name.encode() + b"\n" + packed)[:4].hex() == number, "no verifier key"
    return {"name": name, "id": bytes.fromhex(number), "key": packed[1:]}


def root_of(leaf, index, size, path):  # RFC 9162, 2.1.3.2
    last = size - 1
    for item in path:
        assert last > 0, "the path is too long"
        if index & 1 or index == last:
            leaf = sha256(b"\x01" + item + leaf)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = sha256(b"\x01" + leaf + item)
        index, last = index >> 1, last >> 1
    assert last == 0, "the path is too short"
    return leaf


def main(folder, key):
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["format"] == "inferno-evidence" and manifest["version"] == 1
    for row in manifest["files"]:
        content = (folder / row["path"]).read_bytes()
        assert sha256(content).hex() == row["sha256"] and len(content) == row["bytes"], row["path"]
    history = (folder / "verifiers.note").read_text()
    known = [key_of(line.split(" ")[0]) for line in history.partition("\n\n")[0].splitlines()[1:]]
    opened(history, known)
    note = (folder / "checkpoint").read_text()
    origin, size, root = opened(note, [key_of(key)] if key else known).splitlines()[:3]
    size, root = int(size), base64.b64decode(root)
    assert (origin, size, root.hex()) == (manifest["origin"], manifest["tree_size"], manifest["root"])
    proofs = (folder / "proofs.ndjson").read_text().splitlines()
    events = (folder / "events.ndjson").read_text().splitlines()
    assert len(proofs) == len(events) == manifest["events"]
    for proof, event in zip(map(json.loads, proofs), map(json.loads, events)):
        record = base64.b64decode(proof["record"])
        leaf = sha256(b"\x00" + bytes.fromhex(proof["salt"]) + record)
        assert leaf.hex() == proof["leaf_hash"] and event["seq"] == proof["seq"]
        assert int.from_bytes(record[3:11], "little") == proof["seq"], "another event's record"
        assert root_of(leaf, proof["seq"], size, map(bytes.fromhex, proof["path"])) == root, "not in the tree"
    print(f"{len(events)} events are in the tree of {size}")


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
    except (AssertionError, ValueError, KeyError, OSError) as error:
        sys.exit(f"it does not hold: {error}")
