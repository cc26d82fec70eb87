"""Makes the fixtures of ImageTagsTest: pictures with orientation tags, turned by Pillow as their tags
say, and a TIFF of several pages.

Needs Pillow and numpy:  python3 image_orientation.py ../resources/image/tags
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

ORIENTATION = 274


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    pixels = (np.arange(5 * 3 * 3).reshape(3, 5, 3) * 5 + 7).astype(np.uint8)
    plain = Image.fromarray(pixels)
    lines = []
    for tag in range(1, 9):
        exif = Image.Exif()
        exif[ORIENTATION] = tag
        plain.save(folder / f"{tag}.png", exif=exif)
        plain.save(folder / f"{tag}.tif", tiffinfo={ORIENTATION: tag})
        plain.save(folder / f"{tag}.webp", exif=exif, lossless=True, exact=True)
        # Large enough that what JPEG loses doesn't hide a turn.
        large = plain.resize((80, 48), Image.NEAREST)
        large.save(folder / f"{tag}.jpg", exif=exif, quality=95)
        for kind in ("png", "tif", "webp"):
            # Of the PNG in all cases: not every Pillow sees the tag of a TIFF here.
            turned = ImageOps.exif_transpose(Image.open(folder / f"{tag}.png")).convert("RGB")
            lines.append(f"{tag}.{kind}\t{turned.width}\t{turned.height}\t{turned.tobytes().hex()}")
        turned = ImageOps.exif_transpose(Image.open(folder / f"{tag}.jpg")).convert("RGB")
        small = turned.resize((turned.width // 16, turned.height // 16), Image.BOX)
        lines.append(f"{tag}.jpg\t{small.width}\t{small.height}\t{small.tobytes().hex()}")
    (folder / "turned.tsv").write_text("\n".join(lines) + "\n")
    pages = [plain, plain.rotate(90, expand=True), plain]
    pages[0].save(folder / "pages.tif", save_all=True, append_images=pages[1:])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
