//! Dictionary forms by rule, for words whose lemma the model got wrong.

use herodotus_lexicon::{CueEntry, Lexicon};

use super::syntax::Syntax;

/// The cues of token `t`: by its lemma, or, where the lexicon knows no such lemma, by the regular inflections that
/// its form can be.
pub(super) fn cues<'l>(syntax: &Syntax<'_>, lexicon: &'l Lexicon, t: usize) -> &'l [CueEntry] {
    let token = syntax.token(t);
    let known = lexicon.cues(&token.lemma);
    if !known.is_empty() {
        return known;
    }
    let form = token.form.to_lowercase();
    stems(&form).iter().map(|stem| lexicon.cues(stem)).find(|cues| !cues.is_empty()).unwrap_or(&[])
}

/// What `form` can be an inflection of: "stressed" of "stress", "noted" of "note", "denies" of "deny".
fn stems(form: &str) -> Vec<String> {
    let mut stems = Vec::new();
    for (ending, instead) in ENDINGS {
        if let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.chars().count() > 1) {
            stems.push(format!("{stem}{instead}"));
            stems.extend(undoubled(stem).filter(|_| instead.is_empty()));
        }
    }
    stems
}

/// Regular endings with what the dictionary form has in their place.
const ENDINGS: [(&str, &str); 11] = [
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("ying", "y"),
    ("ing", ""),
    ("ing", "e"),
];

/// "admitt" → "admit".
fn undoubled(stem: &str) -> Option<String> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before).then(|| stem[..stem.len() - last.len_utf8()].to_owned())
}

#[cfg(test)]
mod tests {
    use super::stems;

    #[test]
    fn regular_inflections_lead_back() {
        for (form, lemma) in
            [("stressed", "stress"), ("noted", "note"), ("denies", "deny"), ("admitted", "admit"), ("saying", "say")]
        {
            assert!(stems(form).contains(&lemma.to_owned()), "{form}: {:?}", stems(form));
        }
    }
}
