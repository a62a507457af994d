//! What stands over a predicate and rules whether it has come about: negators, auxiliaries, governing words.

use herodotus_lexicon::{ContentSlot, CueEntry, CueKind, CuePos, Lexicon, WordSet};
use herodotus_schema::{Because, Document, Status, Token};

use super::told::is_progressive;
use crate::reasons::reason;
use crate::speakers::attributions;
use crate::syntax::{is_infinitive, is_passive, own_subject};
use crate::tense::{Tense, finite};

/// The negating word at `token`: on the predicate itself, or on its subject or object ("no shells fell").
pub(super) fn negation(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<String> {
    let negator = |t: usize, relations: &[&str]| {
        doc.children(t)
            .filter(|&c| relations.contains(&doc.tokens[c].relation()))
            .filter(|&c| matches!(doc.tokens[c].relation(), "advmod" | "aux") || c < t)
            .filter(|&c| !is_not_only(doc, c))
            .map(|c| doc.tokens[c].lemma.to_lowercase())
            .find(|l| lexicon.words().negators.get(l).is_some())
    };
    negator(token, &["advmod", "det", "cc", "aux", "mark", "case"])
        .or_else(|| {
            let mut nouns = doc.children(token).filter(|&c| matches!(doc.tokens[c].relation(), "nsubj" | "obj"));
            nouns.find_map(|noun| negator(noun, &["det", "cc"]).or_else(|| nobody(doc, lexicon, noun)))
        })
        .or_else(|| {
            // "Under no circumstances would they fire": what opens the sentence turns the verb round.
            let aux = doc.children(token).find(|&c| doc.tokens[c].relation() == "aux")?;
            let mut opening = doc.children(token).filter(|&c| c < aux && doc.tokens[c].relation() == "obl");
            let turned = own_subject(doc, token).is_some_and(|subject| aux < subject && subject < token);
            opening.find_map(|noun| negator(noun, &["det"])).filter(|_| turned)
        })
        .or_else(|| no_longer(doc, lexicon, token))
}

/// The pronoun at `t`, if it is one that negates ("nobody").
fn nobody(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<String> {
    let word = doc.tokens[t].lemma.to_lowercase();
    (doc.tokens[t].upos == "PRON" && lexicon.words().negators.get(&word).is_some()).then_some(word)
}

/// The two words before or behind the verb that negate together ("no longer holds").
fn no_longer(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<String> {
    let adverbs = doc.children(token).filter(|&c| doc.tokens[c].relation() == "advmod" && c > 0);
    let both = |c: usize| [doc.tokens[c - 1].form.to_lowercase(), doc.tokens[c].form.to_lowercase()].join(" ");
    adverbs.map(both).find(|words| lexicon.words().negators.get(words).is_some())
}

/// What rules a negated predicate more than the negation: it is said not to come about in time to come, or must not, or would
/// be so if it did not.
pub(super) fn ruled_though_negated(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    let conditional = doc.children(token).any(|c| {
        let word = &doc.tokens[c];
        word.relation() == "mark" && lexicon.words().governors.get(&word.lemma) == Some(&Status::Possible)
    });
    let ahead = modality(doc, lexicon, token).filter(|(status, _)| {
        matches!(status, Status::Planned | Status::CalledFor) || conditional && *status == Status::Possible
    });
    ahead.or_else(|| governed(doc, lexicon, token).filter(|(status, _)| *status == Status::CalledFor))
}

/// Whether the negator at `t` denies only that it was all: "not only", "not just".
fn is_not_only(doc: &Document, t: usize) -> bool {
    doc.tokens.get(t + 1).is_some_and(|next| matches!(&*next.lemma, "only" | "just" | "merely" | "simply"))
}

/// What an auxiliary or an "if" makes of the predicate.
pub(super) fn modality(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    let Some((status, word)) = auxiliary(doc, lexicon, token) else {
        return to_be(doc, token).or_else(|| {
            let rule = "what is said to somebody's face in the imperative is called for";
            is_imperative(doc, token).then(|| (Status::CalledFor, reason("status", rule)))
        });
    };
    // What somebody said would happen they said will happen.
    let backshifted = word.eq_ignore_ascii_case("would") && !attributions(doc, lexicon, token).is_empty();
    let status = if backshifted && status == Status::Possible { Status::Planned } else { status };
    Some((status, reason("status", &format!("\"{word}\""))))
}

/// Whether the verb at `token` commands, within quotation marks: "*Leave* our land", he told them.
pub fn is_imperative(doc: &Document, token: usize) -> bool {
    let word = &doc.tokens[token];
    let subjects = |c: usize| matches!(doc.tokens[c].relation(), "nsubj" | "csubj" | "mark" | "case" | "expl");
    // "Regret that it happened" may lack its subject.
    let helped = |c: usize| match doc.tokens[c].relation() {
        "aux" => doc.tokens[c].lemma != "do",
        "ccomp" => true,
        _ => subjects(c),
    };
    if &*word.xpos != "VB" || doc.children(token).any(helped) {
        return false;
    }
    let (first, joined) = (doc.children(token).next().map_or(token, |c| c.min(token)), word.relation() == "conj");
    if joined {
        return word.head.is_some_and(|head| is_imperative(doc, head));
    }
    let opens =
        first.checked_sub(1).is_none_or(|b| matches!(&*doc.tokens[b].form, "\"" | "“" | "." | "!" | "?" | ":" | "…"));
    let quoted = doc.attributions.iter().any(|a| a.direct && a.content.contains(word.span));
    quoted && opens && matches!(word.relation(), "root" | "ccomp" | "parataxis" | "dep")
}

/// "Talks are to be held": a finite "be" with an infinitive tells what is arranged.
fn to_be(doc: &Document, token: usize) -> Option<(Status, Because)> {
    let arranges = |c: usize| {
        let word = &doc.tokens[c];
        matches!(word.relation(), "aux" | "cop") && word.lemma == "be" && matches!(&*word.xpos, "VBZ" | "VBP" | "VBD")
    };
    (is_infinitive(doc, token) && doc.children(token).any(arranges))
        .then(|| (Status::Planned, reason("status", "\"be\" with \"to\"")))
}

/// The first auxiliary or conjunction of the predicate that has a say in its status, and what it says.
pub(super) fn auxiliary<'d>(doc: &'d Document, lexicon: &Lexicon, token: usize) -> Option<(Status, &'d str)> {
    // "Talks due to resume": the parser may take "due to" for a preposition.
    let bare = &*doc.tokens[token].xpos == "VB";
    let beside = |t: &&Token| matches!(t.relation(), "aux" | "mark") || bare && t.relation() == "case";
    let mut words = doc.children(token).map(|c| &doc.tokens[c]).filter(beside);
    words.find_map(|t| Some((*lexicon.words().governors.get(&t.lemma)?, t.form.as_str())))
}

/// Whether a word beside the predicate negates it.
pub fn is_negated(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    negation(doc, lexicon, token).is_some()
}

/// Whether the predicate says that it ought to be: by an auxiliary ("must", "should") or as a command.
pub fn is_demanded(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    modality(doc, lexicon, token).is_some_and(|(status, _)| status == Status::CalledFor)
}

/// What a governing word makes of the predicate ("plans to", "threatened to", "failed to").
pub(super) fn governed(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    let mut at = token;
    for _ in 0..3 {
        let t = &doc.tokens[at];
        let head = t.head?;
        if let Some(found) = provided(doc, lexicon, at, head) {
            return Some(found);
        }
        if let Some(clause) = clause_gone_on(doc, at, head) {
            return under_conjunction(doc, lexicon, clause);
        }
        let chance = t.relation() == "nmod" && is_chance(doc, lexicon, head);
        let reach = chance || matches!(t.relation(), "xcomp" | "ccomp" | "conj" | "acl" | "obj" | "advcl");
        let own = finite(doc, at);
        // "Was set on fire after being hit": a clause that tells when is ruled by nothing, but what is awaited has not come about.
        let when =
            |c: usize| matches!(&*doc.tokens[c].lemma, "after" | "before" | "while" | "since" | "until" | "once");
        let mark = doc.children(at).find(|&c| matches!(doc.tokens[c].relation(), "mark" | "advmod") && when(c));
        if let Some(mark) = mark.filter(|_| t.relation() == "advcl") {
            return awaited(doc, lexicon, mark, head);
        }
        // "Agreed a truce, brokered by X": a participle beside the verb is no part of what it rules.
        if t.relation() == "advcl" && &*t.xpos == "VBN" && doc.tokens[head].upos == "VERB" {
            return None;
        }
        // A clause with a tense of its own is what it is, whatever stands around it.
        let that = |c: usize| doc.tokens[c].relation() == "mark" && &*doc.tokens[c].lemma == "that";
        let told = t.relation() == "ccomp" || t.relation() == "acl" && doc.children(at).any(that);
        let apart = own.is_some_and(|tense| tense != Tense::Ahead) && !told;
        if !reach || apart || &*t.deprel == "acl:relcl" {
            return None;
        }
        let open = leaves_open(doc, lexicon, head).or_else(|| negated_of(doc, lexicon, head, WordSet::Unsaid));
        if let Some(word) = open {
            return Some((Status::Possible, reason("status", &format!("left open by a negated \"{word}\""))));
        }
        if t.relation() == "conj" {
            let shared = modality(doc, lexicon, head).filter(|_| shares_auxiliary(doc, at));
            if shared.is_some() {
                return shared;
            }
        } else if let Some(&status) = lexicon.words().governors.get(&doc.tokens[head].lemma)
            && is_open(own, status)
            && !has_particle(doc, head)
            && !(status == Status::CalledFor && is_named(doc, lexicon, at, head))
        {
            let status =
                if status == Status::CalledFor && is_own_wish(doc, at, head) { Status::Planned } else { status };
            if status == Status::Planned && negation(doc, lexicon, head).is_some() {
                let rule = format!("after a negated \"{}\"", doc.tokens[head].form);
                return Some((Status::DidNotHappen, reason("status", &rule)));
            }
            let going_on = (status == Status::Ongoing).then(|| over(doc, lexicon, head)).flatten();
            return Some(
                going_on.unwrap_or((status, reason("status", &format!("after \"{}\"", doc.tokens[head].form)))),
            );
        }
        let outstanding = |c: &usize| {
            let word = &doc.tokens[*c];
            word.relation() == "advmod" && lexicon.words().governors.get(&word.lemma) == Some(&Status::DidNotHappen)
        };
        if let Some(word) = doc.children(head).find(outstanding) {
            let rule = format!("\"{} … to\"", doc.tokens[word].form);
            return Some((Status::DidNotHappen, reason("status", &rule)));
        }
        if t.relation() == "xcomp"
            && let Some(found) = begun(doc, lexicon, at, head)
        {
            return Some(found);
        }
        // What somebody says is not ruled by what rules the saying: "denied it, saying that soldiers had fled".
        if t.relation() == "ccomp" && doc.attributions.iter().any(|a| a.cue_token == head) {
            return None;
        }
        at = head;
    }
    None
}

/// What is to have come about before something else that lies ahead, as the conjunction at `mark` says, has not yet: "would not lift
/// the siege *until* the rebels had freed them".
fn awaited(doc: &Document, lexicon: &Lexicon, mark: usize, above: usize) -> Option<(Status, Because)> {
    let word = &doc.tokens[mark];
    // "Ruled out talks until the rebels *leave*": what is told in the present beside what is past lies ahead.
    let present = || word.head.and_then(|clause| finite(doc, clause)) == Some(Tense::Present);
    let ahead = || {
        auxiliary(doc, lexicon, above).is_some_and(|(status, _)| status != Status::Possible || is_would(doc, above))
            || finite(doc, above) == Some(Tense::Past) && present()
    };
    // "Will meet after they signed a pact": they have.
    let awaits = matches!(&*word.lemma, "until" | "once") && ahead() || &*word.lemma == "after" && is_would(doc, above);
    awaits.then(|| (Status::Possible, reason("status", &format!("\"{}\" before what lies ahead", word.form))))
}

/// Whether a "would" stands with the verb.
fn is_would(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| doc.tokens[c].relation() == "aux" && doc.tokens[c].form.eq_ignore_ascii_case("would"))
}

/// Whether somebody is told to wish to do the act at `token` themselves: "*want* to take the town", not "want them to leave it".
fn is_own_wish(doc: &Document, token: usize, wish: usize) -> bool {
    let infinitive = doc.tokens[token].relation() == "xcomp" && is_infinitive(doc, token);
    let others = doc.children(wish).any(|c| matches!(doc.tokens[c].relation(), "obj" | "iobj"));
    infinitive
        && !others
        && !is_passive(doc, wish)
        && doc.tokens[wish].upos == "VERB"
        && own_subject(doc, token).is_none()
        && !is_passive(doc, token)
}

/// Whether the verb at `verb` only names the act at `token`, or names something by it: "*called* the raid a crime", "*called* it an
/// invasion". It asks for what it has in a clause or after a preposition, not for its object.
fn is_named(doc: &Document, lexicon: &Lexicon, token: usize, verb: usize) -> bool {
    let word = &doc.tokens[token];
    let by_preposition = |c: &CueEntry| {
        let asks = |slot: &ContentSlot| matches!(slot, ContentSlot::Preposition(_));
        c.pos == CuePos::Verb
            && c.kind == CueKind::Speech
            && c.content.iter().any(asks)
            && !c.content.contains(&ContentSlot::Object)
    };
    let acts = || word.upos == "VERB" || is_infinitive(doc, token);
    let named = word.relation() == "obj" || word.relation() == "xcomp" && !acts();
    named && lexicon.cues(&doc.tokens[verb].lemma).iter().any(by_preposition)
}

/// Whether the verb is one with a particle, and then another word ("set up").
fn has_particle(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| &*doc.tokens[c].deprel == "compound:prt")
}

/// Whether the noun tells that something is possible ("the danger of").
fn is_chance(doc: &Document, lexicon: &Lexicon, noun: usize) -> bool {
    let word = &doc.tokens[noun];
    word.upos == "NOUN" && lexicon.words().governors.get(&word.lemma) == Some(&Status::Possible)
}

/// The verb at `verb`, with its particle, if it is negated and of `set`: "did not *rule out* an attack", "did not *say* that they had left".
fn negated_of(doc: &Document, lexicon: &Lexicon, verb: usize, set: WordSet) -> Option<String> {
    let particle = doc.children(verb).find(|&c| &*doc.tokens[c].deprel == "compound:prt");
    let lemma = doc.tokens[verb].lemma.to_lowercase();
    let word = particle.map_or(lemma.clone(), |p| format!("{lemma} {}", doc.tokens[p].lemma.to_lowercase()));
    (lexicon.words().has(set, &word) && negation(doc, lexicon, verb).is_some()).then_some(word)
}

/// The verb at `verb` if it is negated and then leaves open what it is of: "did not *rule out* an attack".
pub fn leaves_open(doc: &Document, lexicon: &Lexicon, verb: usize) -> Option<String> {
    negated_of(doc, lexicon, verb, WordSet::LeftOpen)
}

/// What an agreement says of the act at `token`, which hangs on `verb`, is still to come: "the pact provides for a withdrawal".
fn provided(doc: &Document, lexicon: &Lexicon, token: usize, verb: usize) -> Option<(Status, Because)> {
    let word = &doc.tokens[verb];
    let told = matches!(doc.tokens[token].relation(), "obj" | "obl" | "conj");
    lexicon.words().provisions.get(&word.lemma).filter(|_| told && word.upos == "VERB")?;
    let pact = |t: usize| {
        let entries = lexicon.nouns(&doc.tokens[t].lemma.to_lowercase());
        entries.iter().any(|entry| entry.event.as_deref() == Some("AGREE"))
    };
    let of_noun = word.head.filter(|_| word.relation() == "acl");
    let subject = crate::syntax::subject(doc, verb).or(of_noun).filter(|&s| pact(s))?;
    let rule = format!("what the \"{}\" says by \"{}\" is to come", doc.tokens[subject].form, word.form);
    Some((Status::Planned, reason("status", &rule)))
}

/// Whether a governing word can still rule a clause of the tense `own`: what is told as past can only be doubted or
/// denied, what is told as so cannot be called for.
fn is_open(own: Option<Tense>, status: Status) -> bool {
    match own {
        Some(Tense::Past | Tense::Perfect) => matches!(status, Status::Possible | Status::DidNotHappen),
        Some(Tense::Present) => status != Status::CalledFor,
        _ => true,
    }
}

/// Whether the verb at `token` is bare and leans on the auxiliary of the one that it is coordinated with.
fn shares_auxiliary(doc: &Document, token: usize) -> bool {
    &*doc.tokens[token].xpos == "VB"
        && own_subject(doc, token).is_none()
        && !doc.children(token).any(|c| matches!(doc.tokens[c].relation(), "aux" | "mark"))
}

/// The clause under a conjunction that the verb at `token` goes on with: "until the rebels disarm and *leave*", "if they attack and *take*
/// it". The parser may join it to the verb that the clause hangs on, whose tense is another.
fn clause_gone_on(doc: &Document, token: usize, head: usize) -> Option<usize> {
    let word = &doc.tokens[token];
    let opener = |t: usize| {
        let opens = |c: usize| doc.tokens[c].relation() == "mark" && !matches!(&*doc.tokens[c].lemma, "that" | "to");
        doc.children(t).find(|&c| opens(c))
    };
    if word.relation() != "conj" || word.upos != "VERB" || opener(token).is_some() {
        return None;
    }
    let own = finite(doc, token)?;
    let is_clause =
        |&t: &usize| doc.tokens[t].relation() == "advcl" && opener(t).is_some() && finite(doc, t) == Some(own);
    let within = || doc.children(head).filter(|&c| head < c && c < token).find(is_clause);
    Some(head).filter(is_clause).or_else(|| within().filter(|_| finite(doc, head) != Some(own)))
}

/// What the conjunction of the clause at `clause` makes of what is told in it.
fn under_conjunction(doc: &Document, lexicon: &Lexicon, clause: usize) -> Option<(Status, Because)> {
    let above = doc.tokens[clause].head?;
    let mut marks = doc.children(clause).filter(|&c| doc.tokens[c].relation() == "mark");
    modality(doc, lexicon, clause).or_else(|| marks.find_map(|mark| awaited(doc, lexicon, mark, above)))
}

/// What rules the governing word itself.
fn over(doc: &Document, lexicon: &Lexicon, governor: usize) -> Option<(Status, Because)> {
    modality(doc, lexicon, governor).or_else(|| governed(doc, lexicon, governor))
}

/// What becomes of the act at `token` that is begun, tried or let by the verb at `head`: it did not come about where
/// that is negated, and goes on, or lies ahead, where that does.
fn begun(doc: &Document, lexicon: &Lexicon, token: usize, head: usize) -> Option<(Status, Because)> {
    let told =
        |status: Status, how: &str| Some((status, reason("status", &format!("{how} \"{}\"", doc.tokens[head].form))));
    if negation(doc, lexicon, head).is_some() {
        return told(Status::DidNotHappen, "after a negated");
    }
    let infinitive = is_infinitive(doc, token);
    let verb = &doc.tokens[head];
    if infinitive && (verb.lemma == "be" || verb.lemma == "go" && &*verb.xpos == "VBG") {
        return told(Status::Planned, "\"to\" after");
    }
    if let Some(found) = modality(doc, lexicon, head) {
        return Some(found);
    }
    if infinitive && &*verb.xpos == "VBG" && is_progressive(doc, head) {
        return told(Status::Ongoing, "going on after");
    }
    None
}
