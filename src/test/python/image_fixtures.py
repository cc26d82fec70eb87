"""Makes the fixtures of the image room with Pillow, SciPy and OpenCV.

Run from the root of the repository: python3 src/test/python/image_fixtures.py
With LEUKOKIT_MIRROR set, the digests of the real cells are made as well; no image of theirs is kept.
"""

import hashlib
import io
import os
import zipfile
from pathlib import Path

import cv2
import numpy as np
import PIL
import scipy
from PIL import Image, ImageCms
from scipy import ndimage

OUT = Path("src/test/resources/image")
SAMPLE = "82839f1ecffd51fa19e4f3808bb63226cc8001d612b71c8c5aaf4e4deb7a9c42"


def rough(w, h):
    """Neighbours that have nothing to do with each other; the Java side computes the same."""
    y, x, c = np.meshgrid(np.arange(h), np.arange(w), np.arange(3), indexing="ij")
    v = x * x * 3 + y * y * 5 + x * y * 7 + c * 41 + (x ^ y) * 11
    return (v % 256).astype(np.uint8)


def smooth(w, h):
    """A slope of at most 4 a pixel; the Java side computes the same."""
    y, x, c = np.meshgrid(np.arange(h), np.arange(w), np.arange(3), indexing="ij")
    return (20 + 3 * x + 2 * y + 15 * c).astype(np.uint8)


def framed(w, h):
    """A rough disc on black, as cells are; the Java side computes the same."""
    a = rough(w, h)
    y, x = np.mgrid[:h, :w]
    a[16 * (2 * x - w) ** 2 * h * h + 16 * (2 * y - h) ** 2 * w * w > 9 * w * w * h * h] = 0
    return a


def sha(a):
    return hashlib.sha256(np.ascontiguousarray(a).tobytes()).hexdigest()


def resize():
    sizes = [
        (450, 450, 227, 227), (450, 450, 224, 224), (450, 450, 256, 256), (450, 450, 299, 299),
        (300, 300, 224, 224), (250, 250, 500, 500), (64, 48, 64, 17), (64, 48, 9, 48),
        (7, 5, 31, 29), (1, 1, 8, 3), (33, 57, 1, 1), (450, 450, 449, 451), (13, 640, 480, 16),
        (64, 48, 64, 48), (600, 600, 227, 227), (3, 1, 2, 1),
    ]
    with open(OUT / "resize-pillow.tsv", "w") as f:
        f.write("picture\tfrom_w\tfrom_h\tto_w\tto_h\tsha256\tbegin\n")
        for picture in (rough, framed):
            for w, h, ww, hh in sizes:
                r = np.asarray(Image.fromarray(picture(w, h)).resize((ww, hh), Image.BILINEAR))
                begin = r.tobytes()[:24].hex()
                f.write(f"{picture.__name__}\t{w}\t{h}\t{ww}\t{hh}\t{sha(r)}\t{begin}\n")


def rotated_scipy(a, degrees, order):
    h, w, _ = a.shape
    t = np.deg2rad(degrees)
    # From (row, column) of the result to those of the source; rows run downward.
    m = np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]])
    m[np.abs(m) < 1e-15] = 0
    centre = np.array([(h - 1) / 2, (w - 1) / 2])
    planes = [
        ndimage.affine_transform(
            a[:, :, c].astype(float), m, centre - m @ centre, order=order, mode="grid-constant", cval=0.0
        )
        for c in range(3)
    ]
    return np.stack(planes, 2)


def rotate():
    angles = list(range(25, 130, 5)) + [-a for a in range(25, 130, 5)] + [0, 90, 180, 270, 7.3]
    w, h = 31, 23
    with open(OUT / "rotate-scipy.bin", "wb") as f, open(OUT / "rotate-scipy.tsv", "w") as t:
        t.write("degrees\tw\th\toffset\n")
        for angle in angles:
            exact = rotated_scipy(rough(w, h), angle, 1)
            # Rounded half up; sums that are halves but for the last bits count as halves.
            r = np.floor(exact + 0.5 + 1e-9).astype(np.uint8)
            t.write(f"{angle}\t{w}\t{h}\t{f.tell()}\n")
            f.write(r.tobytes())
    assert (rotated_scipy(rough(w, w), 90, 1).round() == np.rot90(rough(w, w))).all()
    with open(OUT / "rotate-opencv.bin", "wb") as f, open(OUT / "rotate-opencv.tsv", "w") as t:
        t.write("degrees\tw\th\toffset\n")
        for angle in (25, 60, -35, -110, 90):
            m = cv2.getRotationMatrix2D(((w - 1) / 2, (h - 1) / 2), angle, 1.0)
            r = cv2.warpAffine(smooth(w, h), m, (w, h), flags=cv2.INTER_LINEAR, borderValue=(0, 0, 0))
            t.write(f"{angle}\t{w}\t{h}\t{f.tell()}\n")
            f.write(r.tobytes())


def on_black(rgb, alpha):
    return ((rgb.astype(int) * alpha.astype(int)[:, :, None] + 127) // 255).astype(np.uint8)


def formats():
    folder = OUT / "formats"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    w, h = 13, 9
    rgb = rough(w, h)
    grey = rgb[:, :, 1]
    alpha = rgb[::-1, :, 2].copy()
    triple = np.repeat(grey[:, :, None], 3, 2)
    wide = grey.astype(np.uint16) * 256 + 199
    palette = Image.fromarray(rgb).quantize(7)
    bilevel = Image.fromarray(grey).convert("1")
    cases = [
        ("rgb24.bmp", Image.fromarray(rgb), {}, rgb),
        ("grey8.bmp", Image.fromarray(grey), {}, triple),
        ("palette.bmp", palette, {}, palette.convert("RGB")),
        ("bilevel.bmp", bilevel, {}, bilevel.convert("RGB")),
        ("rgb.png", Image.fromarray(rgb), {}, rgb),
        ("grey8.png", Image.fromarray(grey), {}, triple),
        ("grey16.png", Image.fromarray(wide), {}, triple),
        ("palette.png", palette, {}, palette.convert("RGB")),
        ("bilevel.png", bilevel, {}, bilevel.convert("RGB")),
        ("rgba.png", Image.fromarray(np.dstack([rgb, alpha])), {}, on_black(rgb, alpha)),
        ("grey-alpha.png", Image.fromarray(np.dstack([grey, alpha]), "LA"), {}, on_black(triple, alpha)),
        ("rgb.tif", Image.fromarray(rgb), {}, rgb),
        ("rgb-lzw.tif", Image.fromarray(rgb), {"compression": "tiff_lzw"}, rgb),
        ("grey8.tif", Image.fromarray(grey), {}, triple),
        ("grey16.tif", Image.fromarray(wide), {}, triple),
    ]
    with open(OUT / "formats.tsv", "w") as f:
        f.write("file\tw\th\tsha256\n")
        for name, image, options, expected in cases:
            image.save(folder / name, **options)
            f.write(f"{name}\t{w}\t{h}\t{sha(np.asarray(expected))}\n")
        webp(f, folder, w, h, rgb, alpha, palette)
        # 16-bit RGB, which Pillow doesn't write; OpenCV wants blue first.
        ok, png = cv2.imencode(".png", (rgb[:, :, ::-1].astype(np.uint16) * 256 + 77))
        assert ok
        (folder / "rgb16.png").write_bytes(png.tobytes())
        f.write(f"rgb16.png\t{w}\t{h}\t{sha(rgb)}\n")
        photo = Image.fromarray(smooth(40, 30))
        for name, options in (
            ("444.jpg", {"quality": 95, "subsampling": 0}),
            ("420.jpg", {"quality": 80, "subsampling": 2}),
            ("progressive.jpg", {"quality": 80, "subsampling": 0, "progressive": True}),
        ):
            photo.save(folder / name, **options)
            f.write(f"{name}\t40\t30\t{sha(np.asarray(Image.open(folder / name)))}\n")
        photo.convert("L").save(folder / "grey.jpg")
        f.write(f"grey.jpg\t40\t30\t{sha(np.asarray(Image.open(folder / 'grey.jpg').convert('RGB')))}\n")
    photo.convert("CMYK").save(folder / "cmyk.jpg")
    Image.fromarray(grey.astype(np.float32)).save(folder / "float.tif")


def webp(f, folder, w, h, rgb, alpha, palette):
    """Lossless ones like every format; a lossy one with Pillow's pixels beside it; an animation."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name, image, options, expected in (
        ("rgb.webp", Image.fromarray(rgb), {}, rgb),
        ("palette.webp", palette.convert("RGB"), {}, palette.convert("RGB")),
        ("rgba.webp", Image.fromarray(np.dstack([rgb, alpha])), {"exact": True}, on_black(rgb, alpha)),
        ("profile.webp", Image.fromarray(rgb), {"icc_profile": profile}, rgb),
    ):
        image.save(folder / name, lossless=True, **options)
        f.write(f"{name}\t{w}\t{h}\t{sha(np.asarray(expected))}\n")
    Image.new("RGB", (450, 450)).save(folder / "black.webp", lossless=True)
    one = Image.fromarray(smooth(40, 30))
    one.save(folder / "lossy.webp", quality=80)
    Image.open(folder / "lossy.webp").convert("RGB").save(OUT / "lossy-webp.png")
    one.save(folder / "animated.webp", save_all=True, append_images=[one.rotate(180)], lossless=True)


def real_cells():
    mirror = os.environ.get("LEUKOKIT_MIRROR")
    if not mirror:
        print("LEUKOKIT_MIRROR is not set: the digests of the real cells stay as they are")
        return
    with zipfile.ZipFile(Path(mirror) / "sha256" / SAMPLE) as z, open(OUT / "cnmc2019-sample-pixels.tsv", "w") as f:
        f.write("file\tsha256\tbox_x\tbox_y\tbox_w\tbox_h\n")
        boxes = published_boxes()
        for name in sorted(z.namelist()):
            if not name.endswith(".bmp"):
                continue
            a = np.asarray(Image.open(io.BytesIO(z.read(name))).convert("RGB"))
            base = name.rsplit("/", 1)[1]
            box = "\t".join(boxes.get(base, [""] * 4))
            f.write(f"{base}\t{sha(a)}\t{box}\n")


def published_boxes():
    """LEUKOKIT_BOXES: the annotations published with the collection, as file, ..., x, y, w, h."""
    table = os.environ.get("LEUKOKIT_BOXES")
    if not table:
        raise SystemExit("set LEUKOKIT_BOXES to the table of published boxes")
    rows = [line.rstrip("\n").split("\t") for line in open(table)]
    columns = [rows[0].index(k) for k in ("x", "y", "w", "h")]
    return {r[0]: [r[c] for c in columns] for r in rows[1:]}


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    print("Pillow", PIL.__version__, "SciPy", scipy.__version__, "OpenCV", cv2.__version__)
    resize()
    rotate()
    formats()
    real_cells()
