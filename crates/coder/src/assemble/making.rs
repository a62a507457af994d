//! A claim in the making: its fields, filled in one step each.

mod voice;

use herodotus_lexicon::{EventEntry, Lexicon, WordSet};
use herodotus_schema::{
    Actor, Because, Certainty, Claim, ClaimKind, Coding, Document, ReportRef, Speaker, Status, When,
};

use super::Draft;
use crate::bystanders::Role;
use crate::force::is_force;
use crate::frames::Match;
use crate::judge::FEW;
use crate::parties::{actors, all_actors, resolves};
use crate::reasons::{Filled, explain, reason};
use crate::sides::is_the_other;
use crate::status::Told;
use crate::syntax::{is_passive, object, oblique, subject, with_conjuncts};
use crate::{bystanders, setting, speakers, status, weapons};

/// A draft with those of its fields that are filled from the document so far.
pub(super) struct Making<'c> {
    doc: &'c Document,
    lexicon: &'c Lexicon,
    draft: Draft<'c, 'c>,
    attribution: Vec<Speaker>,
    agents: Vec<Actor>,
    targets: Vec<Actor>,
}

impl<'c> Making<'c> {
    /// `draft` with those who act and whom it falls on as its frame, or else its clause, tells them; a tally has neither.
    pub(super) fn begin(doc: &'c Document, lexicon: &'c Lexicon, draft: Draft<'c, 'c>) -> Making<'c> {
        let token = draft.token;
        let (agents, targets) = match draft.found {
            Some(m) => (
                all_actors(doc, &weapons::doers(doc, lexicon, m)),
                m.targets.iter().flat_map(|&t| bystanders::struck(doc, lexicon, t)).collect(),
            ),
            None if draft.tally.is_none() => {
                (all_actors(doc, &party_subject(doc, token)), all_actors(doc, &party_object(doc, token)))
            }
            None => (Vec::new(), Vec::new()),
        };
        Making { doc, lexicon, draft, attribution: Vec::new(), agents, targets }
    }

    /// The PLOVER type, as far as it is known.
    fn kind(&self) -> Option<&str> {
        event_kind(&self.draft)
    }

    /// The entry whose frame fits.
    fn entry(&self) -> Option<&'c EventEntry> {
        self.draft.found.map(|m| m.entry)
    }

    /// Whether a word beside the predicate negates it.
    fn is_negated(&self) -> bool {
        status::is_negated(self.doc, self.lexicon, self.draft.token)
    }

    /// Whether it is an act that is done against somebody.
    fn strikes(&self) -> bool {
        matches!(self.kind(), Some("ASSAULT" | "COERCE"))
    }

    fn push_reason(&mut self, field: &str, rule: &str) {
        self.draft.because.push(reason(field, rule));
    }

    /// Gives the act another type: what must be done is a demand, whatever the act (of 28 such claims in the coded reports 21 are).
    fn retype(&mut self, kind: &str, rule: &str) {
        if let Some(coding) = &mut self.draft.event {
            *coding = Coding { kind: Some(kind.to_string()), mode: coding.mode.take(), cameo: None };
            self.push_reason("event", rule);
        }
    }

    /// Gives targets of no party that of the country which they lie in.
    pub(super) fn lend_countries_to_targets(&mut self) {
        let told = (self.draft.span, event_kind(&self.draft));
        let rules = bystanders::lend_countries(self.doc, self.lexicon, told, (&self.agents, &mut self.targets));
        self.draft.because.extend(rules.iter().map(|rule| reason("targets", rule)));
    }

    /// Adds the party that the words name without a slot for it, where no target stands for one.
    pub(super) fn add_who_is_named_beside(&mut self) {
        if self.draft.tally.is_some() || self.targets.iter().any(|t| t.party.is_some()) {
            return;
        }
        let Some(role) = bystanders::role_beside(self.kind(), &self.agents) else { return };
        let words = (self.draft.span, self.draft.token);
        let beside = bystanders::named_beside(self.doc, self.lexicon, words, (&self.agents, role));
        if beside.is_empty() {
            return;
        }
        let (actors, field, rule) = match role {
            Role::Agent => (&mut self.agents, "agents", "the one party that the words name"),
            Role::Target => (&mut self.targets, "targets", "the party that the words name beside the agents"),
        };
        actors.extend(beside);
        self.push_reason(field, rule);
    }

    /// Gives "its" and "their" to who speaks, where they would be the agents' own.
    pub(super) fn spare_speakers_own(&mut self) {
        let falls = self.strikes() || matches!(self.kind(), Some("AID" | "SUPPORT"));
        if falls && bystanders::spare_own(&self.attribution, &self.agents, &mut self.targets) {
            self.push_reason("targets", "\"its\" is of who speaks: nobody is told to strike or help their own");
        }
    }

    /// The status: what words tell firmly, what was learnt, what words tell loosely, what the tense tells.
    pub(super) fn tell_status(&mut self) -> Status {
        let learnt = self.draft.status.take();
        let (status, why) = told_status(self.doc, self.lexicon, (self.draft.token, self.draft.found), learnt);
        self.draft.because.push(why);
        status
    }

    /// What is said must be done is a demand, of who says so, upon who is to do it.
    pub(super) fn make_demand(&mut self, status: Status) {
        let (doc, lexicon, token) = (self.doc, self.lexicon, self.draft.token);
        if status != Status::CalledFor || !status::is_demanded(doc, lexicon, token) {
            return;
        }
        self.retype("REQUEST", "what is said must be done is a demand");
        if status::is_imperative(doc, token) {
            self.agents = addressed(doc, lexicon, token).into_iter().flat_map(|t| actors(doc, t)).collect();
        }
        let Some(speaker) = self.attribution.first().filter(|s| s.text.is_some()) else { return };
        let doers = std::mem::replace(&mut self.agents, vec![as_agent(speaker)]);
        let to_do = |doer: &Actor| doer.party.is_some() && doer.party != speaker.party;
        self.targets = doers.into_iter().filter(to_do).collect();
        self.push_reason("agents", "who says that it must be done demands it");
        if !self.targets.is_empty() {
            self.push_reason("targets", "who is said to have to do it");
        }
    }

    /// An act that is refused by being negated, or a wish that is.
    pub(super) fn make_refusal(&mut self, status: Status) {
        if is_refusal(self.kind(), status) && self.is_negated() {
            self.retype("REJECT", "not to meet, to back or to work with somebody is to refuse them");
        }
        let wished = self.kind() == Some("REQUEST") && self.entry().is_some_and(|entry| entry.deed);
        if wished && self.is_negated() {
            self.retype("REJECT", "not to want something is to refuse it");
        }
    }

    /// What somebody warns that they will do themselves is a threat.
    pub(super) fn make_threat(&mut self, status: Status) {
        let told = speakers::attributions(self.doc, self.lexicon, self.draft.token);
        let warns = |cue: &str| self.lexicon.words().has(WordSet::Warning, cue);
        let speaker = self.attribution.first().filter(|_| told.first().is_some_and(|a| warns(&a.cue_lemma)));
        let own = speaker.is_some_and(|s| s.party.is_some() && self.agents.iter().any(|a| a.party == s.party));
        if own && status == Status::Planned && self.draft.tally.is_none() && self.kind() != Some("THREATEN") {
            self.retype("THREATEN", "what one warns to do oneself is a threat");
        }
    }

    /// Who criticises, demands, refuses or threatens without being named in the act is who says it.
    pub(super) fn let_speaker_act(&mut self) {
        let spoken = matches!(self.kind(), Some("ACCUSE" | "REQUEST" | "REJECT" | "THREATEN"));
        let Some(speaker) = self.attribution.first().filter(|s| s.party.is_some() && spoken) else { return };
        if self.agents.iter().all(|a| a.party.is_none() && !is_the_other(a)) {
            self.agents.push(as_agent(speaker));
            self.push_reason("agents", "who says it does it: the act is one of speaking");
        }
    }

    /// How firmly it is told; whoever says that their own side did not strike denies it.
    pub(super) fn tell_certainty(&mut self, status: Status) -> Certainty {
        let (doc, lexicon, token, found) = (self.doc, self.lexicon, self.draft.token, self.draft.found);
        let given = self.draft.certainty.take();
        let (certainty, why) = given.unwrap_or_else(|| status::certainty(doc, lexicon, token, found));
        self.draft.because.push(why);
        let firm = status == Status::DidNotHappen && certainty == Certainty::Firm;
        if firm && self.strikes() && is_own_deed(&self.attribution, &self.agents) {
            self.push_reason("certainty", "who says so says that they themselves did not do it");
            return Certainty::Denied;
        }
        certainty
    }

    /// Makes who denies an act its doer where its own words name none (so it is in 21 of 25 denials of the training gold).
    pub(super) fn own_up(&mut self, certainty: Certainty) {
        let denied = certainty == Certainty::Denied && self.agents.iter().all(|a| a.party.is_none());
        let Some(speaker) = self.attribution.first().filter(|s| denied && s.party.is_some()) else { return };
        self.agents.push(as_agent(speaker));
        self.push_reason("agents", "who denies it is told to have done it");
    }

    /// When it took place, where the draft does not say.
    fn find_when(&mut self, status: Status) -> Option<When> {
        let kind = self.kind();
        let told = setting::Told {
            lasting: self.draft.kind == ClaimKind::State && status == Status::Ongoing,
            open: matches!(status, Status::Possible | Status::Planned),
            force: self.draft.tally.is_some() || is_force(kind) && status == Status::Happened,
            spoken: matches!(kind, Some("REQUEST" | "ACCUSE" | "REJECT")),
        };
        let (token, span) = (self.draft.token, self.draft.span);
        self.draft.when.take().or_else(|| setting::when_told(self.doc, token, span, told))
    }

    /// The claim, with when and where it took place and the reasons of what the document's layers gave.
    pub(super) fn finish(mut self, status: Status, certainty: Certainty) -> Claim {
        let when = self.find_when(status);
        let Making { doc, lexicon, mut draft, attribution, agents, targets } = self;
        let (token, span, event) = (draft.token, draft.span, event_kind(&draft));
        let words = lexicon.words();
        let deed = setting::Deed { token, span, kind: draft.kind, event, agents: &agents, targets: &targets, words };
        let places = setting::places(doc, deed);
        let sentence = doc.sentences.get(doc.sentence_of(token)).map(|s| s.span);
        let filled = Filled {
            span,
            sentence,
            attribution: &attribution,
            when: when.as_ref(),
            places: &places,
            agents: &agents,
            targets: &targets,
        };
        explain(doc, &mut draft.because, &filled);
        Claim {
            id: String::new(),
            report: ReportRef::from(&doc.report),
            span,
            quote: doc.text(span).to_string(),
            sentence,
            kind: draft.kind,
            event: draft.event,
            attribution,
            agents,
            targets,
            places,
            when,
            status: if certainty == Certainty::Denied { Status::DidNotHappen } else { status },
            certainty,
            tally: draft.tally,
            because: draft.because,
        }
    }
}

/// The PLOVER type of a draft.
fn event_kind<'d>(draft: &'d Draft<'_, '_>) -> Option<&'d str> {
    draft.event.as_ref()?.kind.as_deref()
}

/// The status of a claim: what words tell firmly, what was `learnt`, what words tell loosely, what the tense tells.
fn told_status(
    doc: &Document,
    lexicon: &Lexicon,
    (token, found): (usize, Option<&Match>),
    learnt: Option<(Status, Because)>,
) -> (Status, Because) {
    // A few sentences tell the judge too little.
    let whole = doc.sentences.len() > FEW;
    match (status::marked(doc, lexicon, token, found), learnt) {
        (Some(Told::Loosely(said, _)), Some(learnt)) if whole && learnt.0 != said => learnt,
        (Some(told), _) => told.into_pair(),
        (None, learnt) => learnt.unwrap_or_else(|| status::plain(doc, token, found)),
    }
}

/// Whether the innermost speaker tells of what their own side did or did not do.
fn is_own_deed(attribution: &[Speaker], agents: &[Actor]) -> bool {
    let side = attribution.first().and_then(|s| s.party.as_ref());
    side.is_some() && agents.iter().any(|a| a.party.as_ref() == side)
}

/// A speaker as one who acts.
fn as_agent(speaker: &Speaker) -> Actor {
    Actor {
        text: speaker.text.clone().unwrap_or_default(),
        party: speaker.party.clone(),
        code: speaker.code.clone(),
        role: None,
        span: speaker.span,
    }
}

/// Whom the words around `token` are said to: "leave our land", he told *the rebels*.
fn addressed(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let said = speakers::attributions(doc, lexicon, token);
    said.first().and_then(|a| object(doc, a.cue_token)).filter(|&who| resolves(doc, who))
}

/// Whether an act of `kind` that is negated is a refusal: talks and help that will not be, and support that is not given (of
/// 16 such claims in the coded reports 9 are, and none is the act itself).
fn is_refusal(kind: Option<&str>, status: Status) -> bool {
    match status {
        Status::Planned => matches!(kind, Some("CONSULT" | "SUPPORT" | "COOPERATE")),
        Status::DidNotHappen => kind == Some("SUPPORT"),
        _ => false,
    }
}

/// The subject of an open claim where it stands for a party; of a passive it is whom the act falls upon.
fn party_subject(doc: &Document, token: usize) -> Vec<usize> {
    let passive = is_passive(doc, token);
    let found = if passive { oblique(doc, token, &["by"]) } else { subject(doc, token) };
    let Some(found) = found else { return Vec::new() };
    // "Relations between X and Y are tense" is of both.
    let between = if resolves(doc, found) { None } else { oblique(doc, found, &["between"]) };
    with_conjuncts(doc, between.unwrap_or(found)).into_iter().filter(|&t| resolves(doc, t)).collect()
}

/// The object of an open claim where it stands for a party.
fn party_object(doc: &Document, token: usize) -> Vec<usize> {
    let found = if is_passive(doc, token) { subject(doc, token) } else { object(doc, token) };
    found.into_iter().flat_map(|t| with_conjuncts(doc, t)).filter(|&t| resolves(doc, t)).collect()
}
