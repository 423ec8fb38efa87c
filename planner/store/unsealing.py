"""The pages of a damaged protected plan, decrypted in memory one by one.

SQLCipher refuses a page whose HMAC does not fit, whole. The cipher below the HMAC, AES in CBC mode, forgives more: a
changed byte spoils its own block of sixteen bytes and one byte of the next. So the ciphertext is laid, block by
block, into the overflow pages of a carrier: a database under the same key that keeps no HMACs and holds one long
blob, which SQLCipher then decrypts as it does any value. Only ciphertext is ever written to a disk. What is read so
is believed as little as the pages of any damaged file: the hashes of the plan's own journal say what is true.

A page of a plan, as SQLCipher 4 lays it out: 4016 bytes of ciphertext (on the first page sixteen bytes of salt and
4000 of ciphertext), 16 bytes of initialisation vector, 64 bytes of HMAC-SHA512 over both and the page's number.
"""

from __future__ import annotations

import hashlib
import hmac
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import sqlcipher3.dbapi2 as sqlite

from planner.store.connection import MAGIC, Connection, unlock
from planner.store.keys import SALT, Key

PAGE = 4096
RESERVED = 80  # bytes of each page that hold vector and HMAC
_BODY = PAGE - RESERVED
_BLOCK = 16
_MOST_TRIED = 256  # pages looked at to prove a password

_BIG = 65536  # bytes of a carrier's page
_ROOM = _BIG - RESERVED - 4  # bytes of the blob on it
_EACH = 16  # pages of a plan on one page of a carrier, each after its vector
_LONG = 16  # pages of a carrier that are filled at once
_AT_ONCE = _EACH * _LONG
_FIRST = 2  # pages of a carrier before its blob overflows
_LEAST = (_BIG - RESERVED - 12) * 32 // 255 - 23  # bytes of a record that stay on its own page
_HEAD = 5  # bytes of the record before the blob


def proves(file: BinaryIO, key: Key, salt: bytes) -> bool:
    """Whether any page shows by its HMAC that the file is encrypted under this password and salt.

    Looks at pages all over the file, and of a very large one at some only.
    """
    if len(salt) != SALT:
        return False
    size = file.seek(0, 2)
    secret = hashlib.pbkdf2_hmac("sha512", key.derived(salt), bytes(byte ^ 0x3A for byte in salt), 2, 32)
    for n in range(1, size // PAGE + 1, max(1, size // PAGE // _MOST_TRIED)):
        file.seek((n - 1) * PAGE)
        page = file.read(PAGE)
        said = page[0 if n > 1 else SALT : _BODY + _BLOCK] + n.to_bytes(4, "little")
        if hmac.compare_digest(hmac.digest(secret, said, "sha512"), page[_BODY + _BLOCK :]):
            return True
    return False


def unsealed(content: bytes, key: Key, salt: bytes) -> bytes:
    """Return the pages of a protected plan decrypted, each with its last 80 bytes empty; damaged ones as they come.

    ``salt`` is what stood at the beginning of the file, where it may not stand any more.
    """
    pages = [content[at : at + PAGE].ljust(PAGE, b"\0") for at in range(0, len(content), PAGE)]
    pages[:1] = [_vector(page) + page[SALT:] for page in pages[:1]]  # where the salt stood the chain begins anew
    plain: list[bytes] = []
    with tempfile.TemporaryDirectory(prefix="planner-") as name:
        carrier = _Carrier(Path(name) / "carrier", key, salt)
        for at in range(0, len(pages), _AT_ONCE):
            plain += carrier.decrypt(pages[at : at + _AT_ONCE])
    return MAGIC + b"".join(plain)[SALT:]


def _vector(page: bytes) -> bytes:
    return page[_BODY : _BODY + _BLOCK]


class _Carrier:
    """The database whose blob is decrypted; on each page one block of its own, then vectors and bodies in turn."""

    def __init__(self, path: Path, key: Key, salt: bytes) -> None:
        self._path, self._key, self._salt = path, key, salt
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("CREATE TABLE carrier(content BLOB)")
            connection.execute("INSERT INTO carrier VALUES(zeroblob(?))", (_LEAST + _LONG * _ROOM - _HEAD,))
        self._content = bytearray(path.read_bytes())
        assert len(self._content) == (_FIRST + _LONG) * _BIG, "the blob overflows as laid out"

    def _connect(self) -> Connection:
        connection: Connection = sqlite.connect(str(self._path), isolation_level=None)
        unlock(connection, self._key, self._salt)
        connection.execute(f"PRAGMA cipher_page_size = {_BIG}")
        connection.execute("PRAGMA cipher_use_hmac = OFF")
        return connection

    def decrypt(self, pages: list[bytes]) -> list[bytes]:
        """Return at most ``_AT_ONCE`` pages decrypted."""
        for n in range(0, len(pages), _EACH):
            start = (_FIRST + n // _EACH) * _BIG + _BLOCK
            chain = b"".join(_vector(page) + page[:_BODY] for page in pages[n : n + _EACH])
            self._content[start : start + len(chain)] = chain
        self._path.write_bytes(self._content)
        with closing(self._connect()) as connection:
            (blob,) = connection.execute("SELECT content FROM carrier").fetchone()
        return list(_bodies(blob[-_LONG * _ROOM :], len(pages)))


def _bodies(overflow: bytes, count: int) -> Iterator[bytes]:
    for n in range(count):
        start = n // _EACH * _ROOM + _BLOCK - 4 + n % _EACH * (_BLOCK + _BODY) + _BLOCK
        yield overflow[start : start + _BODY] + bytes(RESERVED)
