"""Writes the coded reports as articles of the gold's form, so that the gold's scorer measures claims against them.

    python training/coded.py --news NEWS --out DIR
    herodotus code DIR/reports.jsonl --format jsonl > claims.jsonl
    python score_claims.py DIR/gold claims.jsonl

What the codes do not hold (the words of sources and parties) is left out or stands as the party's own name, so the scorer's
row on sources says nothing here. `--keep WORD` takes only reports whose id holds that word. `DIR/gold` gets one article a
file, `DIR/reports.jsonl` the reports without their codes.
"""

import argparse
import json
from pathlib import Path

VOICES = {"own": [], "hidden": ["?"], "told": ["told"]}


def article(report, claims):
    """One report and its codes in the gold's form."""
    party = lambda names: [{"text": n, "party": n} for n in names]
    days = lambda pair: pair and {"start": pair[0], "end": pair[1]}
    out = {k: report[k] for k in ("id", "outlet", "title", "published", "text") if report.get(k)}
    out["claims"] = [{
        "quote": report["text"][slice(*c["span"])], "kind": c["kind"], "event": c.get("event"), "mode": c.get("mode"),
        "sources": VOICES[c["voice"]], "side": c.get("side"), "direct": c.get("direct", False),
        "agents": party(c.get("agents", [])), "targets": party(c.get("targets", [])), "places": [],
        "date": days(c.get("date")), "status": c.get("status", "happened"), "certainty": c.get("certainty", "firm"),
        "tally": c.get("tally"),
    } for c in claims]
    return out


def main():
    """Reads, joins, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl")
    p.add_argument("--news", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--keep", default="", help="take only reports whose id holds this")
    o = p.parse_args()
    codes = {r["id"]: r["claims"] for r in map(json.loads, o.coded.open(encoding="utf-8")) if o.keep in r["id"]}
    (o.out / "gold").mkdir(parents=True, exist_ok=True)
    with (o.out / "reports.jsonl").open("w", encoding="utf-8") as reports:
        for file in sorted(o.news.glob("*.jsonl")):
            for report in map(json.loads, file.open(encoding="utf-8")):
                claims = codes.pop(report["id"], None)
                if claims is None:
                    continue
                reports.write(json.dumps(report, ensure_ascii=False) + "\n")
                name = report["id"].replace("/", "-") + ".json"
                (o.out / "gold" / name).write_text(json.dumps(article(report, claims), ensure_ascii=False), encoding="utf-8")
    if codes:
        print(f"{len(codes)} coded reports are not in {o.news}")


if __name__ == "__main__":
    main()
