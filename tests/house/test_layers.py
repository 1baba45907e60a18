# SPDX-License-Identifier: Apache-2.0
"""Data flows down the rooms: who may include whom."""

import re

import pytest

import tree

ROOMS = tree.rooms()
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"(\w+)/[^"]+"|<kullback/(\w+)\.h>)', re.M)
CLI_INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def included(path):
    return {a or b for a, b in INCLUDE.findall(path.read_text())}


def rooms_included(path):
    """A header with a subject, loss_latent.h, is of its room."""
    return {name if name in ROOMS else name.partition("_")[0] for name in included(path)}


def test_no_circle():
    seen = set()
    for room, below in ROOMS.items():
        assert below <= seen, f"{room} stands on {below - seen}, which come after it"
        seen.add(room)


def test_every_room_is_built():
    folders = {path.parent.name for path in tree.files(".c", under="src")}
    assert folders == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_room_includes_only_below(room):
    allowed = ROOMS[room] | {room}
    for path in tree.files(".c", ".h", under=f"src/{room}"):
        above = rooms_included(path) - allowed
        assert not above, f"{path.relative_to(tree.ROOT)} includes {above}, which {room} may not"


@pytest.mark.parametrize("room", ROOMS)
def test_public_header_includes_only_below(room):
    folder = tree.ROOT / "include/kullback"
    for header in [folder / f"{room}.h", *folder.glob(f"{room}_*.h")]:
        if header.exists():
            own = {room} if header.stem != room else set()
            above = rooms_included(header) - ROOMS[room] - own
            assert not above, f"{header.name} includes {above}"


def test_kullback_h_has_every_header():
    headers = {path.stem for path in tree.files(".h", under="include/kullback")} - {"kullback"}
    assert included(tree.ROOT / "include/kullback/kullback.h") == headers


@pytest.mark.parametrize("folder", ["cli", "python", "examples", "bench"])
def test_programs_use_public_headers_only(folder):
    own = {path.name for path in tree.files(".h", under=folder)}
    for path in tree.files(".c", ".h", under=folder):
        inside = set(CLI_INCLUDE.findall(path.read_text())) - own
        assert not inside, f"{path.relative_to(tree.ROOT)} includes {inside}"
