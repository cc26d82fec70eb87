#!/usr/bin/env python3
"""Makes the files of data-manifests/ from lists of facts and a mirror.

    python3 src/test/python/make_manifests.py --facts FACTS --mirror MIRROR --out data-manifests

FACTS holds weights.tsv, cnmc2019-files.tsv (part, file, label, subject, group, bytes, sha256 of all 15,114 cells
of C-NMC 2019), cnmc2019-in-mirror.tsv (those in the zips of TWO_FOLDS) and cnmc2019-subject-groups.tsv; MIRROR holds index.tsv and sha256/<hash>. Every cell
of the sample's zip is hashed here and must be the one that the list of facts names; subjects are
folded to upper case (the collection writes one of them both "h3" and "H3"). The manifest of the
whole collection takes names, sizes, hashes, labels and subjects from the list of facts as they are.
"""

import argparse
import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

COLLECTION = "C-NMC 2019"
DOI = "https://doi.org/10.7937/tcia.2019.dc64i46r"
CITATION = (
    "Gupta, A., & Gupta, R. (2019). ALL Challenge dataset of ISBI 2019 (C-NMC 2019) [Data set]. "
    "The Cancer Imaging Archive. https://doi.org/10.7937/tcia.2019.dc64i46r"
)
HOW_COLLECTION = [
    "C-NMC 2019 can't be fetched by this program from the archive itself, which hands it out through "
    "a client of its own.",
    "Open https://doi.org/10.7937/tcia.2019.dc64i46r, read the archive's data usage policy, and "
    "download the images (about 10 GB) with the client that the page names (IBM Aspera Connect, "
    "or the NBIA Data Retriever). Copies on Kaggle, found there as C-NMC 2019, have the same files.",
    "Unpack it or leave it zipped: folders, zips and zips in zips are all read.",
    "Of a copy that can be had by plain HTTPS as one zip: leukokit data fetch cnmc2019 --from "
    "kaggle:OWNER/NAME (or --from URL); every cell is checked by its hash, whoever hands it out.",
    "leukokit data verify PATH says what of the collection is there, and whether it is unchanged.",
    "leukokit data import PATH makes it known to the kit: folders stay where they are, zips are "
    "unpacked into the kit's store. A part of the collection is imported with --partial.",
    "leukokit reproduce loey2020 --data cnmc2019 (with --partial or --parts for a part of it).",
]
HOW_SAMPLE = [
    "The zip is taken by its hash from an offline mirror: set LEUKOKIT_MIRROR or --mirror to a "
    "folder that holds it under sha256/, then leukokit data fetch cnmc2019-sample.",
    "A copy of C-NMC 2019 that holds the 99 cells serves as well: "
    "leukokit data import PATH --collection cnmc2019-sample (leukokit data fetch cnmc2019 says "
    "how to get one).",
]
HOW_TWO_FOLDS = [
    "The three zips are taken by their hashes from an offline mirror: set LEUKOKIT_MIRROR or --mirror "
    "to a folder that holds them under sha256/, then leukokit data fetch cnmc2019-two-folds (or none of "
    "it: --data cnmc2019-two-folds reads them where they lie).",
    "A copy of C-NMC 2019 that holds the cells serves as well, as the collection's BMP or in any "
    "lossless format: leukokit data import PATH --collection cnmc2019-two-folds (leukokit data fetch "
    "cnmc2019 says how to get one).",
]
HOW_LOEY = [
    "The 564 images of Loey et al. 2020 can't be had: the paper names its two sources as 'Kaggle' "
    "and 'ASH Image Bank', without a data set, an image number, a version or a licence, and "
    "publishes neither the images nor a list of them.",
    "What would be needed: which Kaggle data set the 282 healthy images are from and which of its "
    "files; the numbers of the 282 images of the ASH Image Bank, and its permission to use them.",
    "With images that you have, sorted into two folders: leukokit reproduce loey2020 --data PATH "
    "--positive NAME --negative NAME. Without any: the phantom cells, which are the default.",
]
# The zips of cnmc2019-two-folds and the parts that each holds.
TWO_FOLDS = {
    "cnmc2019-fold_0.zip": ["fold_0"],
    "cnmc2019-fold_1.zip": ["fold_1"],
    "cnmc2019-rest.zip": ["fold_2", "prelim"],
}
FOLDERS = {
    "prelim": "validation_data/C-NMC_test_prelim_phase_data",
    "final": "testing_data/C-NMC_test_final_phase_data",
}
LABELS = {"all": "leukemic", "hem": "healthy", "": "unknown"}
CELL_COLUMNS = ["id", "file", "bytes", "sha256", "label", "subject", "group", "part"]
WEIGHTS_COLUMNS = [
    "name", "kind", "file", "bytes", "hash", "url", "licence", "origin", "network", "layout", "input",
    "preprocessing",
]
# What index.tsv does not say in columns: how the kit calls and reads each file.
MIRRORED = {
    "mobilenet_1_0_224_tf.h5": (
        "mobilenet-coral", "weights", "mobilenet", "keras-h5", "keras",
        "RGB, shorter side resized (bilinear) and centre-cropped to 224x224, x/127.5 - 1"),
    "squeezenet1_0.pth": (
        "squeezenet-deep-compression", "weights", "squeezenet", "torchvision-pth", "caffe",
        "BGR minus (104, 117, 123), resized to 227x227"),
    "cat.bmp": ("cat.bmp", "photograph", "", "", "", ""),
    "bird.bmp": ("bird.bmp", "photograph", "", "", "", ""),
    "hot_dog.jpg": ("hot_dog.jpg", "photograph", "", "", "", ""),
    "imagenet_labels.txt": ("imagenet_labels.txt", "labels", "", "", "", ""),
}
# By the facts' column "model": the kit's name, network, layout and input of each public file.
PUBLIC = {
    "alexnet torchvision":
        ("alexnet-torchvision", "alexnet-torchvision", "torchvision-pth", "torchvision"),
    "vgg16 torchvision":
        ("vgg16-torchvision", "vgg16-torchvision", "torchvision-pth", "torchvision"),
    "vgg19 torchvision":
        ("vgg19-torchvision", "vgg19-torchvision", "torchvision-pth", "torchvision"),
    "densenet121 torchvision":
        ("densenet121-torchvision", "densenet121-torchvision", "torchvision-pth", "torchvision"),
    "densenet169 torchvision":
        ("densenet169-torchvision", "densenet169", "torchvision-pth", "torchvision"),
    "squeezenet1_0 torchvision":
        ("squeezenet-torchvision", "squeezenet", "torchvision-pth", "torchvision"),
    "xception (timm/Cadene, ported from Keras)":
        ("xception-timm", "xception-timm", "timm-pth", "keras"),
    "inception_resnet_v2":
        ("inception-resnet-v2-timm", "inceptionresnetv2-timm", "timm-safetensors", "keras"),
    "mobilenetv1_100": ("mobilenet-timm", "mobilenet-timm", "timm-safetensors", "keras"),
    "vgg16 keras notop": ("vgg16-keras-notop", "vgg16", "keras-h5", "caffe-vgg"),
    "vgg19 keras notop": ("vgg19-keras-notop", "vgg19", "keras-h5", "caffe-vgg"),
    "xception keras notop": ("xception-keras-notop", "xception", "keras-h5", "keras"),
    "mobilenet keras notop": ("mobilenet-keras-notop", "mobilenet", "keras-h5", "keras"),
    "densenet121 keras notop":
        ("densenet121-keras-notop", "densenet121", "keras-h5", "torchvision"),
    "densenet121 keras top": ("densenet121-keras", "densenet121", "keras-h5", "torchvision"),
    "inception_resnet_v2 keras notop":
        ("inception-resnet-v2-keras-notop", "inceptionresnetv2", "keras-h5", "keras"),
    "BVLC alexnet": ("alexnet-bvlc", "alexnet", "caffemodel", "caffe"),
    "mobilenet v1 caffe (shicai)":
        ("mobilenet-shicai", "mobilenet", "caffemodel", "caffe-mobilenet"),
}
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "leukokit": "urn:leukokit:terms:",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def read_tsv(file):
    with open(file, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_csv(file, columns, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[c] for c in columns] for row in rows)
    data = text.getvalue().encode("utf-8")
    file.write_bytes(data)
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{len(data)} B",
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def write_json(file, value):
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    file.write_bytes(text.encode("utf-8"))


def column_field(record_set, table, column, description, data_type="sc:Text", **more):
    return {
        "@type": "cr:Field",
        "@id": f"{record_set}/{column}",
        "name": column,
        "description": description,
        "dataType": data_type,
        "source": {"fileObject": {"@id": table}, "extract": {"column": column}},
        **more,
    }


def cell_id(part, name):
    """Training names are unique; 1.bmp stands in the preliminary and in the final test."""
    return name if part.startswith("fold_") else f"{part}-{name}"


def cells_of_zip(zip_file, facts):
    """A row a cell of the zip; each must be known to the facts by part, name, size and hash."""
    known = {(f["part"], f["file"]): f for f in facts}
    rows = []
    with zipfile.ZipFile(zip_file) as z:
        for entry in z.infolist():
            if not entry.filename.endswith(".bmp"):
                continue
            name = entry.filename.rsplit("/", 1)[1]
            fold = re.search(r"/(fold_\d)/", entry.filename)
            part = fold.group(1) if fold else "prelim"
            fact = known[part, name]
            digest = hashlib.sha256(z.read(entry)).hexdigest()
            if digest != fact["sha256"] or entry.file_size != int(fact["bytes"]):
                raise SystemExit(f"{entry.filename} is not the file that the facts name")
            rows.append({
                "id": cell_id(part, name),
                "file": entry.filename,
                "bytes": entry.file_size,
                "sha256": digest,
                "label": LABELS[fact["label"]],
                "subject": fact["subject"].upper(),
                "group": fact["group"].upper(),
                "part": part,
            })
    return sorted(rows, key=lambda r: r["id"])


def cells_of_collection(facts):
    """A row a cell of the whole collection, at its place in the public tree."""
    rows = []
    for fact in facts:
        part, name = fact["part"], fact["file"]
        folder = FOLDERS.get(part) or f"training_data/{part}/{fact['label']}"
        rows.append({
            "id": cell_id(part, name),
            "file": f"C-NMC_Leukemia/{folder}/{name}",
            "bytes": int(fact["bytes"]),
            "sha256": fact["sha256"],
            "label": LABELS[fact["label"]],
            "subject": fact["subject"].upper(),
            "group": fact["group"].upper(),
            "part": part,
        })
    return sorted(rows, key=lambda r: r["id"])


def cells_of_two_folds(present, facts):
    """A row a cell that is listed as present; its file is the collection's, wherever it is kept."""
    known = {(f["part"], f["file"]): f for f in facts}
    rows = []
    for row in present:
        fact = known[row["part"], row["file"]]
        if fact["sha256"] != row["sha256"]:
            raise SystemExit(f"{row['member']}: the lists of facts disagree")
        rows.append({
            "id": cell_id(row["part"], row["file"]),
            "file": row["member"].rsplit(".", 1)[0] + ".bmp",
            "bytes": int(fact["bytes"]),
            "sha256": fact["sha256"],
            "label": LABELS[fact["label"]],
            "subject": fact["subject"].upper(),
            "group": fact["group"].upper(),
            "part": row["part"],
        })
    return sorted(rows, key=lambda r: r["id"])


def two_folds_manifest(rows, table, index, mirror, total):
    """The zips hold the cells as WebP; each is checked to have exactly the cells of its parts."""
    archives = []
    for name, parts in TWO_FOLDS.items():
        with zipfile.ZipFile(mirror / "sha256" / index[name]["sha256"]) as z:
            there = sorted(n for n in z.namelist() if not n.endswith("/"))
        wanted = sorted(r["file"][:-4] + ".webp" for r in rows if r["part"] in parts)
        if there != wanted:
            raise SystemExit(f"{name} does not hold the cells of {parts}")
        archives.append({
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "description": "Cells as lossless WebP: the pixels are the collection's, the files are not.",
            "contentUrl": name,
            "contentSize": f"{index[name]['bytes']} B",
            "encodingFormat": "application/zip",
            "sha256": index[name]["sha256"],
            "leukokit:parts": parts,
        })
    images = {
        "@type": "cr:FileSet",
        "@id": "webp-files",
        "name": "webp-files",
        "containedIn": [{"@id": name} for name in TWO_FOLDS],
        "encodingFormat": "image/webp",
        "includes": "*.webp",
    }
    return cells_manifest(
        "cnmc2019-two-folds",
        f"C-NMC 2019, most of two folds: {len(rows):,} of {total:,} cells",
        f"{len(rows):,} of the {total:,} cells of the collection: most of two of its three training "
        "folds and some of the third and of the preliminary test, with subjects and with the groups "
        "of subjects that share cells; some groups are left out on purpose. The hashes are those of "
        "the collection's own bitmaps, which follow from the pixels.",
        rows, table, [*archives, table, images], "archives", total, HOW_TWO_FOLDS, "webp-files")


def sample_manifest(rows, table, container, total):
    archive = {
        "@type": "cr:FileObject",
        "@id": container["name"],
        "name": container["name"],
        "description": "The cells with their original bytes, in the collection's public tree.",
        "contentUrl": container["name"],
        "contentSize": f"{container['bytes']} B",
        "encodingFormat": "application/zip",
        "sha256": container["sha256"],
    }
    images = {
        "@type": "cr:FileSet",
        "@id": "bmp-files",
        "name": "bmp-files",
        "containedIn": {"@id": container["name"]},
        "encodingFormat": "image/bmp",
        "includes": "*.bmp",
    }
    return cells_manifest(
        "cnmc2019-sample",
        f"C-NMC 2019, a sample: {len(rows)} of {total:,} cells",
        f"{len(rows)} of the {total:,} cells of the collection, files unchanged, "
        "with subjects and with the groups of subjects that share cells. Enough to prove a "
        "pipeline, far too few to quote an accuracy from.",
        rows, table, [archive, table, images], "archive", total, HOW_SAMPLE)


def collection_manifest(rows, table):
    images = {
        "@type": "cr:FileSet",
        "@id": "bmp-files",
        "name": "bmp-files",
        "description": "The collection in its public tree; it is not part of the kit.",
        "encodingFormat": "image/bmp",
        "includes": "C-NMC_Leukemia/**/*.bmp",
    }
    return cells_manifest(
        "cnmc2019",
        "C-NMC 2019",
        f"All {len(rows):,} cells of the collection by name, size and hash, with the subjects of "
        "training and preliminary test and with the groups of subjects that share cells. Labels "
        "and subjects of the final test were not published.",
        rows, table, [table, images], "collection", len(rows), HOW_COLLECTION)


def file_fields(field, container):
    return [
        field("file", f"Path in the {container}.", references={"field": {"@id": "images/path"}}),
        field("bytes", "Size of the file in bytes.", "sc:Integer"),
        field("sha256", "SHA-256 of the file, 64 hexadecimal digits."),
    ]


def bitmap_fields(field):
    return [
        field("file", "Path of the collection's bitmap; in the archives it ends in .webp instead."),
        field("bytes", "Size of the collection's bitmap in bytes.", "sc:Integer"),
        field("sha256", "SHA-256 of the collection's bitmap, 64 hexadecimal digits: of the pixels as 24 "
              "bits, from the bottom up, behind the header that the collection writes."),
    ]


def cells_manifest(
        name, title, description, rows, table, distribution, container, total, how,
        images="bmp-files"):
    subjects = {r["subject"] for r in rows if r["subject"]}
    field = lambda *a, **k: column_field("cells", table["@id"], *a, **k)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "alternateName": title,
        "description": (
            "Single cells, segmented on black from photographs of stained blood smears: "
            "leukemic B-lymphoblasts (acute lymphoblastic leukemia) and healthy B-lymphoid "
            f"precursors. {description}"),
        "url": DOI,
        "license": {
            "@type": "sc:CreativeWork",
            "name": "CC BY 3.0",
            "url": "https://creativecommons.org/licenses/by/3.0/",
        },
        "usageInfo": (
            "TCIA Data Usage Policy and Restrictions: cite the collection and its publications, "
            "and make no attempt to identify the persons that the cells are from."),
        "citeAs": CITATION,
        "creator": [
            {"@type": "sc:Person", "name": "Anubha Gupta"},
            {"@type": "sc:Person", "name": "Ritu Gupta"},
        ],
        "publisher": {"@type": "sc:Organization", "name": "The Cancer Imaging Archive"},
        "datePublished": "2019",
        "version": "1.0.0",
        "isLiveDataset": False,
        "leukokit:cells": len(rows),
        "leukokit:subjects": len(subjects),
        "leukokit:collectionCells": total,
        "leukokit:howToGet": how,
        "distribution": distribution,
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "images",
                "name": "images",
                "description": f"The image files of the {container}.",
                "key": {"@id": "images/path"},
                "field": [
                    {
                        "@type": "cr:Field",
                        "@id": "images/path",
                        "name": "path",
                        "description": f"Path in the {container}.",
                        "dataType": "sc:Text",
                        "source": {
                            "fileSet": {"@id": images},
                            "extract": {"fileProperty": "fullpath"},
                        },
                    },
                    {
                        "@type": "cr:Field",
                        "@id": "images/image",
                        "name": "image",
                        "description": "The photograph of one cell on black.",
                        "dataType": "sc:ImageObject",
                        "source": {
                            "fileSet": {"@id": images},
                            "extract": {"fileProperty": "content"},
                        },
                    },
                ],
            },
            {
                "@type": "cr:RecordSet",
                "@id": "cells",
                "name": "cells",
                "description": "One row a cell, ordered by id.",
                "key": {"@id": "cells/id"},
                "field": [
                    field("id", "Name of the cell, unique in the collection."),
                    *(file_fields(field, container) if images == "bmp-files" else bitmap_fields(field)),
                    field("label", "leukemic, healthy or unknown."),
                    field("subject", "The person that the cell is from; empty if unknown."),
                    field("group", "Subjects that share cells, to be kept on one side of a split."),
                    field("part", "fold_0, fold_1, fold_2 (training), prelim or final (tests)."),
                ],
            },
        ],
    }


def mirrored_weights(mirror, index):
    """The files that are at hand, hashed here."""
    rows = []
    for file_name, (name, kind, network, layout, given, preprocessing) in MIRRORED.items():
        entry = index[file_name]
        file = mirror / "sha256" / entry["sha256"]
        if hashlib.sha256(file.read_bytes()).hexdigest() != entry["sha256"]:
            raise SystemExit(f"{file_name} in the mirror is damaged")
        rows.append({
            "name": name, "kind": kind, "file": file_name, "bytes": file.stat().st_size,
            "hash": "sha256:" + entry["sha256"], "url": "", "licence": entry["licence"],
            "origin": entry["origin"] + (f". {entry['note']}" if kind == "weights" else ""),
            "network": network, "layout": layout, "input": given, "preprocessing": preprocessing,
        })
    return rows


def public_weights(facts):
    """The public files, none of which is at hand: what the list of facts says, and no more."""
    rows = []
    above = {}
    for fact in read_tsv(facts):
        fact = {k: above[k] if v == "same" else (v or "") for k, v in fact.items()}
        above = fact
        name, network, layout, given = PUBLIC[fact["model"]]
        url, origin = fact["url"], fact["source"]
        file_name = url.rsplit("/", 1)[-1]
        if url.startswith("hf "):
            url, origin, file_name = "", f"{url[3:]} on the Hugging Face hub; {origin}", "model.safetensors"
        rows.append({
            "name": name, "kind": "weights", "file": file_name, "bytes": fact["bytes"],
            "hash": digests(fact["hash"]), "url": url,
            "licence": fact["licence"] or "not stated by the source", "origin": origin,
            "network": network, "layout": layout, "input": given,
            "preprocessing": fact["preprocess"],
        })
    if len(rows) != len(PUBLIC):
        raise SystemExit("the facts and PUBLIC differ in their files")
    return rows


def digests(text):
    """The facts' ways of writing digests in the manifest's one way."""
    text = text.replace("sha256 prefix ", "sha256-prefix:")
    return " ".join(re.findall(r"(?:sha256|sha1|md5|sha256-prefix):[0-9a-f]+", text))


def loey_manifest():
    """The set of the paper, which nobody can rebuild: what is known of it and what is not."""
    images = lambda key, label, source: {
        "@type": "cr:FileSet",
        "@id": key,
        "name": key,
        "description": f"282 {label} images from '{source}', as the paper names it; not published.",
        "encodingFormat": "image/*",
        "includes": "*",
    }
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "loey2020",
        "alternateName": "The images of Loey et al. 2020 (not available)",
        "description": (
            "564 photographs of blood smears, 282 of healthy persons and 282 of leukemic ones, "
            "augmented by their authors to 2,820. The set can't be rebuilt: the paper names its "
            "sources without saying which files were taken, and says nothing of subjects."),
        "url": "https://doi.org/10.3390/computers9020029",
        "license": {
            "@type": "sc:CreativeWork",
            "name": "not known: the images were not published as a set",
        },
        "usageInfo": "Not known. The ASH Image Bank has terms of its own.",
        "citeAs": (
            "Loey, M., Naman, M., & Zayed, H. (2020). Deep Transfer Learning in Diagnosing "
            "Leukemia in Blood Cells. Computers, 9(2), 29. "
            "https://doi.org/10.3390/computers9020029"),
        "creator": [
            {"@type": "sc:Person", "name": "M. Loey"},
            {"@type": "sc:Person", "name": "M. Naman"},
            {"@type": "sc:Person", "name": "H. Zayed"},
        ],
        "datePublished": "2020",
        "version": "1.0.0",
        "isLiveDataset": False,
        "leukokit:cells": 564,
        "leukokit:subjects": 0,
        "leukokit:collectionCells": 564,
        "leukokit:available": False,
        "leukokit:howToGet": HOW_LOEY,
        "distribution": [
            images("healthy-images", "healthy", "Kaggle"),
            images("leukemic-images", "leukemic", "ASH Image Bank"),
        ],
    }


def weights_manifest(rows, table):
    field = lambda *a, **k: column_field("files", table["@id"], *a, **k)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "weights",
        "alternateName": "ImageNet weights, and photographs to check them with",
        "description": (
            "Weights of networks trained on ImageNet, and photographs with the list of class names "
            "to check them with. What is known of each file's hash stands in the table; where no "
            "SHA-256 is known, the first fetch records it. So do licences."),
        "url": "https://github.com/google-coral/test_data",
        "license": {
            "@type": "sc:CreativeWork",
            "name": "One a file, see the table",
            "url": "https://www.apache.org/licenses/LICENSE-2.0",
        },
        "usageInfo": "Each file under the licence that its row names.",
        "citeAs": "See the column origin.",
        "creator": {"@type": "sc:Organization", "name": "See the column origin."},
        "datePublished": "2026",
        "version": "1.0.0",
        "isLiveDataset": False,
        "distribution": [table],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "files",
                "name": "files",
                "description": "One row a file.",
                "key": {"@id": "files/name"},
                "field": [
                    field("name", "The kit's name of the file."),
                    field("kind", "weights, photograph or labels."),
                    field("file", "The name under which it is published."),
                    field("bytes", "Size of the file in bytes; empty if unknown.", "sc:Integer"),
                    field("hash", "Every digest that is known, as sha256:, sha1:, md5: or "
                          "sha256-prefix: with hexadecimal digits, separated by spaces; empty if "
                          "none is."),
                    field("url", "Where it can be fetched; empty if no address is known.", "sc:URL"),
                    field("licence", "Licence of the file."),
                    field("origin", "Where it is from and what was done to it."),
                    field("network", "The kit's name of the network; empty if no weights."),
                    field("layout", "keras-h5, torchvision-pth, timm-pth, timm-safetensors or "
                          "caffemodel; empty if no weights."),
                    field("input", "keras, torchvision, caffe, caffe-vgg or caffe-mobilenet: what "
                          "is done to pixels; empty if no weights."),
                    field("preprocessing", "The same in words, with sizes."),
                ],
            }
        ],
    }


def corrected(evidence):
    """The facts give one range of pixels for two pairs; measured on the sample (RealPairsTest)."""
    return evidence.replace(
        "pixels of H10_1_1 and h3_1_1 differ in 14-40 places", "H10_1_1 and h3_1_1 differ in 14 pixels"
    ).replace("9 (H7), 7 (H4)", "9 (H7), 7 (H4); H2_1_1 and H6_1_1 differ in 40 pixels")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--mirror", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    index = {row["name"]: row for row in read_tsv(args.mirror / "index.tsv")}
    facts = read_tsv(args.facts / "cnmc2019-files.tsv")
    container = index["cnmc2019-sample.zip"]
    cells = cells_of_zip(args.mirror / "sha256" / container["sha256"], facts)
    table = write_csv(args.out / "cnmc2019-sample.csv", CELL_COLUMNS, cells)
    write_json(args.out / "cnmc2019-sample.json",
               sample_manifest(cells, table, container, len(facts)))

    collection = cells_of_collection(facts)
    listed = {row["id"]: row for row in collection}
    if any(listed[row["id"]] != row for row in cells):
        raise SystemExit("sample and collection disagree on a cell")
    table = write_csv(args.out / "cnmc2019.csv", CELL_COLUMNS, collection)
    write_json(args.out / "cnmc2019.json", collection_manifest(collection, table))
    two = cells_of_two_folds(read_tsv(args.facts / "cnmc2019-in-mirror.tsv"), facts)
    if any({**listed[row["id"]], "file": row["file"]} != row for row in two):
        raise SystemExit("two folds and collection disagree on a cell")
    table = write_csv(args.out / "cnmc2019-two-folds.csv", CELL_COLUMNS, two)
    write_json(args.out / "cnmc2019-two-folds.json",
               two_folds_manifest(two, table, index, args.mirror, len(facts)))
    write_json(args.out / "loey2020.json", loey_manifest())

    rows = mirrored_weights(args.mirror, index) + public_weights(args.facts / "weights.tsv")
    table = write_csv(args.out / "weights.csv", WEIGHTS_COLUMNS, rows)
    write_json(args.out / "weights.json", weights_manifest(rows, table))

    groups = []
    for row in read_tsv(args.facts / "cnmc2019-subject-groups.tsv"):
        for subject in row["subjects"].split(","):
            groups.append({"subject": subject.upper(), "group": row["group"].upper(),
                           "evidence": corrected(row["evidence"])})
    write_csv(args.out / "cnmc2019-subject-groups.csv", ["subject", "group", "evidence"], groups)
    print(f"{len(cells)} of {len(collection)} cells, {len(rows)} files, {len(groups)} grouped subjects")


if __name__ == "__main__":
    main()
