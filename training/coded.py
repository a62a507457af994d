"""Writes the coded reports as articles of the gold's form, so that the gold's scorer measures claims against them.

    python training/coded.py --news NEWS --out DIR
    herodotus code DIR/reports.jsonl --format jsonl > claims.jsonl
    python score_claims.py DIR/gold claims.jsonl

What the codes do not hold (the words of sources and parties) is left out or stands as the party's own name, so the scorer's
row on sources says nothing here. `--keep WORD` takes only reports whose id holds that word. `DIR/gold` gets one article a
file, `DIR/reports.jsonl` the reports without their codes.

With `--linked training/linked.jsonl`, which tells the claims of some of these reports that are the same, contradict or update each
other, `DIR/topics` gets a folder for each set of reports that were compared, in the form of the gold's: to fit the linker on.
"""

import argparse
import json
from pathlib import Path

COUNT = ("what", "who", "party", "civilian", "low", "high", "scope", "as_of")
VOICES = {"own": [], "hidden": ["?"], "told": ["told"]}


def article(report, claims):
    """One report and its codes in the gold's form."""
    party = lambda names: [{"text": n, "party": n} for n in names]
    days = lambda pair: pair and {"start": pair[0], "end": pair[1]}
    count = lambda told: told and {**dict.fromkeys(COUNT), **told}
    out = {k: report.get(k) for k in ("id", "outlet", "title", "published", "text")}
    out["claims"] = [{
        "quote": report["text"][slice(*c["span"])], "kind": c["kind"], "event": c.get("event"), "mode": c.get("mode"),
        "sources": VOICES[c["voice"]], "side": c.get("side"), "cue": None, "direct": c.get("direct", False),
        "agents": party(c.get("agents", [])), "targets": party(c.get("targets", [])), "places": [],
        "date": days(c.get("date")), "status": c.get("status", "happened"), "certainty": c.get("certainty", "firm"),
        "tally": count(c.get("tally")),
    } for c in claims]
    return out


def links(topic):
    """The links of one set of reports in the gold's form: the first of a group that is the same with each other."""
    end = lambda place: [topic["reports"][place[0]], place[1]]
    pairs = [("same", group[0], other) for group in topic["same"] for other in group[1:]]
    pairs += [(kind, *pair) for kind in ("contradicts", "updates") for pair in topic[kind]]
    return {"links": [{"a": end(a), "b": end(b), "relation": kind} for kind, a, b in pairs]}


def write_topics(topics, articles, out):
    """A folder for each set of reports, with their articles and links."""
    for number, topic in enumerate(topics):
        folder = out / "topics" / f"{number:02}"
        folder.mkdir(parents=True, exist_ok=True)
        for report in topic["reports"]:
            write(folder / f"{report}.json", articles[report])
        write(folder / "links.json", links(topic))


def write(path, value):
    """One JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def main():
    """Reads, joins, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl")
    p.add_argument("--news", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--keep", default="", help="take only reports whose id holds this")
    p.add_argument("--linked", type=Path, help="write the folders of these sets of reports, too")
    o = p.parse_args()
    articles = {}
    codes = {r["id"]: r["claims"] for r in map(json.loads, o.coded.open(encoding="utf-8")) if o.keep in r["id"]}
    (o.out / "gold").mkdir(parents=True, exist_ok=True)
    with (o.out / "reports.jsonl").open("w", encoding="utf-8") as reports:
        for file in sorted(o.news.glob("*.jsonl")):
            for report in map(json.loads, file.open(encoding="utf-8")):
                claims = codes.pop(report["id"], None)
                if claims is None:
                    continue
                reports.write(json.dumps(report, ensure_ascii=False) + "\n")
                articles[report["id"]] = article(report, claims)
                write(o.out / "gold" / (report["id"].replace("/", "-") + ".json"), articles[report["id"]])
    if o.linked:
        write_topics(map(json.loads, o.linked.open(encoding="utf-8")), articles, o.out)
    if codes:
        print(f"{len(codes)} coded reports are not in {o.news}")


if __name__ == "__main__":
    main()
