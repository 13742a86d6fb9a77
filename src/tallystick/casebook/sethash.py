"""The hash of a set that grows and shrinks: a change of it costs what changed, however large the set is.

LtHash (Lewi, Kim, Maykov and Weis, "Securing Update Propagation with Homomorphic Hashing", IACR ePrint 2019/227, after
the AdHash and the lattice hash of Bellare and Micciancio, EUROCRYPT 1997): each element is stretched to 1,024 numbers
of 16 bits, and the set is their sums modulo 2^16, so that the order does not matter and an element can be taken out
again. Two sets with one hash are a short solution of a lattice problem, for which the paper's parameters, used here,
give more than 200 bits of security. The stretching is SHAKE256 (FIPS 202), where the paper has BLAKE2Xb.
"""

from __future__ import annotations

from hashlib import sha256, shake_256

from attrs import frozen

_NUMBERS, _BITS = 1024, 16
_BYTES = _NUMBERS * _BITS // 8
_EVERY_SECOND = int.from_bytes(b"\xff\xff\0\0" * (_NUMBERS // 2), "little")
_ALL = (1 << _NUMBERS * _BITS) - 1
_ONES = int.from_bytes(b"\1\0" * _NUMBERS, "little")


@frozen
class SetHash:
    """The hash of a set of texts; all 1,024 sums stand side by side in one whole number."""

    sums: int = 0

    def plus(self, element: str) -> SetHash:
        """With ``element``, which must not be in the set."""
        return SetHash(_sum(self.sums, _stretched(element)))

    def minus(self, element: str) -> SetHash:
        """Without ``element``, which must be in the set."""
        return SetHash(_sum(_sum(self.sums, _stretched(element) ^ _ALL), _ONES))

    @property
    def digest(self) -> str:
        """SHA-256 of the sums, in lower-case hexadecimal: what is written down."""
        return sha256(self.stored()).hexdigest()

    def stored(self) -> bytes:
        """The sums, little-endian, from which ``of`` makes the hash again."""
        return self.sums.to_bytes(_BYTES, "little")

    @classmethod
    def of(cls, stored: bytes) -> SetHash:
        """The hash that ``stored`` gave; the empty set's for no bytes."""
        return cls(int.from_bytes(stored, "little"))


def _stretched(element: str) -> int:
    return int.from_bytes(shake_256(element.encode()).digest(_BYTES), "little")


def _sum(one: int, other: int) -> int:
    """The sums, number by number; every second number at a time, so that what overflows falls on a gap and is cut."""
    even = (one & _EVERY_SECOND) + (other & _EVERY_SECOND) & _EVERY_SECOND
    odd = (one >> _BITS & _EVERY_SECOND) + (other >> _BITS & _EVERY_SECOND) & _EVERY_SECOND
    return even | odd << _BITS
