"""An independent xoshiro256** seeded as RandomStream says, for RandomStreamTest.

Prints the first values of a few streams; they stand in RandomStreamTest.
"""
import hashlib
import struct

M = (1 << 64) - 1


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & M


def stream(seed, purpose, *address):
    text = str(seed)
    for part in (purpose,) + address:
        text += "/%d:%s" % (len(str(part)), part)
    s = list(struct.unpack(">4Q", hashlib.sha256(text.encode()).digest()))
    while True:
        result = (rotl((s[1] * 5) & M, 7) * 9) & M
        t = (s[1] << 17) & M
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        yield result


for address in [(1, "folds"), (7, "augment", "UID_1_1_1_all.bmp", "rotated-left"), (-3, "x", 5)]:
    values = stream(*address)
    print(address, ["%016x" % next(values) for _ in range(3)])
