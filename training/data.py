"""Reads the corpora into one kind of sentence; what a corpus does not annotate, or annotates otherwise, is masked."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from labels import plain, rule_of

MASK = None
CUE_TAGS = ["O", "CUE", "SPEAKER"]
ENTITY_TAGS = ["O"] + [f"{b}-{t}" for t in ("PER", "ORG", "LOC", "OTH") for b in "BI"]
MAX_SUBWORDS = 256


@dataclass
class Sentence:
    """One tokenised sentence. Each annotation is a list as long as `forms`; MASK stands for "not known"."""

    name: str
    forms: list
    lemma: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    head: list = field(default_factory=list)
    rel: list = field(default_factory=list)
    ner: list = field(default_factory=list)
    cue: list = field(default_factory=list)
    misc: list = field(default_factory=list)

    def __post_init__(self):
        for key in ("lemma", "upos", "xpos", "head", "rel", "ner", "cue"):
            if not getattr(self, key):
                setattr(self, key, [MASK] * len(self.forms))


def blocks(path):
    """The blank-line separated blocks of a file, as lists of lines."""
    block = []
    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def sent_id(block):
    """The `# sent_id` of a CoNLL-U block, or an empty string."""
    return next((l.split("=", 1)[1].strip() for l in block if l.startswith("# sent_id")), "")


def read_conllu(path):
    """The syntactic words of a treebank; ranges and empty nodes are left out."""
    out = []
    for block in blocks(path):
        rows = [l.split("\t") for l in block if l[0].isdigit()]
        rows = [r for r in rows if r[0].isdigit()]
        if not rows or all(r[1] == "_" for r in rows):
            continue
        out.append(Sentence(
            sent_id(block), [r[1] for r in rows], [MASK if r[2] == "_" and r[1] != "_" else r[2] for r in rows],
            [r[3] for r in rows], [r[4] for r in rows], [int(r[6]) for r in rows], [r[7] for r in rows],
            misc=[r[9] for r in rows]))
    return out


def add_uner(sentences, path):
    """Lays the entity tags of a UNER file over the treebank sentences of the same id; returns how many fitted."""
    tags = {}
    for block in blocks(path):
        rows = [l.split("\t") for l in block if l[0].isdigit()]
        tags[sent_id(block)] = ([r[1] for r in rows], [r[2] if r[2] in ENTITY_TAGS else "O" for r in rows])
    fitted = 0
    for s in sentences:
        forms, found = tags.get(s.name, ([], []))
        same = sum(a == b for a, b in zip(forms, s.forms))
        if len(forms) == len(s.forms) and same >= 0.8 * len(forms):
            s.ner, fitted = found, fitted + 1
    return fitted


def tag_span(ner, start, end, kind):
    """Writes one entity over `ner[start:end]`."""
    for i in range(start, end):
        ner[i] = ("B-" if i == start else "I-") + kind


GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
SPAN = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")


def gum_spans(misc):
    """The (start, end, type) of the nested entities in a sentence's MISC column."""
    open_spans, out = {}, []
    for i, cell in enumerate(misc):
        entity = next((p[7:] for p in cell.split("|") if p.startswith("Entity=")), "")
        for m in SPAN.finditer(entity):
            if m.group(1) and m.group(3):
                out.append((i, i + 1, m.group(2)))
            elif m.group(1):
                open_spans.setdefault(m.group(1), []).append((i, m.group(2)))
            elif open_spans.get(m.group(4)):
                start, kind = open_spans[m.group(4)].pop()
                out.append((start, i + 1, kind))
    return out


def add_gum_entities(sentence):
    """Partial entity tags from GUM: its spans are whole phrases, so only those made of names are trusted.

    Lower-case words are surely outside; capitalised words in no trusted span stay unknown.
    """
    s = sentence
    ner = ["O" if f == f.lower() else MASK for f in s.forms]
    taken = set()
    for start, end, kind in sorted(gum_spans(s.misc), key=lambda x: x[0] - x[1]):
        while start < end and s.upos[start] in ("DET", "ADP"):
            start += 1
        named = start < end and all(s.upos[i] == "PROPN" for i in (start, end - 1)) and all(
            s.upos[i] in ("PROPN", "ADP", "DET", "CCONJ") for i in range(start, end))
        capital = all(s.forms[i][:1].isupper() for i in (start, end - 1)) if named else False
        if capital and kind in GUM_KINDS and not taken & set(range(start, end)):
            tag_span(ner, start, end, GUM_KINDS[kind])
            taken |= set(range(start, end))
    s.ner = ner


def add_gum_cues(sentence):
    """Cues and speakers from GUM's rhetorical structure: an attribution's satellite ("he said") is a unit of its own.

    Its highest word is the cue, with the auxiliaries that hang on it; what hangs on the cue as a subject or, after
    "according", as an oblique, is the speaker.
    """
    s = sentence
    starts = [i for i, cell in enumerate(s.misc) if "Discourse=" in cell] + [len(s.forms)]
    s.cue = ["O"] * len(s.forms)
    for start, end in zip(starts, starts[1:]):
        if "Discourse=attribution" not in s.misc[start]:
            continue
        unit = set(range(start, end))
        top = next((i for i in unit if s.head[i] - 1 not in unit), start)
        s.cue[top] = "CUE"
        for i in unit - {top}:
            path = [i]
            while s.head[path[-1]] - 1 in unit and s.head[path[-1]] - 1 != top and len(path) < 50:
                path.append(s.head[path[-1]] - 1)
            if s.head[path[-1]] - 1 == top and s.rel[path[-1]].split(":")[0] in ("nsubj", "obl", "nmod"):
                s.cue[i] = "SPEAKER"
            elif s.head[path[-1]] - 1 == top and s.rel[path[-1]].split(":")[0] in ("aux", "fixed"):
                s.cue[i] = "CUE"


def read_columns(path, kinds, sep):
    """A two-column NER file; `kinds` maps its types to ours, or to MASK where the conventions differ too much."""
    out = []
    for number, block in enumerate(blocks(path)):
        rows = [l.rstrip().split(sep) for l in block if not l.startswith("-DOCSTART-")]
        rows = [r for r in rows if len(r) == 2]
        ner, last = [], "O"
        for _, tag in rows:
            if tag == "O":
                ner.append("O")
            else:
                begin = tag[0] == "B" or last == "O" or last[2:] != tag[2:]
                ner.append(f"{'B' if begin else 'I'}-{kinds.get(tag[2:], 'OTH')}")
            last = tag
        if rows:
            out.append(Sentence(f"{Path(path).parent.name}-{number}", [r[0] for r in rows], ner=ner))
    return out


WIKIGOLD = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "OTH"}
POLITICS = {"politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG",
            "country": "LOC", "location": "LOC"}
RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "OTH"}
TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*|\w+(?:[-]\w+)*?(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")
PRONOUNS = {"i", "we", "you", "he", "she", "it", "they", "this", "our", "his", "her", "its", "their"}
ABBREVIATED = re.compile(r"(?:\b(?:Gen|Lt|Col|Maj|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|No|St|Capt|Sgt)|\b[A-Z])\.$")


def text_sentences(text):
    """(start, end) of sentences, cut at line ends and at a full stop before a capital."""
    start = 0
    for m in re.finditer(r"\n+|(?<=[.!?\"”])\s+(?=[\"“A-Z])", text):
        if "\n" in m.group() or not ABBREVIATED.search(text[max(0, m.start() - 6) : m.start()]):
            if text[start : m.start()].strip():
                yield start, m.start()
            start = m.end()
    if text[start:].strip():
        yield start, len(text)


def read_re3d(folder):
    """Partial entity tags from re3d: it marks descriptions ("the camp") too, so only runs of capitals are trusted."""
    entities = {}
    for line in (folder / "entities.json").read_text(encoding="utf-8-sig").splitlines():
        e = json.loads(line)
        entities.setdefault(e["documentId"], []).append((e["begin"], e["end"], e["type"]))
    out = []
    for line in (folder / "documents.json").read_text(encoding="utf-8-sig").splitlines():
        doc = json.loads(line)
        doc["text"] = plain(doc["text"])
        for start, end in text_sentences(doc["text"]):
            tokens = [(start + m.start(), start + m.end()) for m in TOKEN.finditer(doc["text"][start:end])]
            out.append(re3d_sentence(doc, tokens, entities.get(doc["_id"], []), len(out)))
    return [s for s in out if len(s.forms) > 3]


def re3d_sentence(doc, tokens, entities, number):
    """One sentence of re3d; capitalised words outside a trusted span, and all vague spans, stay unknown."""
    forms = [doc["text"][a:b] for a, b in tokens]
    ner = ["O" if f == f.lower() else MASK for f in forms]
    taken = set()
    for begin, end, kind in sorted(entities, key=lambda e: e[0] - e[1]):
        inside = [i for i, (a, b) in enumerate(tokens) if a >= begin and b <= end]
        while inside and forms[inside[0]].lower() in ("the", "a", "an"):
            inside.pop(0)
        if not inside or taken & set(inside) or forms[inside[0]].lower() in PRONOUNS:
            continue
        capital = all(forms[i][0].isupper() or forms[i] in ("of", "the", "for", "and", "'s", "-") for i in inside)
        if kind in RE3D and capital and forms[inside[0]][0].isupper() and forms[inside[-1]][0].isupper():
            tag_span(ner, inside[0], inside[-1] + 1, RE3D[kind])
            taken |= set(inside)
    return Sentence(f"re3d-{doc['_id']}-{number}", forms, ner=ner)


def read_news(folder, held_out=None):
    """Sentences of reports, none of whose labels are known; those with the ids of articles in `held_out` are left out."""
    kept_back = {json.loads(p.read_text(encoding="utf-8")).get("id") for p in Path(held_out).rglob("*-*.json")} if held_out else set()
    out = []
    for path in sorted(Path(folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            if report["id"] in kept_back or report.get("language", "en") != "en":
                continue
            text = plain(report["text"])
            for start, end in text_sentences(text):
                forms = TOKEN.findall(text[start:end])
                if 3 < len(forms) < 120:
                    out.append(Sentence(f"{report['id']}-{len(out)}", forms))
    return out


def load(folder):
    """All sets: `ewt`, `gum`, `names` for training, `dev`, `test` (EWT with UNER), `gum_dev` and `politics_test`."""
    folder = Path(folder)
    sets = {"ewt": read_conllu(folder / "ud_ewt/en_ewt-ud-train.conllu"),
            "dev": read_conllu(folder / "ud_ewt/en_ewt-ud-dev.conllu"),
            "test": read_conllu(folder / "ud_ewt/en_ewt-ud-test.conllu"),
            "gum": read_conllu(folder / "ud_gum/en_gum-train.conllu"),
            "gum_dev": read_conllu(folder / "ud_gum/en_gum-dev.conllu")}
    for name, file in (("ewt", "train.first-pass"), ("dev", "dev"), ("test", "test")):
        add_uner(sets[name], folder / f"uner_ewt/en_ewt-ud-{file}.iob2")
    for s in sets["gum"]:
        add_gum_entities(s)
        add_gum_cues(s)
    politics = folder / "crossner_politics"
    sets["wikigold"] = read_columns(folder / "wikigold/wikigold.conll.txt", WIKIGOLD, " ")
    sets["politics"] = [s for f in ("train", "dev") for s in read_columns(politics / f"{f}.txt", POLITICS, "\t")]
    sets["politics_test"] = read_columns(politics / "test.txt", POLITICS, "\t")
    sets["re3d"] = [s for f in sorted((folder / "re3d").iterdir()) if f.is_dir() for s in read_re3d(f)]
    return sets


def inventory(sentences):
    """The label sets that the sentences attest: rare relations and lemma rules are left out."""
    upos, xpos, rel, rules = Counter(), Counter(), Counter(), Counter()
    for s in sentences:
        upos.update(x for x in s.upos if x not in (MASK, "_"))
        xpos.update(x for x in s.xpos if x not in (MASK, "_"))
        rel.update(x for x in s.rel if x is not MASK)
        rules.update(rule_of(f, l) for f, l in zip(s.forms, s.lemma) if l is not MASK)
    return {"upos": sorted(upos), "xpos": sorted(x for x, n in xpos.items() if n >= 5),
            "rel": sorted(x for x, n in rel.items() if n >= 5 or ":" not in x),
            "lemma": sorted(x for x, n in rules.items() if n >= 4), "ner": ENTITY_TAGS, "cue": CUE_TAGS}


def manifest(folder):
    """sha256 of every file under the data folder, so that a run can be told from another by its inputs."""
    folder = Path(folder)
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def lemma_exceptions(sentences, apply_to, minimum=2):
    """`form upos` to lemma where the training data agree; a name is keyed by its form as written."""
    seen = {}
    for s in sentences:
        for form, upos, lemma in zip(s.forms, s.upos, s.lemma):
            if lemma is not MASK:
                seen.setdefault(apply_to(form, upos), Counter())[lemma] += 1
    out = {}
    for key, lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= minimum and count >= 0.9 * sum(lemmas.values()):
            out[key] = lemma
    return out


def with_forms(sentence, forms, lemma=None, ner=None):
    """A copy of a sentence with other words in it."""
    return replace(sentence, forms=forms, lemma=lemma or sentence.lemma, ner=ner or sentence.ner)
