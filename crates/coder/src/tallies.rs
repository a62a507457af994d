//! Numbers of people and things: what is counted, whose they are, between which bounds.

use herodotus_lexicon::{Counted, CuePos, Lexicon, PhraseMatch, WordLists};
use herodotus_schema::{Because, Certainty, Claim, ClaimKind, Document, Quantity, Scope, Span, Tally};

use crate::assemble::{Draft, claim};
use crate::parties::{noun_phrase, parties_mention};
use crate::quote;
use crate::setting;
use crate::syntax::{clause_of, subject};

/// A number with what it counts and the predicate that says so.
struct Count<'d> {
    quantity: &'d Quantity,
    what: String,
    because: Because,
    /// The head of the phrase that names who is counted.
    who: usize,
    /// The word that makes it a count of the killed, the displaced, ...
    predicate: usize,
}

/// All tallies of `doc`, in order.
pub fn tallies(doc: &Document, lexicon: &Lexicon) -> Vec<Claim> {
    let counts = doc.quantities.iter().filter_map(|q| count(doc, lexicon, q));
    let counts: Vec<Count> = counts.filter(|c| !is_mere_mention(doc, lexicon, c)).collect();
    let told = |at: usize| Told { span: own_words(doc, &counts, at), high: upper(doc, &counts, at) };
    (0..counts.len()).map(|at| tally_claim(doc, lexicon, &counts[at], told(at))).collect()
}

/// What the counts around a count leave to it.
struct Told {
    span: Span,
    high: Option<f64>,
}

/// The words of one count: its clause, cut where another count of the clause begins or ends ("12 were killed | 30 hurt").
fn own_words(doc: &Document, counts: &[Count], at: usize) -> Span {
    let this = &counts[at];
    let whole = clause_words(doc, this);
    // A count begins with its number, or with its verb where that stands right before it.
    let begins = |count: &Count, after: u32| {
        let (verb, number) = (doc.tokens[count.predicate].span.start, count.quantity.span.start);
        if verb >= after && verb < number { verb } else { number }
    };
    let mut own = whole;
    if let Some(before) = at.checked_sub(1).map(|b| &counts[b]).filter(|b| whole.contains(b.quantity.span)) {
        own.start = begins(this, before.quantity.span.end);
    }
    let told = doc.tokens[this.predicate].span;
    if let Some(next) = counts.get(at + 1).filter(|n| whole.contains(n.quantity.span)) {
        let stop = begins(next, this.quantity.span.end);
        let joins = |t: usize| matches!(doc.tokens[t].relation(), "punct" | "cc");
        let last = (0..doc.tokens.len()).rev().find(|&t| doc.tokens[t].span.end <= stop && !joins(t));
        own.end = last.filter(|_| told.start < stop).map_or(whole.end, |t| doc.tokens[t].span.end);
    }
    if own.start < own.end && own.contains(this.quantity.span) { own } else { whole }
}

/// The words of the clause that tells of a count.
fn clause_words(doc: &Document, count: &Count) -> Span {
    let clause = clause_of(doc, count.who);
    // What a cue says is quoted without the cue ("X reported 20 dead").
    let said = doc.attributions.iter().any(|a| a.cue_token == clause);
    let whole = !said && doc.is_within(count.who, clause);
    let span = quote::span_of(doc, if whole { clause } else { count.who });
    let core = |span: Span| span.cover(doc.tokens[count.quantity.token].span).cover(doc.tokens[count.predicate].span);
    let all = core(span);
    // Of a long clause only what tells of the count is quoted.
    let long = doc.text(all).split_whitespace().count() > LONG;
    if long { core(noun_phrase(doc, count.who).1.cover(count.quantity.span)) } else { all }
}

/// A clause of more words than this tells of more than its count.
const LONG: usize = 16;

/// Whether what the count's words tell is only where something is ("in several districts"), or one of many ("one of the
/// bloodiest raids").
fn is_mere_mention(doc: &Document, lexicon: &Lexicon, count: &Count) -> bool {
    let who = &doc.tokens[count.who];
    let place = matches!(who.relation(), "obl" | "nmod") && matches!(count.what.as_str(), "settlements" | "buildings");
    let next = doc.tokens.get(count.quantity.token + 1);
    let one_of = count.quantity.high == Some(1.0) && next.is_some_and(|t| t.form.eq_ignore_ascii_case("of"));
    // "Several reports that X was killed" is no count of the killed.
    let vague = !doc.text(count.quantity.span).chars().any(|c| c.is_ascii_digit()) && count.quantity.high.is_none();
    let things = vague && FATES.contains(&count.what.as_str()) && said_things(doc, lexicon, count.who);
    place || one_of || things
}

/// Whether the noun is of what is said or done, not of people ("reports", "attempts").
fn said_things(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let lemma = doc.tokens[token].lemma.to_lowercase();
    let people = lexicon.words().people.get(&lemma).is_some() || lexicon.words().roles.get(&lemma).is_some();
    !people && (!lexicon.nouns(&lemma).is_empty() || lexicon.cues(&lemma).iter().any(|c| c.pos == CuePos::Noun))
}

/// The upper bound of the count at `at`: none where the count before it says "at least" for both ("at least 10 killed and
/// 15 injured").
fn upper(doc: &Document, counts: &[Count], at: usize) -> Option<f64> {
    let this = &counts[at];
    let shares = |before: &&Count| {
        let open =
            before.quantity.low.is_some() && before.quantity.high.is_none() && FATES.contains(&before.what.as_str());
        let between = Span { start: before.quantity.span.end, end: this.quantity.span.start };
        let near = between.start <= between.end && doc.text(between).split_whitespace().count() <= 4;
        let bounded = before.quantity.span.start < doc.tokens[before.quantity.token].span.start;
        open && near && bounded && doc.text(between).split_whitespace().any(|w| w == "and")
    };
    let before = at.checked_sub(1).map(|b| &counts[b]).filter(shares);
    if before.is_some() && FATES.contains(&this.what.as_str()) { None } else { this.quantity.high }
}

/// What the quantity counts, if it counts anything that a ledger keeps.
fn count<'d>(doc: &'d Document, lexicon: &Lexicon, quantity: &'d Quantity) -> Option<Count<'d>> {
    let fates = |what: &str| FATES.contains(&what);
    nearest(doc, lexicon, quantity, fates).or_else(|| nearest(doc, lexicon, quantity, |what| !fates(what)))
}

/// What became of people; such a word says more of a count than the noun that is counted ("18 fighters killed").
const FATES: [&str; 6] = ["killed", "wounded", "missing", "captured", "displaced", "casualties"];

/// The nearest word to the number that counts something which `wanted` holds for.
fn nearest<'d>(
    doc: &'d Document,
    lexicon: &Lexicon,
    quantity: &'d Quantity,
    wanted: impl Fn(&str) -> bool,
) -> Option<Count<'d>> {
    let counted = quantity.of.unwrap_or(quantity.token);
    let words = lexicon.words();
    for candidate in around(doc, counted) {
        let token = &doc.tokens[candidate];
        if candidate == quantity.token && quantity.of.is_some() {
            continue;
        }
        if let Some(found) = counting(doc, words, (candidate, counted))
            && wanted(&found.meaning.what)
            && (token.upos != "VERB" || befalls_subject(&found.meaning.what) || undergoes(doc, counted, candidate))
        {
            let what = found.meaning.what.clone();
            let because = Because {
                field: "tally".to_string(),
                rule: format!("\"{}\" counts {what}", token.form),
                file: Some(found.origin.file.to_string()),
                line: Some(found.origin.line),
                ..Because::default()
            };
            return Some(Count { quantity, what, because, who: counted, predicate: candidate });
        }
    }
    None
}

/// What the words that end at `token` count: the longest phrase as written ("lost their lives"), else the dictionary form,
/// else the verb together with what is counted ("claimed 30 lives"). Of what hangs on the verb by a preposition only phrases count ("taken to hospital").
fn counting<'l>(
    doc: &Document,
    words: &'l WordLists,
    (token, counted): (usize, usize),
) -> Option<PhraseMatch<'l, Counted>> {
    let first = doc.sentences[doc.sentence_of(token)].tokens.start.max(token.saturating_sub(3));
    let forms: Vec<&str> = doc.tokens[first..=token].iter().map(|t| t.form.as_str()).collect();
    let phrase = words.counted.longest_ending(&forms);
    if token != counted && doc.tokens[token].relation() == "obl" {
        return phrase.filter(|found| found.tokens > 1);
    }
    phrase
        .or_else(|| words.counted.longest_ending(&[doc.tokens[token].lemma.as_str()]))
        .or_else(|| words.counted.longest_ending(&[doc.tokens[token].form.as_str(), doc.tokens[counted].form.as_str()]))
}

/// Whether what is counted befalls whoever the verb is told of, whatever its object ("thousands fled the city").
fn befalls_subject(what: &str) -> bool {
    matches!(what, "displaced" | "missing")
}

/// The words that may say what is counted: the counted noun, what it hangs on, what hangs on it.
fn around(doc: &Document, counted: usize) -> Vec<usize> {
    // The word right after it comes first: "10 killed and 15 injured".
    let next = Some(counted + 1).filter(|&n| {
        n < doc.tokens.len()
            && doc.sentence_of(n) == doc.sentence_of(counted)
            && matches!(&*doc.tokens[n].xpos, "VBN" | "VBD" | "JJ")
    });
    let mut all: Vec<usize> = doc
        .children(counted)
        .filter(|&c| matches!(doc.tokens[c].relation(), "acl" | "amod" | "nmod" | "compound" | "appos" | "xcomp"))
        .collect();
    let mut at = counted;
    for _ in 0..3 {
        let Some(head) = doc.tokens[at].head else { break };
        if matches!(doc.tokens[at].relation(), "advcl" | "ccomp" | "parataxis") {
            break;
        }
        all.push(head);
        if doc.tokens[head].upos == "VERB" {
            let told = |c: &usize| match doc.tokens[*c].relation() {
                "xcomp" | "obj" | "obl" => true,
                // "confirmed as having died"
                "advcl" => doc.children(*c).any(|m| doc.tokens[m].lemma == "as"),
                _ => false,
            };
            all.extend(doc.children(head).filter(|c| told(c) && *c != at));
            if !matches!(doc.tokens[head].relation(), "xcomp" | "acl" | "conj") {
                break;
            }
        }
        at = head;
    }
    all.insert(0, counted);
    all.splice(0..0, next);
    all.extend(of_subject(doc, counted));
    all.dedup();
    all
}

/// The words of the subject that a figure is told of ("the number of dead reached 40", "the toll stands at 40").
fn of_subject(doc: &Document, counted: usize) -> Vec<usize> {
    let clause = clause_of(doc, counted);
    let Some(subject) = subject(doc, clause).filter(|s| *s != counted && !doc.is_within(counted, *s)) else {
        return Vec::new();
    };
    let figure = doc.tokens[counted].upos == "NUM" || crate::syntax::child(doc, counted, &["cop"]).is_some();
    if figure { doc.subtree(subject) } else { Vec::new() }
}

/// Whether the counted noun is what the verb happens to, not who does it ("six gunmen killed ten").
fn undergoes(doc: &Document, counted: usize, verb: usize) -> bool {
    let passive = crate::syntax::is_passive(doc, verb);
    let is_subject =
        subject(doc, verb).is_some_and(|s| s == counted || doc.is_within(counted, s) && !doc.is_within(verb, s));
    let intransitive = crate::syntax::object(doc, verb).is_none();
    passive || !is_subject || intransitive
}

/// The claim of one count.
fn tally_claim(doc: &Document, lexicon: &Lexicon, count: &Count, told: Told) -> Claim {
    let (q, span) = (count.quantity, told.span);
    let clause = clause_of(doc, count.who);
    let (low, high) = (q.low, told.high);
    let when = setting::stood_at(doc, count.predicate)
        .or_else(|| setting::when(doc, count.predicate, span))
        .or_else(|| setting::since(doc, count.predicate));
    let since = when.as_ref().is_some_and(|w| w.start != w.end && w.span.is_some_and(|s| setting::begins(doc, s)));
    let running = when.is_none() && is_running(doc, count.predicate);
    let scope = if since || running { Scope::Total } else { scope(doc, lexicon, clause) };
    let mention = parties_mention(doc, count.who);
    let who_lemma = doc.tokens[count.who].lemma.to_lowercase();
    let (who, _) = noun_phrase(doc, count.who);
    let tally = Tally {
        what: count.what.clone(),
        who: Some(who),
        party: mention.filter(|m| m.parties.len() == 1).map(|m| m.parties[0].party.clone()),
        civilian: lexicon.words().people.get(&who_lemma).and_then(|p| p.civilian),
        low,
        best: low.or(high),
        high,
        scope: Some(scope),
        as_of: as_of(doc, scope, when.as_ref()).or_else(|| {
            // An undated figure stands as of the day on which it was told.
            let told = setting::said_on(doc, count.predicate).filter(|_| when.is_none());
            told.map(|w| w.end.day())
        }),
    };
    let mut draft = Draft::new(count.predicate, ClaimKind::Tally, span);
    draft.because.push(count.because.clone());
    draft.when = when;
    draft.tally = Some(tally);
    if q.approximate || low.is_none() {
        draft.certainty = Some((
            Certainty::Hedged,
            Because { field: "certainty".into(), rule: "an approximate figure".into(), ..Because::default() },
        ));
    }
    claim(doc, lexicon, draft)
}

/// Whether the count is told as it stands, without a day: "have been killed". Of 14 such in the training gold ten are totals.
fn is_running(doc: &Document, predicate: usize) -> bool {
    let stands = |c: usize| doc.tokens[c].lemma == "have" && matches!(&*doc.tokens[c].xpos, "VBP" | "VBZ");
    doc.children(predicate).any(|c| doc.tokens[c].relation() == "aux" && stands(c))
}

/// A running total where the words of the sentence say so, else one incident's count.
fn scope(doc: &Document, lexicon: &Lexicon, clause: usize) -> Scope {
    let sentence = &doc.sentences[doc.sentence_of(clause)];
    let forms: Vec<&str> = doc.tokens[sentence.tokens.clone()].iter().map(|t| t.form.as_str()).collect();
    let says = (0..forms.len()).filter_map(|at| lexicon.words().scopes.longest(&forms[at..])).map(|m| *m.meaning);
    if says.into_iter().any(|s| s == Scope::Total) { Scope::Total } else { Scope::Incident }
}

/// A running total stands as of the day it is dated to, else as of the report.
fn as_of(doc: &Document, scope: Scope, when: Option<&herodotus_schema::When>) -> Option<jiff::civil::Date> {
    (scope == Scope::Total).then(|| when.map(|w| w.end.day()).or(doc.report.published_day())).flatten()
}
