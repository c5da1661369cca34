"""A tree of hashes, leaves that open part by part, notes, and receipts that hold."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from domain.kernel import Role
from domain.receipt import (
    ALWAYS,
    BadNote,
    BadProof,
    Content,
    Edge,
    Happening,
    Head,
    Node,
    NotAReceipt,
    Proof,
    PublicKey,
    Receipt,
    Said,
    Side,
    Step,
    StoredState,
    check_consistency,
    check_receipt,
    hash_leaf,
    introduction,
    leaf_hash,
    leaf_of,
    lines_of,
    nodes_of,
    opened,
    opened_note,
    prove_consistency,
    prove_inclusion,
    root_at,
    root_by,
)
from tests.receipts import Signatory, altered

VECTORS = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""Leaves of the test vectors that implementations of RFC 6962 share."""
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
SECOND = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
THIRD_PAIR = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
LAST_PAIR = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
SECOND_PAIR = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
RIGHT_HALF = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
INCLUSIONS = {
    (0, 1): [],
    (0, 8): [SECOND, SECOND_PAIR, RIGHT_HALF],
    (5, 8): [FIFTH, LAST_PAIR, ROOTS[3]],
    (2, 3): [ROOTS[1]],
    (1, 5): [FIRST, SECOND_PAIR, FIFTH],
}
CONSISTENCIES = {
    (1, 1): [],
    (1, 8): [SECOND, SECOND_PAIR, RIGHT_HALF],
    (6, 8): [THIRD_PAIR, LAST_PAIR, ROOTS[3]],
    (2, 5): [SECOND_PAIR, FIFTH],
}
CAFE = UUID(int=7)
MADE = datetime(2026, 11, 21, 9, tzinfo=UTC)
STATE: dict[str, Any] = {
    "timestamp": "2026-11-21T09:00:00Z",
    "by": {"id": "a secret person", "role": "inspector", "organisation": str(CAFE)},
    "recipient": str(CAFE),
    "contents": {"text": sha256(b"a letter").hexdigest(), "files": []},
    "note": 'with "quotes", \\ and ё',
    "nothing": {},
}


class Grown:
    """A tree with all its nodes, and how to read them."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.nodes: dict[Node, bytes] = {}
        edge = Edge()
        for number, data in enumerate(leaves):
            for height, hash in enumerate(edge.add(hash_leaf(data))):
                self.nodes[Node(height, number >> height)] = hash
        self.root = edge.root

    def read(self, nodes: Sequence[Node]) -> Mapping[Node, bytes]:
        return {node: self.nodes[node] for node in nodes}


def event(state: Mapping[str, Any] = STATE, position: int = 12) -> StoredState:
    text = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
    return StoredState(position, UUID(int=3), 2, "domain.sample:Letter.Sent", text)


@pytest.fixture
def signatory() -> Signatory:
    return Signatory()


def receipt(by: Signatory, *, content: bytes = b"a letter") -> Receipt:
    """Of an event among others in a log of nine."""
    mine = event()
    tree = Grown([b"another"] * 4 + [leaf_of(mine)] + [b"another"] * 4)
    head = Head(origin=by.key.name, size=9, root=tree.root)
    hash = sha256(content).hexdigest()
    return Receipt(
        service="https://sverka.example",
        said=Said(
            what="exchange.sent",
            at=MADE,
            who=Side(role=Role.INSPECTOR, organisation=CAFE, name="Управление"),
            to=Side(organisation=CAFE, name="Кафе", field="recipient"),
            content=(Content(name="text", sha256=hash, field="contents"),),
        ),
        event=Happening(
            position=mine.position,
            id=mine.originator_id,
            version=mine.originator_version,
            topic=mine.topic,
            lines=lines_of(leaf_of(mine)),
            parts=opened(mine, {*ALWAYS, "recipient", "contents"}),
        ),
        proof=Proof(
            leaf=4,
            path=tuple(one.hex() for one in prove_inclusion(tree.read, 4, 9)),
            head=by.sign(head.text),
        ),
        keys=(by.key.text,),
    ).signed(by.sign)


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_shared_vectors_of_rfc_6962(size: int) -> None:
    tree = Grown(VECTORS)

    assert Grown(VECTORS[:size]).root.hex() == ROOTS[size - 1]
    assert root_at(tree.read, size).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("which", "path"), INCLUSIONS.items())
def test_inclusion_proofs_are_those_of_the_shared_vectors(
    which: tuple[int, int], path: list[str]
) -> None:
    found = prove_inclusion(Grown(VECTORS).read, *which)

    assert [one.hex() for one in found] == path


@pytest.mark.parametrize(("which", "path"), CONSISTENCIES.items())
def test_consistency_proofs_are_those_of_the_shared_vectors(
    which: tuple[int, int], path: list[str]
) -> None:
    found = prove_consistency(Grown(VECTORS).read, *which)

    assert [one.hex() for one in found] == path


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=80))
def test_roots_are_those_of_another_program(leaves: list[bytes]) -> None:
    other = InmemoryTree(algorithm="sha256")
    for one in leaves:
        other.append_entry(one)

    assert Grown(leaves).root == other.get_root(len(leaves))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 33])
def test_every_leaf_is_proved_and_no_other_takes_its_place(size: int) -> None:
    leaves = [bytes([n]) for n in range(size)]
    tree = Grown(leaves)

    for number, data in enumerate(leaves):
        path = prove_inclusion(tree.read, number, size)
        assert root_by(path, hash_leaf(data), number, size) == tree.root
        assert root_by(path, hash_leaf(b"other"), number, size) != tree.root
        for wrong in ([*path, b"\0" * 32], path[:-1] if path else [b"\0" * 32]):
            with pytest.raises(BadProof):
                root_by(wrong, hash_leaf(data), number, size)
    with pytest.raises(BadProof):
        root_by((), hash_leaf(leaves[0]), size, size)


@pytest.mark.parametrize("new", [1, 2, 3, 8, 21])
def test_a_tree_that_grew_is_told_from_one_that_was_changed(new: int) -> None:
    leaves = [bytes([n]) for n in range(new)]
    tree = Grown(leaves)
    changed = Grown([b"changed", *leaves[1:]])

    for old in range(1, new + 1):
        before = root_at(tree.read, old)
        path = prove_consistency(tree.read, old, new)
        check_consistency(path, old, before, new, tree.root)
        other = prove_consistency(changed.read, old, new)
        with pytest.raises(BadProof):
            check_consistency(other, old, before, new, changed.root)
        with pytest.raises(BadProof):
            check_consistency([*path, b"\0" * 32], old, before, new, tree.root)
    with pytest.raises(BadProof):
        check_consistency((), new + 1, tree.root, new, tree.root)


def test_a_span_is_filled_with_complete_subtrees_from_left_to_right() -> None:
    assert nodes_of((0, 7)) == [Node(2, 0), Node(1, 2), Node(0, 6)]
    assert nodes_of((4, 7)) == [Node(1, 2), Node(0, 6)]
    assert nodes_of((0, 0)) == []


def test_a_leaf_hides_every_part_until_it_is_opened() -> None:
    leaf = leaf_of(event())

    assert b"secret" not in leaf
    assert b"inspector" not in leaf
    names = [line.split()[0] for line in lines_of(leaf)]
    assert names == [
        "timestamp",
        "by.id",
        "by.role",
        "by.organisation",
        "recipient",
        "contents",
        "note",
        "nothing",
    ]


def test_an_opened_part_is_the_exact_text_of_the_log() -> None:
    parts = opened(event(), {"note", "by.role", "nothing", "absent"})

    assert [(one.name, one.value) for one in parts] == [
        ("by.role", '"inspector"'),
        ("note", json.dumps(STATE["note"], ensure_ascii=False)),
        ("nothing", "{}"),
    ]
    assert {one.line for one in parts} <= set(lines_of(leaf_of(event())))


@pytest.mark.parametrize(
    "other",
    [
        event(STATE | {"note": "else"}),
        event(STATE | {"by": STATE["by"] | {"id": "another"}}),
        event(position=13),
        event()._replace(originator_version=3),
        event()._replace(originator_id=UUID(int=4)),
        event()._replace(topic="domain.sample:Letter.Opened"),
    ],
)
def test_whatever_is_altered_in_an_event_alters_its_leaf(other: StoredState) -> None:
    assert leaf_hash(other) != leaf_hash(event())


def test_a_note_is_read_only_when_a_known_key_signed_it(signatory: Signatory) -> None:
    other = Signatory()
    note = signatory.sign("a text\n")

    assert opened_note(note, [other.key, signatory.key], other.check) == "a text\n"
    for wrong in (note.replace("a text", "a lie"), note[:-1], "a text\n", ""):
        with pytest.raises(BadNote):
            opened_note(wrong, [signatory.key], other.check)
    with pytest.raises(BadNote):
        opened_note(note, [other.key], other.check)


def test_a_public_key_and_a_head_are_lines_that_others_read(
    signatory: Signatory,
) -> None:
    key = signatory.key
    head = Head(origin="sverka.example/log", size=3, root=b"r" * 32)

    assert PublicKey.read(f"{key.text}\n") == key
    assert Head.read(head.text + "an extension\n") == head
    for wrong in ("", "a+b+c", key.text[:-4], key.text.replace("+", "-")):
        with pytest.raises(BadNote):
            PublicKey.read(wrong)
    for text in ("", "o\n3\n", "o\n03\n" + "A" * 43 + "=\n", "o\n3\nAAAA\n"):
        with pytest.raises(BadNote):
            Head.read(text)


def test_the_form_of_keys_is_that_of_the_go_checksum_database() -> None:
    text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"

    assert PublicKey.read(text).text == text


def test_a_receipt_holds_for_whoever_trusts_the_key(signatory: Signatory) -> None:
    told = Receipt.read(receipt(signatory).to_json())

    found = check_receipt(
        told,
        keys=[signatory.key],
        files=[sha256(b"a letter").hexdigest()],
        check=signatory.check,
    )

    assert found.holds
    assert found.passed == tuple(Step)
    assert found.size == 9
    assert b"a secret person" not in told.to_json()


def test_a_receipt_of_a_stranger_fails_by_its_key(signatory: Signatory) -> None:
    stranger = Signatory()

    found = check_receipt(
        receipt(stranger), keys=[signatory.key], check=signatory.check
    )

    assert found.failed == (Step.KEY, Step.HEAD)


def test_whoever_trusts_an_old_key_trusts_those_it_introduced(
    signatory: Signatory,
) -> None:
    newer, newest = Signatory(), Signatory()
    told = receipt(newest).model_copy(
        update={
            "vouched": (
                signatory.sign(introduction(newer.key)),
                newer.sign(introduction(newest.key)),
            )
        }
    )
    told = told.signed(newest.sign)

    assert check_receipt(told, keys=[signatory.key], check=newer.check).holds
    liar = told.model_copy(update={"vouched": told.vouched[1:]}).signed(newest.sign)
    assert not check_receipt(liar, keys=[signatory.key], check=newer.check).holds


@pytest.mark.parametrize(
    ("path", "value", "fails"),
    [
        (("said", "who", "name"), "Кто-то", {Step.KEY, Step.SIGNATURE}),
        (("said", "at"), "2026-11-20T09:00:00Z", {Step.WORDS}),
        (("said", "who", "role"), "client", {Step.WORDS}),
        (("said", "to", "organisation"), str(UUID(int=8)), {Step.WORDS}),
        (("said", "content", 0, "sha256"), "0" * 64, {Step.WORDS}),
        (("event", "position"), 13, {Step.TREE}),
        (("event", "lines", 0), "timestamp 00", {Step.TREE, Step.PARTS}),
        (("event", "parts", 1, "value"), '"client"', {Step.PARTS, Step.WORDS}),
        (("event", "parts", 1, "value"), "[" * 5000, {Step.PARTS, Step.WORDS}),
        (("event", "parts", 1, "salt"), "zz", {Step.PARTS}),
        (("proof", "leaf"), 5, {Step.TREE}),
        (("proof", "path", 0), "zz", {Step.TREE}),
        (("proof", "head"), "nonsense", {Step.HEAD, Step.TREE}),
        (("keys", 0), "nonsense", {Step.SIGNATURE}),
    ],
)
def test_whatever_is_changed_in_a_receipt_is_found(
    signatory: Signatory, path: tuple[str | int, ...], value: object, fails: set[Step]
) -> None:
    changed = altered(receipt(signatory), path, value)

    found = check_receipt(changed, keys=[signatory.key], check=signatory.check)

    assert {Step.KEY, *fails} <= set(found.failed)


def test_a_changed_receipt_is_not_saved_by_signing_it_again(
    signatory: Signatory,
) -> None:
    changed = altered(receipt(signatory), ("said", "at"), "2026-11-20T09:00:00Z")

    found = check_receipt(
        changed.signed(signatory.sign), keys=[signatory.key], check=signatory.check
    )

    assert found.failed == (Step.WORDS,)


def test_another_file_than_the_one_handed_over_is_found(signatory: Signatory) -> None:
    found = check_receipt(
        receipt(signatory),
        keys=None,
        files=[sha256(b"another letter").hexdigest()],
        check=signatory.check,
    )

    assert found.failed == (Step.FILE,)
    assert found.left == (Step.KEY,)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"format": "other"}'])
def test_a_file_that_is_no_receipt_is_refused(content: bytes) -> None:
    with pytest.raises(NotAReceipt):
        Receipt.read(content)
