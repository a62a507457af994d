//! Numbers of people and things: what is counted, whose they are, between which bounds.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Because, Certainty, Claim, ClaimKind, Document, Quantity, Scope, Tally};

use crate::assemble::{Draft, claim};
use crate::parties::parties_mention;
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
    doc.quantities.iter().filter_map(|q| count(doc, lexicon, q)).map(|c| tally_claim(doc, lexicon, c)).collect()
}

/// What the quantity counts, if it counts anything that a ledger keeps.
fn count<'d>(doc: &'d Document, lexicon: &Lexicon, quantity: &'d Quantity) -> Option<Count<'d>> {
    let counted = quantity.of.unwrap_or(quantity.token);
    let words = lexicon.words();
    // The nearest word that says what became of them: on the way up from the number, then what hangs on it.
    for candidate in around(doc, counted) {
        let token = &doc.tokens[candidate];
        if candidate == quantity.token && quantity.of.is_some() {
            continue;
        }
        if let Some(found) = words.counted.longest_ending(&[token.lemma.as_str()])
            && (token.upos != "VERB" || undergoes(doc, counted, candidate))
        {
            let what = found.meaning.what.clone();
            let because = Because {
                field: "tally".to_string(),
                rule: format!("\"{}\" counts {what}", token.form),
                file: Some(found.origin.file.to_string()),
                line: Some(found.origin.line),
                score: None,
            };
            return Some(Count { quantity, what, because, who: counted, predicate: candidate });
        }
    }
    None
}

/// The words that may say what is counted: the counted noun, what it hangs on, what hangs on it.
fn around(doc: &Document, counted: usize) -> Vec<usize> {
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
            all.extend(doc.children(head).filter(|&c| matches!(doc.tokens[c].relation(), "xcomp" | "obj") && c != at));
            if !matches!(doc.tokens[head].relation(), "xcomp" | "acl" | "conj") {
                break;
            }
        }
        at = head;
    }
    all.insert(0, counted);
    all.dedup();
    all
}

/// Whether the counted noun is what the verb happens to, not who does it ("six gunmen killed ten").
fn undergoes(doc: &Document, counted: usize, verb: usize) -> bool {
    let passive = crate::syntax::is_passive(doc, verb);
    let is_subject = subject(doc, verb).is_some_and(|s| s == counted || doc.is_within(counted, s) && !doc.is_within(verb, s));
    let intransitive = crate::syntax::object(doc, verb).is_none();
    passive || !is_subject || intransitive
}

/// The claim of one count.
fn tally_claim(doc: &Document, lexicon: &Lexicon, count: Count) -> Claim {
    let q = count.quantity;
    let clause = clause_of(doc, count.predicate);
    let span = quote::span_of(doc, if doc.is_within(count.who, clause) { clause } else { count.who }).cover(q.span);
    let (low, high) = (q.low, q.high);
    let when = setting::when(doc, count.predicate, span).or_else(|| setting::since(doc, count.predicate));
    let since = when.as_ref().is_some_and(|w| w.start != w.end && w.span.is_some_and(|s| setting::begins(doc, s)));
    let scope = if since { Scope::Total } else { scope(doc, lexicon, clause) };
    let mention = parties_mention(doc, count.who);
    let who_lemma = doc.tokens[count.who].lemma.to_lowercase();
    let (who, _) = crate::parties::noun_phrase(doc, count.who);
    let tally = Tally {
        what: count.what,
        who: Some(who),
        party: mention.filter(|m| m.parties.len() == 1).map(|m| m.parties[0].party.clone()),
        civilian: lexicon.words().people.get(&who_lemma).and_then(|p| p.civilian),
        low,
        best: low.or(high),
        high,
        scope: Some(scope),
        as_of: as_of(doc, scope, when.as_ref()),
    };
    let mut draft = Draft::new(count.predicate, ClaimKind::Tally, span);
    draft.because.push(count.because);
    draft.when = when;
    draft.tally = Some(tally);
    if q.approximate || low.is_none() {
        draft.certainty = Some((Certainty::Hedged, Because { field: "certainty".into(), rule: "an approximate figure".into(), ..Because::default() }));
    }
    claim(doc, lexicon, draft)
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
