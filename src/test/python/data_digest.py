#!/usr/bin/env python3
"""The data digest of a manifest's table, computed apart from the kit, as a fixture.

    python3 src/test/python/data_digest.py data-manifests/cnmc2019-sample.csv \\
        > src/test/resources/data/cnmc2019-sample.digest
"""

import csv
import hashlib
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as f:
    rows = sorted(csv.DictReader(f), key=lambda r: r["id"])
text = "".join(
    "\t".join([r["id"], r["sha256"], r["label"].upper(), r["subject"], r["group"], r["part"]]) + "\n"
    for r in rows
)
print(hashlib.sha256(text.encode("utf-8")).hexdigest())
