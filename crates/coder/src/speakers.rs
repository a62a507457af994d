//! The chain of speakers of a claim, innermost first, the outlet left out.

use herodotus_lexicon::{CuePos, Lexicon, WordSet};
use herodotus_schema::{Attribution, Certainty, Document, Entity, EntityType, Mention, Speaker};

use crate::parties::parties_mention;
use crate::syntax::{head, is_infinitive, prepositions, takes_up_clause};

/// The attributions in whose content the predicate `token` stands, innermost (shortest content) first.
pub fn attributions<'d>(doc: &'d Document, lexicon: &Lexicon, token: usize) -> Vec<&'d Attribution> {
    let at = doc.tokens[token].span;
    let mut around: Vec<&Attribution> =
        doc.attributions.iter().filter(|a| a.stated && a.content.contains(at) && a.cue_token != token).collect();
    around.retain(|a| !is_asked(doc, a) || doc.attributions.iter().all(|o| !holds(o, a)));
    // "…, a charge which Y denies" is told beside the charge, and says nothing in it.
    around.retain(|a| !(takes_up_clause(doc, a.cue_token) && denies(lexicon, a)));
    // "Denied that it had lost friends since the invasion", "vowed to go on despite the attack": neither is the invasion denied nor the
    // attack vowed.
    let of_deeds = |a: &Attribution| denies(lexicon, a) || is_asked(doc, a);
    around.retain(|a| !(of_deeds(a) && is_presupposed((doc, lexicon), token, a.cue_token)));
    let denials: Vec<_> = around.iter().filter(|a| denies_another(lexicon, a, &around)).map(|a| a.cue).collect();
    around.retain(|a| !denials.contains(&a.cue));
    let depth = |a: &&Attribution| (reach(doc, a, &around), a.cue);
    let mut sorted = around.clone();
    sorted.sort_by_key(depth);
    sorted
}

/// Whether what is said is a thing, no clause: "condemned *the raid that killed three*".
pub fn is_of_thing(doc: &Document, attribution: &Attribution) -> bool {
    let inside = |t: usize| attribution.content.contains(doc.tokens[t].span);
    let top =
        |&t: &usize| inside(t) && doc.tokens[t].head.is_none_or(|head| !inside(head)) && doc.tokens[t].upos != "PUNCT";
    let clause = |c: usize| matches!(doc.tokens[c].relation(), "nsubj" | "cop" | "csubj");
    let thing = |t: usize| matches!(doc.tokens[t].upos, "NOUN" | "PROPN") && !doc.children(t).any(clause);
    let from = doc.tokens.partition_point(|t| t.span.start < attribution.content.start);
    let to = doc.tokens.partition_point(|t| t.span.start < attribution.content.end);
    let mut tops = (from..to).filter(top).peekable();
    tops.peek().is_some() && tops.all(thing)
}

/// Whether the word at `token` stands in what only tells when or why the rest is so, within what the word at `cue` tells.
fn is_presupposed((doc, lexicon): (&Document, &Lexicon), token: usize, cue: usize) -> bool {
    let aside = |t: usize| {
        let phrase = matches!(doc.tokens[t].relation(), "obl" | "nmod" | "advcl");
        phrase && prepositions(doc, t).any(|p| lexicon.words().has(WordSet::Presupposing, p))
    };
    let above = |&t: &usize| doc.tokens[t].head.filter(|&head| head != cue);
    std::iter::successors(Some(token), above).any(aside)
}

/// Whether what is said is an act that somebody is to do ("asked to be moved"), which who reports it says, not who asks.
fn is_asked(doc: &Document, attribution: &Attribution) -> bool {
    doc.children(attribution.cue_token).any(|c| doc.tokens[c].relation() == "xcomp" && is_infinitive(doc, c))
}

/// Whether `one` is told by the named speaker of `outer`.
fn holds(outer: &Attribution, one: &Attribution) -> bool {
    outer.stated && outer.source.is_some() && outer.content.contains(one.cue) && !one.content.contains(outer.cue)
}

/// How far out an attribution stands among those around a claim: the length of its content, but for phrases that speak
/// of a cue beside them. In "X said, citing Y", Y is further in than X; in "X said, according to Y", further out.
fn reach(doc: &Document, one: &Attribution, around: &[&Attribution]) -> (u32, i8) {
    let len = one.content.len();
    let beside = |a: &&&Attribution| {
        let sentence = doc.sentence_of(one.cue_token) == doc.sentence_of(a.cue_token);
        sentence && a.cue != one.cue && !a.content.contains(one.cue) && !is_phrase(doc, a)
    };
    if !is_phrase(doc, one) {
        return (len, 0);
    }
    let cues = around.iter().filter(beside);
    match doc.tokens[one.cue_token].head {
        Some(head) if doc.tokens[one.cue_token].relation() == "advcl" => {
            let reporter = around.iter().find(|a| a.cue_token == head).map(|a| a.content.len());
            (reporter.unwrap_or(len), -1)
        }
        _ => (cues.map(|a| a.content.len()).max().map_or(len, |outer| outer.max(len)), 1),
    }
}

/// Whether the cue is a phrase ("according to", "citing"), not a verb or noun that has a speaker of its own.
fn is_phrase(doc: &Document, attribution: &Attribution) -> bool {
    attribution.source_token.is_some_and(|s| s > attribution.cue_token)
        && matches!(doc.tokens[attribution.cue_token].relation(), "case" | "advcl")
}

/// The chain of speakers of the claim whose predicate is `token`.
pub fn chain(doc: &Document, lexicon: &Lexicon, token: usize) -> Vec<Speaker> {
    let mut chain: Vec<Speaker> = Vec::new();
    for attribution in attributions(doc, lexicon, token).into_iter().filter(|a| !is_issuers(doc, a)) {
        let speaker = speaker(doc, lexicon, attribution);
        // The same speaker told twice ("X said … , he added") is one link of the chain.
        let again =
            chain.iter().position(|s| s.text == speaker.text || (s.party.is_some() && s.party == speaker.party));
        match again {
            // "We" and "it" inside what somebody says are better told by the name outside.
            Some(at) if is_pronoun(doc, &chain[at]) && !is_pronoun(doc, &speaker) => {
                let direct = chain[at].direct || speaker.direct;
                chain[at] = Speaker { direct, ..speaker };
            }
            Some(_) => {}
            None => chain.push(speaker),
        }
    }
    // What only shows something ("the pictures prove") is no speaker beside somebody who says so.
    let stands = |s: &Speaker| s.party.is_some() && !is_deed(doc, lexicon, s) || is_somebody(doc, lexicon, s);
    if chain.iter().any(|s| s.party.is_some()) {
        let first = chain.iter().position(stands).unwrap_or(0);
        chain.drain(..first);
    }
    // A hidden speaker says nothing where a named one stands in the chain.
    if chain.iter().any(|s| s.text.is_some()) {
        chain.retain(|s| s.text.is_some());
    }
    chain
}

/// The speaker of the cue that stands at `token` itself ("X accused …"), if it is one.
pub fn own(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<Speaker> {
    let own = doc.attributions.iter().find(|a| a.stated && a.cue_token == token && a.source.is_some())?;
    Some(speaker(doc, lexicon, own)).filter(|_| !is_issuers(doc, own))
}

/// Whether a ministry or an army says so in its own outlet, of itself: "We condemn the raid".
fn is_issuers(doc: &Document, attribution: &Attribution) -> bool {
    let first_person = |t: usize| is_first_person(&doc.tokens[t].form);
    doc.issuer.is_some() && attribution.within.is_none() && attribution.source_token.is_some_and(first_person)
}

/// Whether the words are no more than who speaks: "we", "I".
pub fn is_first_person(words: &str) -> bool {
    matches!(&*words.to_lowercase(), "we" | "i")
}

/// Whether the link is told by a pronoun alone.
fn is_pronoun(doc: &Document, speaker: &Speaker) -> bool {
    let Some(span) = speaker.span else { return false };
    let inside = |t: &&herodotus_schema::Token| span.contains(t.span);
    doc.tokens.iter().find(inside).is_some_and(|t| t.upos == "PRON" && t.span == span)
}

/// Whether the link tells of what somebody does, which says nothing itself: "Ruritania's *aggression* shows that".
fn is_deed(doc: &Document, lexicon: &Lexicon, speaker: &Speaker) -> bool {
    let Some(t) = speaker.span.and_then(|span| head(doc, span)) else { return false };
    let lemma = doc.tokens[t].lemma.to_lowercase();
    let named = doc.mentions.iter().any(|m| m.tokens.contains(&t));
    let said = || lexicon.cues(&lemma).iter().any(|c| c.pos == CuePos::Noun);
    doc.tokens[t].upos == "NOUN" && !named && !lexicon.nouns(&lemma).is_empty() && !said()
}

/// Whether the link tells of people or of a body, be it unknown whose.
fn is_somebody(doc: &Document, lexicon: &Lexicon, speaker: &Speaker) -> bool {
    let Some(span) = speaker.span else { return true };
    let named = |m: &Mention| matches!(m.kind, EntityType::Person | EntityType::Organisation) && span.contains(m.span);
    let known =
        |t: &herodotus_schema::Token| span.contains(t.span) && lexicon.words().tells_people(&t.form.to_lowercase());
    doc.mentions.iter().any(named) || doc.tokens.iter().any(known)
}

/// Whether the attribution denies what another of the chain says ("X is accused of …, which Y denies"): the denial is
/// a claim of its own, and who denies is no speaker of the accusation.
fn denies_another(lexicon: &Lexicon, attribution: &Attribution, around: &[&Attribution]) -> bool {
    denies(lexicon, attribution)
        && around.iter().any(|a| a.cue != attribution.cue && attribution.content.contains(a.cue))
}

/// Whether the cue denies what is said.
fn denies(lexicon: &Lexicon, attribution: &Attribution) -> bool {
    lexicon.cues(&attribution.cue_lemma).iter().any(|c| c.certainty == Certainty::Denied)
}

/// One attribution as a link of the chain.
fn speaker(doc: &Document, lexicon: &Lexicon, attribution: &Attribution) -> Speaker {
    let mention = attribution.source_token.and_then(|t| parties_mention(doc, t));
    let within = || {
        let (source, head) = (attribution.source?, attribution.source_token?);
        let inside = |m: &&Mention| source.contains(m.span) && !m.parties.is_empty() && m.kind != EntityType::Reference;
        doc.mentions.iter().filter(inside).find(|m| belongs(doc, m, head))
    };
    let entity = mention.or_else(within).and_then(|m| m.parties.first());
    let side = entity.map(|e| side(lexicon, e)).or_else(|| Some((organisation(doc, attribution)?, None)));
    let named = attribution.named.or(attribution.source);
    Speaker {
        text: named.map(|s| doc.text(s).to_string()),
        party: side.as_ref().map(|(party, _)| party.clone()),
        code: side.and_then(|(_, code)| code),
        cue: Some(doc.text(attribution.cue).to_string()),
        direct: attribution.direct,
        span: named,
        cue_span: Some(attribution.cue),
    }
}

/// The name of an organisation that the lexicon does not know: it speaks for itself.
fn organisation(doc: &Document, attribution: &Attribution) -> Option<String> {
    let head = attribution.source_token?;
    let named = |m: &&Mention| m.kind == EntityType::Organisation && m.tokens.contains(&head);
    doc.mentions.iter().find(named).map(|m| doc.text(m.span).to_string())
}

/// Whether the mention modifies the speaker `head`, not through a participle ("the Ruritania-based group") or a relative clause ("a scholar who
/// studied Ruritania").
fn belongs(doc: &Document, mention: &Mention, head: usize) -> bool {
    let mut at = mention.tokens.end - 1;
    while at != head {
        let clause = matches!(&*doc.tokens[at].deprel, "nmod:other" | "acl:relcl");
        if clause || matches!(&*doc.tokens[at].xpos, "VBN" | "VBG") {
            return false;
        }
        let Some(above) = doc.tokens[at].head else { return true };
        at = above;
    }
    true
}

/// The side that an entity speaks for, with its code: its own, or that of the party whose outlet it is.
pub fn side(lexicon: &Lexicon, entity: &Entity) -> (String, Option<String>) {
    match lexicon.actors().owner_of_outlet(&entity.party) {
        Some(owner) => (owner.name.clone(), owner.code.clone()),
        None => (entity.party.clone(), entity.code.clone()),
    }
}
