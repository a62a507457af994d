//! Puts a guessed lemma right where the lexicon knows the word by a regular spelling of English ("violat" → "violate").

use herodotus_lexicon::Lexicon;

/// The lemma to use for `form`: the guess where the lexicon knows it or nothing nearer is known, else the regular
/// dictionary form of `form` that the lexicon knows. Only for verbs and common nouns.
pub fn repaired(lexicon: &Lexicon, form: &str, guess: String) -> String {
    if knows(lexicon, &guess) {
        return guess;
    }
    let form = form.to_lowercase().replace('-', "");
    let found = candidates(&form).into_iter().find(|c| knows(lexicon, c));
    found.filter(|found| *found != form || !form.ends_with('s')).or_else(|| regular(&guess)).unwrap_or(guess)
}

/// The lemma of a common noun in the singular, which is its form ("backing", where the guess is "back"). `None` where the
/// form may be a plural that was taken for a singular, has a hyphen (which the lexicon may leave out), or is listed under the
/// guess.
pub fn of_singular(lexicon: &Lexicon, form: &str, guess: &str) -> Option<String> {
    let form = form.to_lowercase();
    let plural = form.ends_with('s') || form.ends_with("men");
    (!plural && !form.contains('-') && lexicon.nouns(guess).is_empty()).then_some(form)
}

/// The dictionary form of a verb whose guess is its own inflected form ("maimed").
pub fn uninflected(lexicon: &Lexicon, form: &str, guess: &str) -> Option<String> {
    let form = form.to_lowercase();
    let verb = |c: &String| *c != form && !lexicon.verbs(c).is_empty();
    (guess == form && lexicon.verbs(guess).is_empty()).then(|| candidates(&form).into_iter().find(verb)).flatten()
}

/// The dictionary form of a verb's past form that the lexicon lists as irregular ("struck" → "strike").
pub fn irregular(lexicon: &Lexicon, form: &str, tag: &str) -> Option<String> {
    // The tagger may take a past form that it has not seen for a present.
    let past =
        matches!(tag, "VBD" | "VBN") || matches!(tag, "VB" | "VBP") && lexicon.verbs(&form.to_lowercase()).is_empty();
    past.then(|| lexicon.words().irregular.get(&form.to_lowercase()).cloned()).flatten()
}

/// Whether a verb tagged as a plural present ("two shells hit the port") is written like its past: reports tell what
/// happened.
pub fn is_like_its_past(lexicon: &Lexicon, form: &str, tag: &str) -> bool {
    let form = form.to_lowercase();
    tag == "VBP" && lexicon.words().irregular.get(&form).is_some_and(|lemma| *lemma == form)
}

/// A guess that is no word of English by its ending ("mercenarie"), put right.
fn regular(guess: &str) -> Option<String> {
    let stem = guess.strip_suffix("ie").filter(|stem| stem.len() > 3)?;
    Some(format!("{stem}y"))
}

/// The regular singular of a plural that the model left as it stood ("mercenaries").
pub fn singular(form: &str) -> Option<String> {
    let form = form.to_lowercase();
    if let Some(stem) = form.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = form.strip_suffix("men").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}man"));
    }
    form.strip_suffix('s')
        .filter(|stem| !stem.ends_with('s') && !stem.ends_with('u') && stem.len() > 2)
        .map(str::to_string)
}

/// Whether any entry of the lexicon is listed under `lemma`.
fn knows(lexicon: &Lexicon, lemma: &str) -> bool {
    !lexicon.verbs(lemma).is_empty()
        || !lexicon.nouns(lemma).is_empty()
        || !lexicon.cues(lemma).is_empty()
        || lexicon.words().counted.get(lemma).is_some()
        || lexicon.words().tells_people(lemma)
}

/// The dictionary forms that `form` may be the inflection of, the likeliest first.
pub(crate) fn candidates(form: &str) -> Vec<String> {
    let mut all = Vec::new();
    for ending in ["ies", "ied"] {
        if let Some(stem) = form.strip_suffix(ending) {
            all.push(format!("{stem}y"));
        }
    }
    for ending in ["ing", "ed", "es", "s", "d"] {
        let Some(stem) = form.strip_suffix(ending) else { continue };
        all.push(format!("{stem}e"));
        all.push(stem.to_string());
        all.extend(undoubled(stem));
    }
    all.push(form.to_string());
    all
}

/// A stem without its doubled last consonant ("expell" → "expel").
fn undoubled(stem: &str) -> Option<String> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before && !"aeiou".contains(last)).then(|| stem[..stem.len() - last.len_utf8()].to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_lead_back_to_dictionary_forms() {
        for (form, lemma) in [("denies", "deny"), ("violated", "violate"), ("expelled", "expel"), ("shelling", "shell")]
        {
            assert!(candidates(form).contains(&lemma.to_string()), "{form}");
        }
        assert_eq!(singular("gunmen").as_deref(), Some("gunman"));
    }

    #[test]
    fn a_singular_is_its_own_lemma() {
        let lexicon = Lexicon::from_files([]).unwrap();
        assert_eq!(of_singular(&lexicon, "Backing", "back").as_deref(), Some("backing"));
        assert_eq!(of_singular(&lexicon, "gunmen", "gunmen"), None);
    }

    #[test]
    fn irregular_past_forms_are_looked_up() {
        let file = "[[irregular]]\nlemma = \"strike\"\nwords = [\"struck\"]\n".to_string();
        let lexicon = Lexicon::from_files([("words/irregular.toml".to_string(), file)]).unwrap();
        assert_eq!(irregular(&lexicon, "Struck", "VBD").as_deref(), Some("strike"));
        assert_eq!(irregular(&lexicon, "struck", "JJ"), None);
        let file = "[[irregular]]\nlemma = \"hit\"\nwords = [\"hit\"]\n".to_string();
        let lexicon = Lexicon::from_files([("words/irregular.toml".to_string(), file)]).unwrap();
        assert!(is_like_its_past(&lexicon, "hit", "VBP") && !is_like_its_past(&lexicon, "hit", "VB"));
    }
}
