//! Closed lists of English writing: abbreviations, contractions, prefixes, emoticons and openers of sentences.

/// Titles and the like: their full stop never ends a sentence.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rev", "fr", "hon", "st", "mt", "ft", "gen", "maj", "col", "lt", "cpl", "sgt",
    "capt", "cmdr", "adm", "brig", "pvt", "pfc", "rep", "reps", "sen", "sens", "gov", "govs", "pres", "supt", "insp",
    "amb", "messrs", "mme", "mlle", "mssrs", "vs", "cf", "viz", "approx", "esp", "e.g", "i.e", "eg", "ie", "no", "nos",
    "art", "fig", "figs", "vol", "pp", "sec", "op", "ed", "eds", "attn", "sgts", "gens", "profs", "drs", "comdr",
    "spc", "mgr", "msgr", "vice-adm",
];

/// Abbreviations that may stand last in a sentence.
const ABBREVIATIONS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "inc", "corp", "co", "ltd", "llc", "plc", "bros", "dept", "etc", "al", "jr", "sr",
    "esq", "ave", "blvd", "rd", "hwy", "pkwy", "ext", "est", "misc", "govt", "natl", "assn", "univ", "inst", "intl",
    "ph", "sc", "hr", "hrs", "min", "mins", "yr", "yrs", "lb", "lbs", "oz", "km", "sq", "tel", "ariz", "ark", "calif",
    "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mich", "minn", "mo", "neb", "nev",
    "okla", "ore", "pa", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "ala", "a.k.a", "c", "ca", "p",
    "para", "div", "conf", "spec", "que", "ont",
];

/// Abbreviations that are common words too: read as such only before a number.
const BEFORE_NUMBERS: &[&str] =
    &["no", "nos", "art", "fig", "figs", "sec", "vol", "p", "c", "mar", "min", "op", "pp", "ca", "para", "ed"];

/// Words spelt like an abbreviation that are more often words: read as one only with a capital.
const CAPITALISED: &[&str] = &[
    "mar", "jun", "sep", "mon", "wed", "fri", "co", "col", "rep", "gen", "gov", "sen", "la", "pa", "ill", "ind", "mo",
    "ms", "del", "ore", "wash", "penn", "ga", "md", "ark", "tex", "conn", "ala", "ed", "art", "hon", "amb", "est",
    "fr", "inst", "sat", "sun", "sc", "ph", "ave",
];

/// How a word with a full stop behind it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Not an abbreviation: the full stop stands alone.
    No,
    /// The full stop belongs to the word, and something must follow in the sentence.
    Title,
    /// The full stop belongs to the word, and may end the sentence too.
    Word,
}

/// Reads `word` (without its full stop); `next` is the first character of the next word, if any.
pub(super) fn abbreviation(word: &str, next: Option<char>) -> Abbreviation {
    let lower = word.to_lowercase();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if lower == "etc" && next.is_none_or(char::is_uppercase) {
        return Abbreviation::No; // EWT gives the full stop to the sentence here.
    }
    if BEFORE_NUMBERS.contains(&lower.as_str()) && !next.is_some_and(|c| c.is_ascii_digit()) {
        return Abbreviation::No;
    }
    if CAPITALISED.contains(&lower.as_str()) && !capital {
        return Abbreviation::No;
    }
    if TITLES.contains(&lower.as_str()) && next.is_some() {
        return Abbreviation::Title;
    }
    if ABBREVIATIONS.contains(&lower.as_str()) || is_initials(word) {
        return Abbreviation::Word;
    }
    Abbreviation::No
}

/// Single letters with full stops between them ("U.S", "a.m", "J").
pub(super) fn is_initials(word: &str) -> bool {
    let single = word.chars().count() == 1;
    let letters = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    letters && (!single || word.chars().all(|c| c.is_uppercase() && c != 'I'))
        || word == "Ph.D"
        || word == "M.Sc"
        || word == "B.Sc"
}

/// First parts of hyphenated words that EWT leaves whole ("anti-aircraft", "mid-October").
pub(super) fn is_prefix(part: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "anti", "ante", "arch", "auto", "bi", "bio", "co", "contra", "counter", "cross", "crypto", "cyber", "de",
        "dis", "e", "electro", "ex", "extra", "geo", "hydro", "hyper", "infra", "inter", "intra", "macro", "mega",
        "meta", "micro", "mid", "mini", "mis", "mono", "multi", "narco", "neo", "neuro", "non", "over", "pan", "para",
        "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super",
        "supra", "thermo", "trans", "tri", "ultra", "un", "under", "uni",
    ];
    PREFIXES.contains(&part.to_lowercase().as_str())
}

/// Lengths of the parts of a contraction without an apostrophe, or `None`.
pub(super) fn run_together(word: &str) -> Option<usize> {
    const FUSED: &[(&str, usize)] = &[
        ("cannot", 3),
        ("gonna", 3),
        ("wanna", 3),
        ("gotta", 3),
        ("dont", 2),
        ("didnt", 3),
        ("doesnt", 4),
        ("couldnt", 5),
        ("wouldnt", 5),
        ("shouldnt", 6),
        ("isnt", 2),
        ("wasnt", 3),
        ("arent", 3),
        ("hasnt", 3),
        ("havent", 4),
        ("thats", 4),
        ("youre", 3),
        ("theyre", 4),
        ("im", 1),
        ("ive", 1),
    ];
    let lower = word.to_lowercase();
    FUSED.iter().find(|(fused, _)| *fused == lower).map(|(_, first)| *first)
}

/// Faces made of punctuation, longest first.
pub(super) const EMOTICONS: &[&str] =
    &[":-)", ":-(", ";-)", ":-D", ":-P", "^_^", ":)", ":(", ";)", ":D", ":P", "=)", "(:", ":/"];

/// Endings of addresses and file names.
pub(super) fn is_extension(part: &str) -> bool {
    const EXTENSIONS: &[&str] = &[
        "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "news", "html", "htm", "php", "asp", "aspx",
        "jsp", "doc", "docx", "xls", "xlsx", "pdf", "txt", "jpg", "jpeg", "gif", "png", "exe", "zip", "url", "csv",
        "xml", "mp3", "mp4",
    ];
    part.chars().count() == 2 || EXTENSIONS.contains(&part.to_lowercase().as_str())
}

/// Function words that, capitalised, open a sentence.
const SENTENCE_OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "He",
    "She",
    "They",
    "We",
    "I",
    "You",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "In",
    "On",
    "At",
    "But",
    "And",
    "However",
    "If",
    "When",
    "While",
    "As",
    "After",
    "Before",
    "For",
    "His",
    "Her",
    "Their",
    "Its",
    "Our",
    "My",
    "What",
    "Who",
    "How",
    "Why",
    "Where",
    "Some",
    "Many",
    "Most",
    "All",
    "No",
    "Not",
    "So",
    "Then",
    "Now",
    "Both",
    "One",
    "To",
    "By",
    "With",
    "From",
    "According",
    "Although",
    "Since",
    "Earlier",
    "Later",
    "Meanwhile",
    "Also",
    "Yet",
];

/// Function words that, capitalised after an abbreviation, open a new sentence.
pub(super) fn opens_sentence(word: &str) -> bool {
    SENTENCE_OPENERS.contains(&word)
}
