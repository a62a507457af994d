//! From a read document to claims, by the rules of the lexicon.
//!
//! [`code`] is pure: the same document and lexicon give the same claims. It opens no file, knows no
//! word of its own beyond the grammar of English, and asks nothing of other reports; linking claims
//! to each other is the business of `herodotus-reconcile`.

mod acts;
mod again;
mod assemble;
mod borrowed;
mod bystanders;
mod candidates;
mod content;
mod days;
mod foes;
mod force;
mod frames;
mod judge;
mod parties;
mod quote;
mod reasons;
mod regression;
mod select;
mod setting;
mod sides;
mod slots;
mod speakers;
mod status;
mod syntax;
mod tallies;
mod targets;
mod tense;
mod weapons;

use herodotus_lexicon::{EventEntry, Lexicon};
use herodotus_schema::{Actor, Claim, Document, Span, known};

pub use candidates::Candidate;
pub use days::Choice;
use force::is_of_force;
pub use frames::Match;
use judge::Learnt;
pub use judge::{Judge, JudgeError};
pub use parties::actor;
pub use tallies::Figure;
pub use targets::Party;

/// The claims of one document and what was considered on the way.
pub struct Coded {
    /// In order of their words in the text.
    pub claims: Vec<Claim>,
    /// Entries that fit and made no claim, then those that were tried and did not fit, each in order of their words.
    pub near_misses: Vec<NearMiss>,
}

/// An entry of the lexicon that was tried at a word and made no claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The word, as written.
    pub word: String,
    /// The entry's lemma, with its file and line.
    pub entry: String,
    /// What was wanting.
    pub why: String,
}

/// The claims of `doc`, in order of their words; what `judge` takes for none is left out.
///
/// Without a judge, rules alone decide which of the words that an entry fits make claims.
pub fn code(doc: &Document, lexicon: &Lexicon, judge: Option<&Judge>) -> Vec<Claim> {
    code_explained(doc, lexicon, judge).claims
}

/// The claims of `doc`, and what nearly became one.
pub fn code_explained(doc: &Document, lexicon: &Lexicon, judge: Option<&Judge>) -> Coded {
    let mut coded = by_rule(doc, lexicon, judge);
    if judge.is_some() {
        let figures = tallies::figures(doc, lexicon, &coded.claims);
        targets::set(doc, lexicon, &mut coded.claims);
        days::set(doc, &mut coded.claims);
        tallies::set(doc, &mut coded.claims, figures);
    }
    for claim in &mut coded.claims {
        parties::join(doc, claim.span, &mut claim.agents);
        parties::join(doc, claim.span, &mut claim.targets);
        drop_plans(doc, lexicon, claim);
    }
    finish(&mut coded.claims);
    coded
}

/// Takes from the claim's agents those who are nobody, but a plan or need to act ("the *decision* to extradite her").
fn drop_plans(doc: &Document, lexicon: &Lexicon, claim: &mut Claim) {
    let plan = |a: &mut Actor| a.party.is_none() && a.span.is_some_and(|span| slots::is_plan(doc, lexicon, span));
    for dropped in claim.agents.extract_if(.., plan) {
        let stood = format!("\"{}\" stands for", dropped.text);
        claim.because.retain(|b| b.field != "agents" || !b.rule.starts_with(&stood));
    }
}

/// The claims of `doc` with the days that rules give them, in order of their words, and the times among which each has its own.
pub fn days(doc: &Document, lexicon: &Lexicon, judge: Option<&Judge>) -> Vec<(Claim, Vec<Choice>)> {
    let claims = by_rule(doc, lexicon, judge).claims;
    let choices: Vec<_> = (0..claims.len()).map(|at| days::choices(doc, &claims, at)).collect();
    claims.into_iter().zip(choices).collect()
}

/// The claims of `doc` with the targets that rules give them, in order of their words, and the parties among which each has its
/// own.
pub fn targets(doc: &Document, lexicon: &Lexicon, judge: Option<&Judge>) -> Vec<(Claim, Vec<Party>)> {
    let claims = by_rule(doc, lexicon, judge).claims;
    let around = targets::Around::of(doc, lexicon, &claims);
    let parties: Vec<_> = (0..claims.len()).map(|at| around.parties(&claims, at)).collect();
    claims.into_iter().zip(parties).collect()
}

/// The figures of `doc` as rules give them, in order of their words, with what is so of each.
pub fn figures(doc: &Document, lexicon: &Lexicon, judge: Option<&Judge>) -> Vec<(Claim, Figure)> {
    let claims = by_rule(doc, lexicon, judge).claims;
    let figures = tallies::figures(doc, lexicon, &claims);
    claims.into_iter().zip(figures).filter_map(|(claim, figure)| Some((claim, figure?))).collect()
}

/// The claims of `doc`, in order of their words, with the days and targets that rules give them.
fn by_rule(doc: &Document, lexicon: &Lexicon, judge: Option<&Judge>) -> Coded {
    let (matches, misses) = frames::find(doc, lexicon);
    // What fits and makes no claim came nearer than what does not fit.
    let mut near_misses = Vec::new();
    let mut claims = tallies::tallies(doc, lexicon);
    claims.extend(match judge {
        Some(judge) => judged(doc, lexicon, judge, &matches, &mut near_misses),
        None => ruled(doc, lexicon, &matches),
    });
    near_misses.extend(misses.iter().map(|m| near_miss(doc, m.token, m.entry, m.why.clone())));
    let told: Vec<Span> = claims.iter().filter(|c| c.tally.is_some()).map(|c| c.span).collect();
    // A clause whose figure is told needs no claim of no type beside it, but one that tells who holds a place.
    let telling = |c: &Claim| c.tally.is_some() || c.event_type().is_some() || c.mode() == Some("control");
    claims.retain(|c| telling(c) || !told.iter().any(|t| t.overlaps(c.span)));
    let mut claims: Vec<Claim> = claims.into_iter().flat_map(|c| sides::told_by_each(doc, lexicon, c)).collect();
    foes::fall_on_foes(doc, &mut claims);
    claims.sort_by_key(|c| (c.span.start, c.span.end));
    Coded { claims, near_misses }
}

/// The claims that rules alone make of what the lexicon knows.
fn ruled(doc: &Document, lexicon: &Lexicon, matches: &[Match]) -> Vec<Claim> {
    let kept = select::select(doc, matches.to_vec());
    let drafts: Vec<_> =
        kept.iter().map(|found| (Some(found), assemble::event_claim(doc, lexicon, found, Learnt::default()))).collect();
    taken_up(doc, lexicon, matches, drafts)
}

/// Lets accusations and denials take up the acts that they are of; those whose act makes a claim itself give way to it, but who denies a
/// part in an act says so beside nothing else.
fn taken_up<'m>(
    doc: &Document,
    lexicon: &Lexicon,
    matches: &[Match],
    mut drafts: Vec<(Option<&'m Match<'m>>, Claim)>,
) -> Vec<Claim> {
    let words: Vec<usize> = drafts.iter().filter_map(|(found, _)| found.map(|m| m.token)).collect();
    let mut disowned: Vec<usize> = Vec::new();
    drafts.retain_mut(|(found, claim)| {
        let act = found.and_then(|found| {
            let told = content::take_up_act(doc, matches, found, claim);
            content::take_up_mode(doc, matches, found, claim);
            told.or_else(|| content::take_up_deed(doc, matches, found, claim))
                .or_else(|| content::take_up_open(doc, lexicon, matches, found, claim))
        });
        let of_part = found.is_some_and(|m| content::denies_part(m.entry));
        disowned.extend(act.filter(|_| of_part));
        of_part || act.is_none_or(|act| !words.contains(&act))
    });
    drafts.retain(|(found, _)| found.is_none_or(|m| !disowned.contains(&m.token)));
    content::take_up_denied(doc, lexicon, &mut drafts);
    again::take_up_doers(&mut drafts);
    drafts.into_iter().map(|(_, claim)| claim).collect()
}

/// Drops an act of force told by a noun that is the subject of a verb which tells it too ("an airstrike destroyed the school"); the
/// verb's claim keeps the noun's mode where its own is none or general (of 80 such nouns in the coded reports 3 are claims of their own).
fn give_way_to_verbs(doc: &Document, drafts: &mut Vec<(Option<&Match>, Claim)>) {
    let verb_of = |found: Option<&Match>, claim: &Claim| {
        let token = found.map(|m| &doc.tokens[m.token]).filter(|t| t.upos == "NOUN" && is_of_force(claim))?;
        token.head.filter(|_| token.relation() == "nsubj")
    };
    let mut at = 0;
    while at < drafts.len() {
        let (found, claim) = &drafts[at];
        let verb = verb_of(*found, claim);
        let telling = |(other, claim): &(Option<&Match>, Claim)| {
            other.is_some_and(|m| Some(m.token) == verb) && is_of_force(claim)
        };
        let Some(taker) = verb.and_then(|_| drafts.iter().position(telling)) else {
            at += 1;
            continue;
        };
        let mode = drafts[at].1.event.as_ref().and_then(|e| e.mode.clone());
        let open = |mode: &Option<String>| mode.as_deref().is_none_or(|m| m == weapons::GENERAL);
        if let Some(event) = drafts[taker].1.event.as_mut().filter(|e| open(&e.mode) && mode.is_some()) {
            event.mode = mode;
        }
        drafts.remove(at);
    }
}

/// Drops what only says that an act is not so, which the act's own claim tells ("reports that they shelled the town *are false*").
fn give_way_to_untrue(doc: &Document, lexicon: &Lexicon, drafts: &mut Vec<(Option<&Match>, Claim)>) {
    let said = |(found, _): &(Option<&Match>, Claim)| {
        status::untrue(doc, lexicon, found.filter(|m| select::is_act(m.entry))?.token)
    };
    let untrue: Vec<usize> = drafts.iter().filter_map(said).collect();
    drafts.retain(|(found, _)| found.is_none_or(|m| !untrue.contains(&m.token)));
}

/// The least chance of a claim that something must or should be done, where no entry tells of the act (at 0.3 to 0.8, 22 of 56
/// such clauses of the coded reports are claims; of all others without an entry 15 in 100).
const DEMANDED: f64 = 0.3;

/// Why an entry that fits makes no claim where rules count too.
const BY_RULE: &str = "in a text of a few sentences no claim by rule: told by another act, a bare noun, an aside, or a weak entry \
                       without a known party that does it";

/// The candidates that `judge` takes for claims.
fn judged(
    doc: &Document,
    lexicon: &Lexicon,
    judge: &Judge,
    matches: &[Match],
    misses: &mut Vec<NearMiss>,
) -> Vec<Claim> {
    let found = candidates::candidates(doc, lexicon, matches);
    let mut drafts: Vec<(Option<&Match>, Claim)> = Vec::new();
    // A few sentences by themselves tell the judge too little of what the text is about; there the rules count too.
    let by_rule = (doc.sentences.len() <= judge::FEW).then(|| select::select(doc, matches.to_vec()));
    for candidate in &found {
        match judged_claim((doc, lexicon), judge, candidate, by_rule.as_deref()) {
            Ok(claim) => drafts.push((candidate.found.as_ref(), claim)),
            Err(why) => misses.extend(candidate.found.as_ref().map(|m| near_miss(doc, m.token, m.entry, why))),
        }
    }
    give_way_to_verbs(doc, &mut drafts);
    give_way_to_untrue(doc, lexicon, &mut drafts);
    taken_up(doc, lexicon, matches, drafts)
}

/// The claim of a candidate that `judge` takes for one, and `by_rule` too where rules count; else why it makes none.
fn judged_claim(
    (doc, lexicon): (&Document, &Lexicon),
    judge: &Judge,
    candidate: &Candidate,
    by_rule: Option<&[Match]>,
) -> Result<Claim, String> {
    let (token, found) = (candidate.token, candidate.found.as_ref());
    let demanded = || found.is_none() && status::is_demanded(doc, lexicon, token);
    // What somebody wants is no demand where it is only a condition: "if they want peace, they must leave".
    if found.is_some_and(|m| content::is_wish(m) && content::is_condition(doc, lexicon, token)) {
        return Err("a wish that is only a condition".to_owned());
    }
    // Who denies what has just been told is never passed over: "…, a claim that the army denied", "blamed the army, which denied it".
    let denies = || found.is_some_and(|m| content::denies_what_was_told(doc, lexicon, m));
    if by_rule.is_some_and(|kept| !kept.iter().any(|m| m.token == token) && !demanded() && !denies()) {
        return Err(BY_RULE.to_owned());
    }
    let verdict = judge.weigh(doc, candidate);
    if !(verdict.is_claim || denies() || verdict.chance >= DEMANDED && demanded()) {
        return Err(format!("judged to be no claim (chance {:.2})", verdict.chance));
    }
    let learnt = judge.learnt(doc, candidate);
    let mut claim = match found {
        Some(found) => assemble::event_claim(doc, lexicon, found, learnt),
        None => assemble::open_claim(doc, lexicon, token, learnt),
    };
    claim.because.push(verdict.because());
    Ok(claim)
}

fn near_miss(doc: &Document, token: usize, entry: &EventEntry, why: String) -> NearMiss {
    NearMiss { word: doc.tokens[token].form.clone(), entry: format!("{} ({})", entry.lemma, entry.origin), why }
}

/// The predicates of `doc` that may carry a claim, as the judge sees them.
pub fn candidates<'l>(doc: &Document, lexicon: &'l Lexicon) -> Vec<Candidate<'l>> {
    let (matches, _) = frames::find(doc, lexicon);
    candidates::candidates(doc, lexicon, &matches)
}

/// Sorts the claims, drops the ones told twice by the same words, and names them.
fn finish(claims: &mut Vec<Claim>) {
    let key = |c: &Claim| {
        let figure = c.tally.as_ref().map(|t| format!("{}{}{}", t.what, bound(t.low), bound(t.high)));
        (
            c.span,
            c.kind,
            c.event_type().map(str::to_string),
            figure,
            c.mode().map(str::to_string),
            c.side().map(str::to_string),
        )
    };
    claims.sort_by_key(key);
    claims.dedup_by_key(|c| key(c));
    for claim in claims {
        claim.id = claim_id(claim);
    }
}

/// A claim's id: "c-" and the first 16 hexadecimal digits of the BLAKE3 hash of its report, place, coding and
/// side.
pub fn claim_id(claim: &Claim) -> String {
    let mut hash = blake3::Hasher::new();
    let tally = claim.tally.as_ref().map(|t| format!("{} {} {}", t.what, bound(t.low), bound(t.high)));
    let coding = format!("{} {} {}", claim.kind.name(), quoted(claim.event_type()), quoted(claim.mode()));
    let place = format!("{}-{}", claim.span.start, claim.span.end);
    for part in
        [claim.report.id.as_str(), &place, &coding, &tally.unwrap_or_default(), claim.side().unwrap_or_default()]
    {
        hash.update(part.as_bytes());
        hash.update(b"\0");
    }
    format!("c-{}", &hash.finalize().to_hex()[..16])
}

/// A bound of a figure as ids tell it: always with a decimal point or an exponent, which for floats only `{:?}` writes.
fn bound(figure: Option<f64>) -> String {
    known(figure.map(|figure| format!("{figure:?}")))
}

/// A type or mode as ids tell it: in quotation marks.
fn quoted(word: Option<&str>) -> String {
    known(word.map(|word| format!("\"{word}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_hang_on_words_that_stay_as_they_are() {
        assert_eq!(
            (bound(Some(12.0)), bound(Some(0.5)), bound(None)),
            ("Some(12.0)".into(), "Some(0.5)".into(), "None".into())
        );
        assert_eq!((quoted(Some("ASSAULT")), quoted(None)), ("Some(\"ASSAULT\")".to_owned(), "None".to_owned()));
        let claim: Claim = serde_json::from_value(serde_json::json!({
            "id": "", "report": {"id": "r-1"}, "span": {"start": 3, "end": 40}, "quote": "x", "kind": "tally",
            "event": {"type": "ASSAULT", "mode": "shelling"}, "status": "happened", "certainty": "firm",
            "tally": {"what": "killed", "low": 12.0, "high": 12.0}
        }))
        .expect("a claim");
        assert_eq!(claim_id(&claim), "c-8763cf3a1a2546ad");
    }
}
