//! From a matched predicate to a whole claim, each field with its reason.

mod making;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Because, Certainty, Claim, ClaimKind, Coding, Document, Span, Status, Tally, When};

use crate::frames::Match;
use crate::judge::{FEW, Learnt};
use crate::reasons::{reason, reason_from};
use crate::{quote, weapons};
use making::Making;

/// What is known of a claim before its fields are filled from the document.
pub struct Draft<'m, 'l> {
    /// The predicate.
    pub token: usize,
    pub kind: ClaimKind,
    pub span: Span,
    /// The frame that fits, if one does.
    pub found: Option<&'m Match<'l>>,
    pub event: Option<Coding>,
    pub when: Option<When>,
    pub tally: Option<Tally>,
    /// The status where no word beside the predicate tells it.
    pub status: Option<(Status, Because)>,
    pub certainty: Option<(Certainty, Because)>,
    pub because: Vec<Because>,
}

impl<'m, 'l> Draft<'m, 'l> {
    /// A draft with nothing but its predicate and words.
    pub fn new(token: usize, kind: ClaimKind, span: Span) -> Draft<'m, 'l> {
        Draft {
            token,
            kind,
            span,
            found: None,
            event: None,
            when: None,
            tally: None,
            status: None,
            certainty: None,
            because: Vec::new(),
        }
    }
}

/// The claim of a frame that fits; `learnt` is what coded reports say of it.
pub fn event_claim(doc: &Document, lexicon: &Lexicon, found: &Match, learnt: Learnt) -> Claim {
    let entry = found.entry;
    let mut draft = Draft::new(found.token, entry.kind, quote::span_of(doc, found.token));
    draft.status = learnt.status;
    draft.found = Some(found);
    draft.event = Some(found.coding());
    let word = &doc.tokens[found.token].form;
    draft.because.push(reason_from("event", &format!("\"{word}\" is {}", entry.lemma), &entry.origin));
    if let (Some(coding), Some((mode, why))) = (&mut draft.event, weapons::mode(doc, lexicon, found)) {
        coding.mode = Some(mode);
        draft.because.push(why);
    }
    // An entry of one's own is never overruled, nor one that takes up another act; nor, where a few sentences tell little of what they are
    // about, one that names what its act is done to.
    let framed = !entry.object.is_empty() || entry.particle.is_some();
    let firm = entry.own || entry.content_act || framed && doc.sentences.len() <= FEW;
    if let Some((kind, why)) = learnt.kind.filter(|(kind, _)| *kind != entry.event && !firm) {
        draft.event = Some(Coding { kind, ..Coding::default() });
        draft.because.push(why);
    }
    claim(doc, lexicon, draft)
}

/// The claim of a clause that no frame fits: somebody says it, or it tells of a party; its type is left open, or `learnt`.
pub fn open_claim(doc: &Document, lexicon: &Lexicon, token: usize, learnt: Learnt) -> Claim {
    let lasting = doc.tokens[token].upos != "VERB";
    let kind = if lasting { ClaimKind::State } else { ClaimKind::Event };
    let mut draft = Draft::new(token, kind, quote::span_of(doc, token));
    let (kind, why) = learnt.kind.unwrap_or_else(|| (None, reason("event", "a clause whose act no entry tells")));
    draft.event = Some(Coding { kind, ..Coding::default() });
    draft.because.push(why);
    draft.status = learnt.status;
    claim(doc, lexicon, draft)
}

/// Fills what a draft leaves open from the document. The order of the steps is that of their reasons in the claim.
pub fn claim(doc: &Document, lexicon: &Lexicon, draft: Draft) -> Claim {
    let mut making = Making::begin(doc, lexicon, draft);
    making.lend_countries_to_targets();
    making.add_who_is_named_beside();
    making.find_speakers();
    making.leave_descriptions_to_outlet();
    making.put_denier_first();
    making.let_doer_say_so();
    making.let_own_cue_tell();
    making.spare_speakers_own();
    let status = making.tell_status();
    making.make_demand(status);
    making.make_refusal(status);
    making.make_threat(status);
    making.let_speaker_act();
    let certainty = making.tell_certainty(status);
    making.own_up(certainty);
    making.finish(status, certainty)
}
