//! Who says so: the steps that fill a claim's chain of speakers.

use herodotus_schema::{Actor, Certainty, ClaimKind, Document, Speaker};

use super::Making;
use crate::slots::hyphened;
use crate::speakers;
use crate::syntax::{is_passive, takes_up_clause};

impl Making<'_> {
    /// The chain of speakers in whose words the predicate stands.
    pub(in crate::assemble) fn find_speakers(&mut self) {
        self.attribution = speakers::chain(self.doc, self.lexicon, self.draft.token);
    }

    /// A lasting state that only describes what a name in indirect speech means is the outlet's own: "said the *rebel-held* town had been hit", "said
    /// the town, *which the rebels hold*, had been hit" (of 63 such claims in reports coded by hand and by a language model, 43). So is any
    /// relative clause in what is no clause itself: "condemned the raid *that killed three*".
    pub(in crate::assemble) fn leave_descriptions_to_outlet(&mut self) {
        let (doc, token) = (self.doc, self.draft.token);
        let relative = &*doc.tokens[token].deprel == "acl:relcl";
        let describes = relative || hyphened(doc, token).is_some();
        let lasting = self.draft.kind == ClaimKind::State;
        let told = speakers::attributions(doc, self.lexicon, token);
        let of_thing = || relative && told.first().is_some_and(|a| speakers::is_of_thing(doc, a));
        let indirect = !self.attribution.is_empty() && self.attribution.iter().all(|s| !s.direct);
        if indirect && describes && (lasting || of_thing()) {
            self.attribution.clear();
            self.push_reason("attribution", "the outlet's own words: what describes a name");
        }
    }

    /// "Y accused X of it, which X denies": who denies says so, not who is denied.
    pub(in crate::assemble) fn put_denier_first(&mut self) {
        let (doc, token) = (self.doc, self.draft.token);
        if !self.entry().is_some_and(|entry| entry.speech && entry.certainty == Some(Certainty::Denied)) {
            return;
        }
        let own = speakers::own(doc, self.lexicon, token);
        // "…, a charge rejected by Y": who is told of after "by" says so.
        let by = own.is_none() && is_passive(doc, token);
        let own = own.or_else(|| self.agents.first().filter(|_| by).map(|agent| said_by(doc, agent, token)));
        let Some(own) = own.filter(|own| own.party.is_some()) else { return };
        // "X said so, which Y denied": the outlet tells that Y does.
        let remark = by || takes_up_clause(doc, token);
        self.attribution.retain(|s| s.party != own.party && !remark);
        self.attribution.insert(0, Speaker { direct: false, ..own });
    }

    /// An act done by speaking is said by its agent where nobody else is said to tell of it: who reports that another
    /// demanded something is the one who says so.
    pub(in crate::assemble) fn let_doer_say_so(&mut self) {
        let (doc, lexicon, token) = (self.doc, self.lexicon, self.draft.token);
        let speech = self.entry().is_some_and(|entry| entry.speech);
        if !speech || self.attribution.iter().any(|s| s.text.is_some()) || doc.tokens[token].upos != "VERB" {
            return;
        }
        let agent = self.agents.first();
        // "We condemn the raid", in a ministry's own outlet, is the outlet's voice.
        if agent.is_some_and(|agent| doc.issuer.is_some() && speakers::is_first_person(&agent.text)) {
            return;
        }
        let own = speakers::own(doc, lexicon, token).map(|own| Speaker { direct: false, ..own });
        // "Nobody has claimed the attack": nobody says so.
        let nobody = |s: &Speaker| {
            let first = s.text.as_deref().and_then(|t| t.split(' ').next()).unwrap_or_default().to_lowercase();
            lexicon.words().negators.get(&first).is_some()
        };
        let speaker = own.or_else(|| agent.map(|agent| said_by(doc, agent, token)));
        if let Some(speaker) = speaker.filter(|s| !nobody(s)) {
            self.attribution.retain(|s| s.text.is_some());
            self.attribution.insert(0, speaker);
        }
    }

    /// What no entry tells of is said by whoever its own word tells to say so; "calls from the union for a truce" are the union's.
    pub(in crate::assemble) fn let_own_cue_tell(&mut self) {
        let (doc, token) = (self.doc, self.draft.token);
        let demanded = self.kind() == Some("REQUEST") && doc.tokens[token].upos == "NOUN";
        if self.attribution.is_empty() && (self.draft.found.is_none() || demanded) {
            self.attribution.extend(speakers::own(doc, self.lexicon, token));
        }
    }
}

/// Who does the act at `token`, as who says so by it.
fn said_by(doc: &Document, agent: &Actor, token: usize) -> Speaker {
    let cue = doc.tokens[token].span;
    Speaker {
        text: Some(agent.text.clone()),
        party: agent.party.clone(),
        code: agent.code.clone(),
        cue: Some(doc.text(cue).to_string()),
        direct: false,
        span: agent.span,
        cue_span: Some(cue),
    }
}
