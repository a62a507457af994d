//! What an accusation or a denial is of: a claim of that act, where no claim tells the act itself.

use herodotus_lexicon::{CuePos, EventEntry, Lexicon};
use herodotus_schema::{Actor, Because, Certainty, Claim, Coding, Document, Status};

use crate::force::is_force;
use crate::frames::Match;
use crate::parties::all_actors;
use crate::reasons::{reason, reason_from};
use crate::select::is_act;
use crate::speakers;
use crate::status::leaves_open;
use crate::syntax::{is_infinitive, is_passive, object, own_subject, subject, takes_up_clause, tells_when};

/// Gives the claim of a word whose content is an act ("accused X of shelling", "denied plans to invade") the type of
/// that act. Who is accused is then its agent; who denies stays what the entry makes of them.
///
/// Gives the word of that act.
pub fn take_up_act(doc: &Document, matches: &[Match], found: &Match, claim: &mut Claim) -> Option<usize> {
    if !found.entry.content_act {
        return None;
    }
    let act = matches.iter().find(|m| is_act(m.entry) && is_content(doc, m.token, found.token))?;
    let denied = claim.certainty == Certainty::Denied;
    let told = act.coding();
    let mode = if denied { claim.mode().map(str::to_string) } else { told.mode.clone() };
    claim.event = Some(Coding { mode, ..told });
    claim.because.push(is_of(doc, found, act));
    let suffer = act.sufferers(doc);
    if !denied {
        claim.agents = std::mem::replace(&mut claim.targets, suffer);
    } else if !suffer.is_empty() && claim.targets.iter().all(|t| t.party.is_none()) {
        claim.targets = suffer;
    }
    Some(act.token)
}

/// Whether the entry denies a part in an act ("denied *responsibility* for the blast"), which leaves it open that the act took place.
pub fn denies_part(entry: &EventEntry) -> bool {
    entry.content_act && entry.certainty == Some(Certainty::Denied) && !entry.object.is_empty()
}

/// Why a claim of the word `found` has the type of `act`, with the act's entry.
fn is_of(doc: &Document, found: &Match, act: &Match) -> Because {
    let form = |m: &Match| doc.tokens[m.token].form.as_str();
    reason_from("event", &format!("\"{}\" is of \"{}\"", form(found), form(act)), &act.entry.origin)
}

/// Gives the claim of a word that tells what its subject means to do ("plans to attack X", "voiced readiness to mediate") the
/// type and targets of that act.
///
/// Gives the word of that act.
pub fn take_up_deed(doc: &Document, matches: &[Match], found: &Match, claim: &mut Claim) -> Option<usize> {
    // What X does not want to do is refused.
    if !found.entry.deed || claim.event_type() == Some("REJECT") {
        return None;
    }
    let meant = meant_deed(doc, found)?;
    let done = |m: &&Match| m.token == meant;
    // "Decided to hold talks": a word of no entry, with an act for its object.
    let told =
        |m: &&Match| is_act(m.entry) && doc.tokens[m.token].relation() == "obj" && is_content(doc, m.token, meant);
    let act = matches.iter().find(done).or_else(|| matches.iter().find(told))?;
    claim.event = Some(act.coding());
    claim.targets = act.sufferers(doc);
    claim.because.push(is_of(doc, found, act));
    Some(act.token)
}

/// Gives the claim of a refusal that is negated ("did not rule out an attack") the type of the act that it leaves open.
///
/// Gives the word of that act.
pub fn take_up_open(
    doc: &Document,
    lexicon: &Lexicon,
    matches: &[Match],
    found: &Match,
    claim: &mut Claim,
) -> Option<usize> {
    let word = leaves_open(doc, lexicon, found.token)?;
    let act = matches.iter().find(|m| is_act(m.entry) && is_content(doc, m.token, found.token))?;
    claim.event = Some(act.coding());
    claim.because.push(is_of(doc, found, act));
    claim.status = Status::Possible;
    claim.because.retain(|b| b.field != "status");
    claim.because.push(reason("status", &format!("left open by a negated \"{word}\"")));
    if claim.attribution.is_empty() {
        claim.attribution.extend(speakers::own(doc, lexicon, found.token));
    }
    if !act.agents.is_empty() {
        claim.agents = all_actors(doc, &act.agents);
    }
    claim.targets = act.sufferers(doc);
    Some(act.token)
}

/// The infinitive of what the subject of `found` means to do; it hangs on the word, or on the noun that the entry asks for as its object.
fn meant_deed(doc: &Document, found: &Match) -> Option<usize> {
    let infinitive = |c: &usize| {
        let t = &doc.tokens[*c];
        let open = is_infinitive(doc, *c) && own_subject(doc, *c).is_none();
        matches!(t.relation(), "xcomp" | "advcl" | "acl" | "ccomp") && *c > found.token && open
    };
    let of = object(doc, found.token).filter(|_| !is_passive(doc, found.token));
    // "X wants Y to leave" is no deed of X's.
    let holder =
        if found.entry.object.is_empty() { of.is_none().then_some(found.token)? } else { of.unwrap_or(found.token) };
    doc.children(holder).find(infinitive)
}

/// Whether the match tells what somebody wants.
pub fn is_wish(found: &Match) -> bool {
    found.entry.deed && found.entry.event.as_deref() == Some("REQUEST")
}

/// Whether the clause at `token` only tells on what condition, or when, something else is so ("*if* they want peace").
pub fn is_condition(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let opens = |c: usize| {
        let word = &doc.tokens[c];
        let condition =
            word.relation() == "mark" && lexicon.words().governors.get(&word.lemma) == Some(&Status::Possible);
        condition || word.relation() == "advmod" && matches!(&*word.lemma, "when" | "whenever")
    };
    doc.tokens[token].relation() == "advcl" && doc.children(token).any(opens)
}

/// Gives the claim of an agreement without a mode that of the concession or truce which is agreed ("signed a pact to end the fighting").
pub fn take_up_mode(doc: &Document, matches: &[Match], found: &Match, claim: &mut Claim) {
    let open = claim.event_type() == Some("AGREE") && claim.mode().is_none();
    let given = |m: &&Match| {
        let kind = matches!(m.entry.event.as_deref(), Some("AGREE" | "CONCEDE")) && m.entry.mode.is_some();
        kind && m.token > found.token && is_agreed(doc, m.token, found.token)
    };
    let Some(act) = matches.iter().filter(|_| open).find(given) else { return };
    if let Some(coding) = &mut claim.event {
        coding.mode.clone_from(&act.entry.mode);
        claim.because.push(is_of(doc, found, act));
    }
}

/// Whether the infinitive at `act` tells what is agreed: it hangs on the word at `agreed` or on what that one is done to.
fn is_agreed(doc: &Document, act: usize, agreed: usize) -> bool {
    let clause = matches!(doc.tokens[act].relation(), "xcomp" | "advcl" | "acl" | "ccomp");
    let Some(head) = doc.tokens[act].head.filter(|_| clause && is_infinitive(doc, act)) else { return false };
    let object =
        matches!(doc.tokens[head].relation(), "obj" | "obl" | "nsubj") && doc.tokens[head].head == Some(agreed);
    head == agreed || object
}

/// Whether the act at `token` stands in what the word at `governor` is of, not in a clause beside it.
fn is_content(doc: &Document, token: usize, governor: usize) -> bool {
    let mut at = token;
    while let Some(head) = doc.tokens[at].head.filter(|_| token > governor) {
        let relation = &*doc.tokens[at].deprel;
        if matches!(relation, "acl:relcl" | "parataxis" | "conj") {
            return false;
        }
        if head == governor {
            return !tells_when(doc, at)
                && matches!(doc.tokens[at].relation(), "obj" | "ccomp" | "xcomp" | "obl" | "advcl" | "nmod");
        }
        at = head;
    }
    false
}

/// Gives each denial of what was told before ("denied the accusation", "denies it") the type of the last act that
/// another side is said to tell of a few sentences before. `drafts` are in order of their words, each with the match
/// that made it.
pub fn take_up_denied(doc: &Document, lexicon: &Lexicon, drafts: &mut [(Option<&Match>, Claim)]) {
    for at in 0..drafts.len() {
        let (Some(found), claim) = &drafts[at] else { continue };
        if claim.certainty != Certainty::Denied || !denies_what_was_told(doc, lexicon, found) {
            continue;
        }
        let Some(denied) = told_before(doc, &drafts[..at], (found.entry, claim)) else { continue };
        let (kind, rule) = (denied.event_type().map(str::to_string), format!("denies \"{}\"", denied.quote));
        let side = claim.side().map(str::to_string);
        let own = |actor: &Actor| actor.party.is_some() && actor.party == side;
        // Who denies what others are said to have done to them is not the doer.
        let others = is_force(denied.event_type()) && denied.targets.iter().any(own) && !denied.agents.iter().any(own);
        let (doers, struck) = (denied.agents.clone(), denied.targets.clone());
        let claim = &mut drafts[at].1;
        if others {
            take_over(claim, "agents", doers, &rule);
            take_over(claim, "targets", struck, &rule);
        } else if claim.targets.iter().all(|t| t.party.is_none() || own(t)) {
            // "It" in "which has denied it" is not who denies.
            take_over(claim, "targets", struck.into_iter().filter(|t| !own(t)).collect(), &rule);
        }
        claim.event = Some(Coding { kind, mode: claim.mode().map(str::to_string), cameo: None });
        claim.because.push(reason("event", &rule));
    }
}

/// Gives a denial the `actors` of what it denies, for the reason of `rule`.
fn take_over(claim: &mut Claim, field: &str, actors: Vec<Actor>, rule: &str) {
    claim.because.retain(|b| b.field != field);
    if !actors.is_empty() {
        claim.because.push(reason(field, rule));
    }
    match field {
        "agents" => claim.agents = actors,
        _ => claim.targets = actors,
    }
}

/// What a denial of the entry, told as `claim`, is of: of the claims `before` it the last act that another side is said to tell.
fn told_before<'c>(
    doc: &Document,
    before: &'c [(Option<&Match>, Claim)],
    (entry, claim): (&EventEntry, &Claim),
) -> Option<&'c Claim> {
    // A part is denied in what the outlet itself may tell.
    let part = denies_part(entry);
    let near = |c: &Claim| c.span.end <= claim.span.start && sentences_between(doc, c, claim) <= REACH;
    let told = |c: &Claim| {
        let act = c.certainty != Certainty::Denied && c.event_type().is_some();
        act && (part || !c.attribution.is_empty()) && c.side() != claim.side()
    };
    let acts: Vec<&Claim> = before.iter().map(|(_, c)| c).filter(|c| near(c) && told(c)).collect();
    // Who denies is mostly who was accused; and what they deny is the whole act, not what it was for.
    let accused = |c: &Claim| c.agents.iter().any(|a| a.party.is_some() && a.party.as_deref() == claim.side());
    let whole = |c: &Claim| !acts.iter().any(|o| o.span.contains(c.span) && o.span != c.span);
    let mut whole = acts.iter().copied().filter(|c| whole(c));
    let last = whole.clone().next_back();
    whole.rfind(|c| accused(c)).or(last)
}

/// How many sentences back a denial reaches for what it denies.
const REACH: usize = 3;

/// How many sentences the words of `later` stand behind those of `earlier`.
fn sentences_between(doc: &Document, earlier: &Claim, later: &Claim) -> usize {
    let inside = |c: &Claim| doc.sentences.iter().position(|s| s.span.overlaps(c.span)).unwrap_or(0);
    inside(later).saturating_sub(inside(earlier))
}

/// Whether the match denies what was told before it.
pub fn denies_what_was_told(doc: &Document, lexicon: &Lexicon, found: &Match) -> bool {
    let denies = found.entry.content_act && found.entry.certainty == Some(Certainty::Denied);
    denies && (denies_part(found.entry) && is_bare_part(doc, found.token) || refers_back(doc, lexicon, found.token))
}

/// Whether the part that the word at `token` denies is of nothing told beside it ("denied any responsibility").
fn is_bare_part(doc: &Document, token: usize) -> bool {
    let part = if is_passive(doc, token) { subject(doc, token) } else { object(doc, token) };
    part.is_some_and(|part| doc.children(part).all(|c| !matches!(doc.tokens[c].relation(), "nmod" | "acl")))
}

/// Whether what the word at `token` denies only takes up what was said ("it", "the accusation", "these reports").
fn refers_back(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let is_said = |noun: usize| lexicon.cues(&doc.tokens[noun].lemma).iter().any(|c| c.pos == CuePos::Noun);
    if takes_up_clause(doc, token) {
        return true;
    }
    let object = if is_passive(doc, token) { subject(doc, token) } else { object(doc, token) };
    let Some(object) = object else { return false };
    let t = &doc.tokens[object];
    if matches!(t.upos, "PRON" | "DET") {
        return true;
    }
    let said =
        is_said(object) || doc.children(object).any(|c| matches!(&*doc.tokens[c].lemma, "the" | "this" | "that"));
    let open = doc.children(object).any(|c| matches!(doc.tokens[c].relation(), "nmod" | "acl" | "ccomp") && c > object);
    said && !open
}
