"""Makes the fixtures of blur, shear, warp, mirroring and noise with OpenCV and SciPy.

Run from the root of the repository: python3 src/test/python/image_operations.py
"""

import hashlib
import struct

import cv2
import numpy as np
import scipy
from image_fixtures import OUT, framed, rough, sha, smooth
from scipy import ndimage

PICTURES = {"rough": rough, "framed": framed, "smooth": smooth}
M64 = (1 << 64) - 1


def half_up(exact):
    return np.floor(exact + 0.5 + 1e-9).astype(np.uint8)


def warped(a, m, offset):
    """SciPy's bilinear warp on black; the matrix maps (row, column) of the result to the source."""
    planes = [
        ndimage.affine_transform(a[:, :, c].astype(float), m, offset, order=1, mode="grid-constant", cval=0.0)
        for c in range(3)
    ]
    return half_up(np.stack(planes, 2))


def keras(a, theta, tx, ty, zx, zy, mirrored, flipped):
    """keras_preprocessing's apply_affine_transform and flips, written down again.

    Its x is the row and its y the column.
    """
    h, w, _ = a.shape
    t = np.deg2rad(theta)
    rotation = np.array([[np.cos(t), -np.sin(t), 0], [np.sin(t), np.cos(t), 0], [0, 0, 1]])
    shift = np.array([[1, 0, tx], [0, 1, ty], [0, 0, 1]])
    zoom = np.diag([zx, zy, 1.0])
    ox, oy = h / 2 - 0.5, w / 2 - 0.5
    offset = np.array([[1, 0, ox], [0, 1, oy], [0, 0, 1]])
    reset = np.array([[1, 0, -ox], [0, 1, -oy], [0, 0, 1]])
    m = offset @ rotation @ shift @ zoom @ reset
    r = warped(a, m[:2, :2], m[:2, 2])
    if mirrored:
        r = r[:, ::-1]
    return r[::-1] if flipped else r


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & M64


def stream(seed, purpose):
    """An independent xoshiro256** seeded as RandomStream says."""
    text = f"{seed}/{len(purpose)}:{purpose}"
    s = list(struct.unpack(">4Q", hashlib.sha256(text.encode()).digest()))
    while True:
        yield (rotl((s[1] * 5) & M64, 7) * 9) & M64
        t = (s[1] << 17) & M64
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


def noise(a, share, seed):
    """Exactly the share of the pixels, half of them black and half white, by selection sampling."""
    out = a.copy()
    draws = stream(seed, "salt-and-pepper")
    flat = out.reshape(-1, 3)
    wanted = int(np.floor(share * len(flat) + 0.5 + 1e-9))
    white = wanted // 2
    black = wanted - white
    for i, pixel in enumerate(flat):
        u = (next(draws) >> 11) * 2.0**-53 * (len(flat) - i)
        if u < black:
            pixel[:] = 0
            black -= 1
        elif u < black + white:
            pixel[:] = 255
            white -= 1
    changed = (out != a).any(2).sum()
    assert black == white == 0 and changed <= wanted
    return out


def sheared(a, x, y):
    """SciPy's shears on a canvas that loses nothing, then the box in the middle of black."""
    h, w, _ = a.shape
    r = a
    if x:
        room = int(np.ceil(abs(x) * (h - 1) / 2))
        r = np.pad(r, ((0, 0), (room, room), (0, 0)))
        r = warped(r, np.array([[1, 0], [-x, 1]]), np.array([0, x * (r.shape[0] - 1) / 2]))
    if y:
        room = int(np.ceil(abs(y) * (r.shape[1] - 1) / 2))
        r = np.pad(r, ((room, room), (0, 0), (0, 0)))
        r = warped(r, np.array([[1, -y], [0, 1]]), np.array([y * (r.shape[1] - 1) / 2, 0]))
    rows, columns = np.nonzero(r.any(2))
    out = np.zeros_like(a)
    if len(rows) == 0:
        return out
    r = r[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    too_high, too_wide = max(0, r.shape[0] - h), max(0, r.shape[1] - w)
    r = r[too_high // 2 : too_high // 2 + h, too_wide // 2 : too_wide // 2 + w]
    top, left = (h - r.shape[0]) // 2, (w - r.shape[1]) // 2
    out[top : top + r.shape[0], left : left + r.shape[1]] = r
    return out


def exact():
    """Operations that must be equal bit for bit: one digest a line."""
    rows = []

    def add(op, name, w, h, result, *parameters):
        rows.append([op, name, w, h, ",".join(str(p) for p in parameters), sha(result)])

    for name in ("rough", "framed"):
        for w, h in ((250, 250), (64, 37), (9, 6), (1, 5), (2, 2)):
            a = PICTURES[name](w, h)
            add("mirrored", name, w, h, cv2.flip(a, 1))
            add("flipped", name, w, h, cv2.flip(a, 0))
            add("mirrored-both-ways", name, w, h, cv2.flip(a, -1))
            for k in (1, 3, 5, 7, 9, 11, 13, 15, 17, 21, 31):
                add("blurred", name, w, h, cv2.GaussianBlur(a, (k, k), 0), k)
        for w, h in ((64, 37), (31, 31), (9, 6)):
            a = PICTURES[name](w, h)
            for x in (0.1, 0.3, 0.35, -0.25, 0):
                for y in (0, 0.1, 0.22, -0.35):
                    add("sheared", name, w, h, sheared(a, x, y), x, y)
            for p in (
                (35, 0, 0, 1, 1, 0, 0),
                (-170.5, 2.5, -3.25, 1.1, 0.9, 0, 0),
                (12, -1.75, 0.5, 0.93, 1.07, 1, 0),
                (90, 3, 1, 1, 1, 0, 1),
                (180, 0, 0, 0.95, 0.95, 1, 1),
                (0, 0, 0, 1, 1, 1, 0),
                (0, -4, 2, 1, 1, 0, 0),
            ):
                degrees, dx, dy, zoom_x, zoom_y, mirrored, flipped = p
                # Keras' tx shifts rows, its zx zooms rows.
                r = keras(a, degrees, dy, dx, zoom_y, zoom_x, mirrored, flipped)
                add("warped", name, w, h, r, *p)
            for share, seed in ((0.02, 7), (0.5, -1), (0, 3), (1, 4)):
                add("salt-and-pepper", name, w, h, noise(a, share, seed), share, seed)
    with open(OUT / "operations-exact.tsv", "w") as f:
        f.write("operation\tpicture\tw\th\tparameters\tsha256\n")
        for row in rows:
            f.write("\t".join(str(v) for v in row) + "\n")


def opencv_shear():
    """OpenCV rounds places to 1/32 pixel, so its bytes are kept to measure the distance."""
    w, h = 41, 33
    with open(OUT / "shear-opencv.bin", "wb") as f, open(OUT / "shear-opencv.tsv", "w") as t:
        t.write("factor\tw\th\toffset\n")
        for s in (0.1, 0.22, 0.35, -0.3):
            m = np.array([[1, s, -s * (h - 1) / 2], [0, 1, 0]])
            # Black on all sides, wide enough, and put back into the middle by its box.
            room = int(np.ceil(abs(s) * (h - 1) / 2))
            a = np.pad(smooth(w, h), ((0, 0), (room, room), (0, 0)))
            m[0, 2] = -s * (h - 1) / 2
            r = cv2.warpAffine(a, m, (w + 2 * room, h), flags=cv2.INTER_LINEAR, borderValue=(0, 0, 0))
            columns = np.nonzero(r.any((0, 2)))[0]
            r = r[:, columns.min() : columns.max() + 1]
            cut = (r.shape[1] - w) // 2
            r = np.ascontiguousarray(r[:, cut : cut + w])
            t.write(f"{s}\t{w}\t{h}\t{f.tell()}\n")
            f.write(r.tobytes())


if __name__ == "__main__":
    print("SciPy", scipy.__version__, "OpenCV", cv2.__version__)
    exact()
    opencv_shear()
