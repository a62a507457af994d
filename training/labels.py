"""Word-level notions shared by training and the Rust reader: pieces, shapes and lemma rules.

Everything here has a twin in `crates/reader/src/model/`; the parity fixture holds the two together.
"""

import unicodedata

SHAPES = ["special", "digits", "alphanumeric", "symbol", "lower", "upper", "initial", "title", "mixed", "uncased"]
MAX_PIECES = 16
UNKNOWN = "[UNK]"
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "`": "'",
                        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"'})


def plain(form):
    """The form with typographic quotes made straight: corpora write one kind, the press the other."""
    return form.translate(QUOTES)


def shape(form):
    """The index in SHAPES of a form; it restores the case that an uncased vocabulary drops."""
    upper = sum(c.isupper() for c in form)
    lower = sum(c.islower() for c in form)
    letters = sum(c.isalpha() for c in form)
    if any(c.isnumeric() for c in form):
        return SHAPES.index("alphanumeric" if letters else "digits")
    if not letters:
        return SHAPES.index("symbol")
    if upper and not lower:
        return SHAPES.index("upper" if upper > 1 else "initial")
    if lower and not upper:
        return SHAPES.index("lower")
    if upper and lower:
        return SHAPES.index("title" if form[0].isupper() and upper == 1 else "mixed")
    return SHAPES.index("uncased")


def vocabulary(folder):
    """The encoder's pieces that English text can use, and their rows in its table: neither its blanks nor other scripts' letters."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    rows = [i for i, p in enumerate(pieces) if not p.startswith("[unused") and all(map(of_english, p))]
    return [pieces[i] for i in rows], rows


def of_english(c):
    """False for a letter of another script; a name in Latin letters may carry any of them."""
    return c.isascii() or not c.isalpha() or unicodedata.name(c, "").startswith("LATIN")


class Pieces:
    """Greedy longest-match word pieces over a BERT vocabulary, one word at a time."""

    def __init__(self, vocab):
        self.vocab = vocab
        self.ids = {piece: i for i, piece in enumerate(vocab)}
        self.cls, self.sep = self.ids["[CLS]"], self.ids["[SEP]"]
        self.cache = {}

    def __call__(self, form):
        """The ids of a word's pieces: at least one, at most MAX_PIECES."""
        found = self.cache.get(form)
        if found is None:
            found = [i for run in runs(fold(plain(form))) for i in self._run(run)][:MAX_PIECES]
            found = self.cache[form] = found or [self.ids[UNKNOWN]]
        return found

    def _run(self, run):
        """Pieces of one run of letters and digits or one symbol; the whole run is unknown if any part is."""
        out, start = [], 0
        while start < len(run):
            prefix = "##" if start else ""
            for end in range(len(run), start, -1):
                piece = self.ids.get(prefix + run[start:end])
                if piece is not None:
                    break
            else:
                return [self.ids[UNKNOWN]]
            out.append(piece)
            start = end
        return out


def fold(form):
    """Lower-cased, with combining marks removed."""
    marks = unicodedata.normalize("NFD", form.lower())
    return "".join(c for c in marks if not unicodedata.combining(c))


def runs(text):
    """Splits into runs of letters and digits, and single symbols; white space and controls are dropped."""
    out, word = [], ""
    for c in text:
        if c.isalnum():
            word += c
            continue
        if word:
            out.append(word)
            word = ""
        if not c.isspace() and unicodedata.category(c) != "Cc":
            out.append(c)
    return out + [word] if word else out


KEEP = "="


def rule_of(form, lemma):
    """The suffix edit that turns a form into its lemma.

    A rule reads `case|cut|add`: lower the form, cut that many characters off its end, add a suffix, then give it
    the case `l` (lower), `t` (title) or `u` (upper). `=` keeps the form. `w|lemma` replaces the whole word.
    """
    form = plain(form)
    if lemma == form:
        return "l|0|" if form.islower() else KEEP
    low, target = form.lower(), lemma.lower()
    if lemma == target:
        case = "l"
    elif lemma == lemma.upper() and len(lemma) > 1:
        case = "u"
    elif lemma == title(target):
        case = "t"
    else:
        return "w|" + lemma
    same = 0
    while same < min(len(low), len(target)) and low[same] == target[same]:
        same += 1
    if same == 0 or len(low) - same > 5:
        return "w|" + lemma
    return f"{case}|{len(low) - same}|{target[same:]}"


def title(text):
    """First character upper, the rest as they are."""
    return text[:1].upper() + text[1:]


def apply_rule(rule, form):
    """The lemma a rule gives for a form; a rule that cuts more than there is keeps the form."""
    form = plain(form)
    if rule == KEEP:
        return form
    if rule.startswith("w|"):
        return rule[2:]
    case, cut, add = rule.split("|", 2)
    low, cut = form.lower(), int(cut)
    if cut > len(low) or (cut == len(low) and not add):
        return form
    text = low[: len(low) - cut] + add
    return {"l": text, "t": title(text), "u": text.upper()}[case]
