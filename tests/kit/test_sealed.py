"""Sealed decks: only the key opens them, and what is missing is said in one sentence."""

import sys

import pytest
from cryptography.fernet import Fernet

from autograder.language import SaidError
from autograder.oracle.deck import Contents, pack, read_deck
from autograder.oracle.sealed import KEY, is_sealed, sealed
from autograder.version import VERSION

RAW = pack(Contents(VERSION, "2.13.0", 7, (), (b"an answer",)))


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv(KEY, Fernet.generate_key().decode())


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "marking.sealed"
    path.write_bytes(sealed(RAW))
    return path


def test_with_the_key_a_sealed_deck_is_read_like_any_other(file):
    assert is_sealed(file.read_bytes())
    assert read_deck(file).contents.data == (b"an answer",)


def test_without_the_key_nothing_of_the_deck_is_there(file):
    assert RAW[:20] not in file.read_bytes()
    assert b"an answer" not in file.read_bytes()
    assert sealed(RAW) != sealed(RAW)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", f"needs a key in {KEY}. Make one with: python -c"),
        ("secret", f"What is in {KEY} is no key"),
        (Fernet.generate_key().decode(), f"with another key than the one in {KEY}, or is damaged"),
    ],
    ids=["none", "no key", "another"],
)
def test_a_key_that_does_not_open_it_is_said(file, monkeypatch, value, said):
    monkeypatch.setenv(KEY, value)
    with pytest.raises(SaidError, match=said):
        read_deck(file)


def test_a_sealed_deck_that_was_changed_is_refused(file):
    raw = file.read_bytes()
    file.write_bytes(raw[:-5] + b"AAAA=")
    with pytest.raises(SaidError, match="or is damaged"):
        read_deck(file)


def test_without_the_library_it_is_said_what_to_install(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)  # importing it raises
    with pytest.raises(SaidError, match="Run: python -m pip install cryptography"):
        read_deck(file)


def test_what_is_missing_is_said_before_anything_is_recorded(cli, tmp_path, monkeypatch):
    monkeypatch.delenv(KEY)
    done = cli("deck", tmp_path / "marking.sealed", "add_batch")
    assert done.returncode == 2
    assert "needs a key" in done.stderr
    assert not list(tmp_path.iterdir())


def test_from_the_command_line(cli, tmp_path):
    file = tmp_path / "marking.deck"
    done = cli("deck", file, "add_batch", "--seal")
    assert done.returncode == 0, done.stderr
    assert "It is sealed" in done.stdout
    assert is_sealed(file.read_bytes())
    command = ("--submission", "tests/submissions/complete", "--deck", file)
    assert cli("add_batch", *command).returncode == 0
