//! What a pronoun refers to: who speaks, who acted before, by number and by what its own clause allows.

use herodotus_lexicon::{ActorKind, Lexicon, RoleKind};
use herodotus_schema::{Document, Entity, EntityType, Mention};

use super::reference::{Meant, last_mention, named_at, told_by, we_at};

/// What a pronoun refers to.
pub(super) fn pronoun(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<Meant> {
    // A pronoun whose speaker is known by name has the party of that name, or none.
    if doc.attributions.iter().any(|a| a.source_token == Some(token) && a.named.is_some()) {
        return None;
    }
    if takes_up_object(doc, token) {
        return None;
    }
    if let Some(accused) = accused_before(doc, token) {
        return Some(Meant::of(accused));
    }
    match doc.tokens[token].lemma.to_lowercase().as_str() {
        "we" | "our" | "us" | "i" | "my" | "ours" => we_at(doc, token).map(Meant::party),
        "he" | "she" | "his" | "her" | "him" => {
            let bound = bound_subject(doc, token);
            if let Some(speaker) = speaker_by_title(doc, lexicon, token).filter(|_| bound.is_none()) {
                return named_at(doc, speaker).map(Meant::of);
            }
            let other = |m: &&Mention| bound.is_none_or(|b| !is_of(doc, m, b));
            let mut before = doc.mentions.iter().rev().filter(|m| m.tokens.end <= token).filter(other);
            match before.find(|m| m.kind == EntityType::Person) {
                Some(person) => Some(Meant::of(person)),
                None => {
                    subject_before(doc, token, |m| !is_plural(doc, m) && m.kind == EntityType::Reference).map(Meant::of)
                }
            }
        }
        "it" | "its" if !is_expletive(doc, token) => {
            let fits = |m: &Mention| {
                let one = m.kind != EntityType::Person && !is_plural(doc, m);
                one && is_free(doc, token, m) && !is_told(doc, lexicon, m)
            };
            of_speakers_side(doc, token, &fits).or_else(|| antecedent(doc, token, fits).map(Meant::of))
        }
        "whose" => told_of(doc, token).map(Meant::of),
        "they" | "their" | "them" => {
            let quoting = told_by(doc, token).filter(|told| told.direct);
            let speaker = quoting.and_then(|told| named_at(doc, told.source_token?));
            // Who speaks for themselves says "we".
            let speaks = |m: &Mention| {
                let outside = quoting.is_some_and(|told| {
                    !told.content.contains(m.span) || told.source.is_some_and(|source| source.overlaps(m.span))
                });
                let own = |s: &Mention| s.parties.iter().any(|p| m.parties.iter().any(|q| p.party == q.party));
                outside && speaker.is_some_and(|s| s.entity == m.entity || own(s))
            };
            let fits = |m: &Mention| {
                let several = m.kind != EntityType::Person && !is_single(doc, m);
                several && is_free(doc, token, m) && !speaks(m) && !is_told(doc, lexicon, m)
            };
            antecedent(doc, token, fits).map(|found| together(doc, found))
        }
        _ => None,
    }
}

/// Whom a speaker accuses of what the pronoun at `token` then denies: "X accused Y of it, a charge *it* denies".
pub(super) fn accused_before(doc: &Document, token: usize) -> Option<&Mention> {
    let denies = doc.tokens[token].head.filter(|_| doc.tokens[token].relation() == "nsubj")?;
    let remark = doc.tokens[denies].head.filter(|&noun| &*doc.tokens[denies].deprel == "acl:relcl" && noun < token)?;
    let opens = doc
        .children(remark)
        .any(|c| matches!(&*doc.tokens[c].lemma, "a" | "an") && c > 0 && doc.tokens[c - 1].form == ",");
    let told = doc.attributions.iter().any(|a| a.cue_token == denies);
    let mut at = Some(remark).filter(|_| opens && told);
    while let Some(above) = at.and_then(|t| doc.tokens[t].head) {
        if doc.attributions.iter().any(|a| a.cue_token == above) {
            let object = doc.children(above).find(|&c| doc.tokens[c].relation() == "obj" && c < token)?;
            return named_at(doc, object);
        }
        at = Some(above);
    }
    None
}

/// Whether the pronoun is what the verb before it, to which its own is joined, was done to: "condemned the raids and called *them* …",
/// of nobody.
fn takes_up_object(doc: &Document, token: usize) -> bool {
    let t = &doc.tokens[token];
    let many = match t.form.to_lowercase().as_str() {
        "them" => true,
        "it" => false,
        _ => return false,
    };
    let verb = t.head.filter(|_| t.relation() == "obj" || t.relation() == "nsubj");
    // In "called them a crime" the parse may hang "them" on "crime".
    let joined =
        verb.into_iter().chain(verb.and_then(|v| doc.tokens[v].head)).find(|&v| doc.tokens[v].relation() == "conj");
    let before = joined.and_then(|verb| doc.tokens[verb].head);
    let object = before.and_then(|verb| doc.children(verb).find(|&c| doc.tokens[c].relation() == "obj" && c > verb));
    object.is_some_and(|o| o < token && named_at(doc, o).is_none() && many == doc.tokens[o].xpos.ends_with('S'))
}

/// Whether the mention is of an outlet to which something is told, which acts in nothing that follows: "she told *Reuters*".
fn is_told(doc: &Document, lexicon: &Lexicon, mention: &Mention) -> bool {
    let outlet = |e: &Entity| lexicon.actors().party(&e.party).is_some_and(|a| a.kind == ActorKind::Outlet);
    let object = |t: usize| matches!(doc.tokens[t].relation(), "obj" | "iobj" | "obl");
    mention.parties.iter().any(outlet) && mention.tokens.clone().any(object)
}

/// Whether the pronoun at `token` may mean the mention: what a verb does to "it" is done by another than "it".
fn is_free(doc: &Document, token: usize, mention: &Mention) -> bool {
    bound_subject(doc, token).is_none_or(|b| !is_of(doc, mention, b))
}

/// Whether the mention is of the one at `other`, or part of the words that name them ("*Ruritanian* President X").
fn is_of(doc: &Document, mention: &Mention, other: usize) -> bool {
    let above = |t: usize| std::iter::successors(Some(t), |&t| doc.tokens[t].head).take(FURTHEST);
    let part = mention.tokens.clone().any(|t| {
        let path: Vec<usize> = above(t).take_while(|&t| doc.tokens[t].upos != "VERB").collect();
        path.contains(&other)
    });
    part || is_named_as(doc, mention, other)
}

/// All who are told in one breath with the one that "they" means: "X and Y said they would meet".
fn together(doc: &Document, found: &Mention) -> Meant {
    let mut meant = Meant::of(found);
    let joined = |m: &&Mention| {
        let above = |t: usize| doc.tokens[t].head.filter(|_| doc.tokens[t].relation() == "conj");
        m.tokens.clone().filter_map(above).any(|t| found.tokens.contains(&t))
    };
    for party in doc.mentions.iter().filter(joined).flat_map(|m| &m.parties) {
        if meant.parties.iter().all(|p| p.party != party.party) {
            meant.parties.push(party.clone());
        }
    }
    meant
}

/// The subject of the verb whose object the pronoun is: "X accused him" is of another than X, and so is what Y is accused of in "X accused Y of
/// insulting him".
fn bound_subject(doc: &Document, token: usize) -> Option<usize> {
    let verb = doc.tokens[token].head.filter(|_| matches!(doc.tokens[token].relation(), "obj" | "iobj" | "obl"))?;
    let accused = || {
        let accuses =
            doc.tokens[verb].head.filter(|_| &*doc.tokens[verb].xpos == "VBG" && has_word(doc, verb, "mark", "of"))?;
        doc.children(accuses).find(|&c| doc.tokens[c].relation() == "obj")
    };
    doc.children(verb).find(|&c| doc.tokens[c].relation() == "nsubj").or_else(accused)
}

/// Whether the mention is of the one who is named at `other`.
fn is_named_as(doc: &Document, mention: &Mention, other: usize) -> bool {
    doc.mentions.iter().any(|m| m.tokens.contains(&other) && m.entity == mention.entity)
}

/// "it is raining", "it was reported": an "it" that refers to nothing.
fn is_expletive(doc: &Document, token: usize) -> bool {
    let t = &doc.tokens[token];
    if t.lemma.to_lowercase() != "it" {
        return false;
    }
    let Some(head) = t.head else { return true };
    &*t.deprel == "expl" || doc.children(head).any(|c| matches!(&*doc.tokens[c].deprel, "csubj" | "csubj:pass"))
}

/// What `fits` a pronoun: who speaks, where nothing that fits is named between ("the army said it had ..."), else the
/// foremost before it.
fn antecedent(doc: &Document, token: usize, fits: impl Fn(&Mention) -> bool) -> Option<&Mention> {
    speaker_before(doc, token, &fits, &fits).or_else(|| subject_before(doc, token, fits))
}

/// The speaker of the indirect speech in which the pronoun is the first that can be meant by what `fits`, if they are `meant`.
fn speaker_before<'d>(
    doc: &'d Document,
    token: usize,
    fits: &impl Fn(&Mention) -> bool,
    meant: impl Fn(&Mention) -> bool,
) -> Option<&'d Mention> {
    let told = told_by(doc, token)?;
    let source = told.source_token.filter(|s| !told.direct && *s < token)?;
    let speaker = doc.mentions.iter().find(|m| m.tokens.contains(&source) && meant(m))?;
    let between = |m: &&Mention| told.content.contains(m.span) && m.tokens.end <= token && !m.parties.is_empty();
    doc.mentions.iter().filter(between).all(|m| !fits(m)).then_some(speaker)
}

/// The speaker of the indirect speech in which the pronoun stands, where they are told by what they are, and no person is named between: "the
/// *commander* said his troops had left".
fn speaker_by_title(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let told = told_by(doc, token)?;
    let source = told.source_token.filter(|s| !told.direct && *s < token && doc.tokens[*s].upos == "NOUN")?;
    let forms = crate::forms(doc, source.saturating_sub(2)..source + 1);
    let role = lexicon.words().roles.longest_ending(&forms).map(|m| m.meaning.kind);
    let person = matches!(role, Some(RoleKind::Person | RoleKind::Spokesperson)) && &*doc.tokens[source].xpos == "NN";
    let named = |m: &Mention| {
        let here = doc.sentence_of(m.tokens.start) == doc.sentence_of(source);
        m.kind == EntityType::Person && here && m.tokens.end <= token
    };
    (person && !doc.mentions.iter().any(named)).then_some(source)
}

/// Whom the relative clause in which `token` stands is told of: "*Ruritania*, whose army fled".
fn told_of(doc: &Document, token: usize) -> Option<&Mention> {
    let above = std::iter::successors(Some(token), |&t| doc.tokens[t].head).take(FURTHEST);
    let clause = above.into_iter().find(|&t| &*doc.tokens[t].deprel == "acl:relcl")?;
    named_at(doc, doc.tokens[clause].head.filter(|&noun| noun < token)?)
}

/// "Whose" stands at most so many words below the verb of its clause, and a name as many below its noun.
const FURTHEST: usize = 5;

/// The party for which a person speaks, where they speak of what is "its" and nothing that fits is named between: "Ruritania's minister
/// said *its* soldiers held the town".
fn of_speakers_side(doc: &Document, token: usize, fits: &impl Fn(&Mention) -> bool) -> Option<Meant> {
    let person = |m: &Mention| m.kind == EntityType::Person && !m.parties.is_empty();
    let owns = &*doc.tokens[token].deprel == "nmod:poss";
    let speaker = speaker_before(doc, token, fits, |m| owns && person(m))?;
    Some(Meant::party(Entity { role: None, ..speaker.parties[0].clone() }))
}

/// Whether the mention is of several people or things ("rebels", "they", "both sides").
fn is_plural(doc: &Document, m: &Mention) -> bool {
    let head = &doc.tokens[m.tokens.end - 1];
    matches!(&*head.xpos, "NNS" | "NNPS")
        || m.parties.len() > 1
        || matches!(head.lemma.as_str(), "they" | "their" | "we" | "our")
}

/// Whether the mention is of one thing that "they" cannot mean ("it", "the ministry").
fn is_single(doc: &Document, m: &Mention) -> bool {
    let head = &doc.tokens[m.tokens.end - 1];
    matches!(head.lemma.as_str(), "it" | "its" | "he" | "she" | "his" | "her")
        || m.kind == EntityType::Location && !matches!(head.relation(), "amod" | "compound")
}

/// The parties of the foremost mention before `token` that `fits`: the nearest subject or speaker in this sentence, else in the
/// one before, else the nearest mention at all.
fn subject_before(doc: &Document, token: usize, fits: impl Fn(&Mention) -> bool) -> Option<&Mention> {
    let here = doc.sentence_of(token);
    for sentence in [Some(here), here.checked_sub(1), here.checked_sub(2)].into_iter().flatten() {
        let range = &doc.sentences[sentence].tokens;
        let inside = doc
            .mentions
            .iter()
            .filter(|m| range.contains(&m.tokens.start) && m.tokens.end <= token && !m.parties.is_empty() && fits(m));
        let acting = |m: &&Mention| {
            m.tokens.clone().any(|t| {
                matches!(doc.tokens[t].relation(), "nsubj")
                    || doc.attributions.iter().any(|a| a.source_token == Some(t))
            })
        };
        // The pronoun continues the subject of its own sentence at the nearest, of an earlier one at the first, or at that of
        // its last clause, set against the first ("X holds the town, but Y holds the hills. *They* …").
        let found = if sentence == here {
            inside.rev().find(acting)
        } else {
            let contrast = |m: &&Mention| acting(m) && m.tokens.clone().any(|t| is_set_against(doc, t));
            inside.clone().rev().find(contrast).or_else(|| inside.clone().find(acting))
        };
        if found.is_some() {
            return found;
        }
    }
    last_mention(doc, token, |m| {
        fits(m) && m.kind != EntityType::Location && doc.sentence_of(m.tokens.start) + 1 >= here
    })
}

/// Whether `t` is the subject of a clause that "but" joins to another.
fn is_set_against(doc: &Document, t: usize) -> bool {
    let verb = doc.tokens[t].head.filter(|_| doc.tokens[t].relation() == "nsubj");
    verb.is_some_and(|verb| doc.tokens[verb].relation() == "conj" && has_word(doc, verb, "cc", "but"))
}

fn has_word(doc: &Document, token: usize, relation: &str, lemma: &str) -> bool {
    doc.children(token).any(|c| doc.tokens[c].relation() == relation && doc.tokens[c].lemma == lemma)
}
