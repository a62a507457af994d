//! From a matched predicate to a whole claim, each field with its reason.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{
    Actor, Because, Certainty, Claim, ClaimKind, Coding, Document, ReportRef, Span, Speaker, Status, Tally, When,
};

use crate::bystanders::Role;
use crate::frames::Match;
use crate::judge::{FEW, Learnt};
use crate::parties::{actors, resolves};
use crate::reasons::{Filled, explain, reason};
use crate::sides::is_the_other;
use crate::status::Told;
use crate::syntax::{is_passive, object, oblique, subject, takes_up_clause, with_conjuncts};
use crate::{bystanders, quote, setting, speakers, status, weapons};

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
    draft.event = Some(Coding { kind: entry.event.clone(), mode: entry.mode.clone(), cameo: entry.cameo.clone() });
    let word = &doc.tokens[found.token].form;
    draft.because.push(status::entry_because("event", &format!("\"{word}\" is {}", entry.lemma), entry));
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

/// Fills what a draft leaves open from the document.
pub fn claim(doc: &Document, lexicon: &Lexicon, draft: Draft) -> Claim {
    let token = draft.token;
    let mut because = draft.because;
    let fill = |tokens: &[usize]| -> Vec<Actor> { tokens.iter().flat_map(|&t| actors(doc, t)).collect() };
    let (mut agents, mut targets) = match draft.found {
        Some(m) => (
            fill(&weapons::doers(doc, lexicon, m)),
            m.targets.iter().flat_map(|&t| bystanders::struck(doc, lexicon, t)).collect(),
        ),
        None if draft.tally.is_none() => (fill(&party_subject(doc, token)), fill(&party_object(doc, token))),
        None => (Vec::new(), Vec::new()),
    };
    for rule in bystanders::lend_countries(
        doc,
        lexicon,
        (draft.span, event_kind(draft.event.as_ref())),
        (&agents, &mut targets),
    ) {
        because.push(reason("targets", &rule));
    }
    if draft.tally.is_none() && targets.iter().all(|t| t.party.is_none()) {
        let kind = event_kind(draft.event.as_ref());
        let role = bystanders::role_beside(kind, &agents);
        let beside =
            role.map(|role| (role, bystanders::named_beside(doc, lexicon, (draft.span, token), (&agents, role))));
        if let Some((role, beside)) = beside.filter(|(_, beside)| !beside.is_empty()) {
            let (actors, field, rule) = match role {
                Role::Agent => (&mut agents, "agents", "the one party that the words name"),
                Role::Target => (&mut targets, "targets", "the party that the words name beside the agents"),
            };
            because.push(reason(field, rule));
            actors.extend(beside);
        }
    }
    let mut attribution = speakers::chain(doc, lexicon, token);
    // "Y accused X of it, which X denies": who denies says so, not who is denied.
    let denies = draft.found.is_some_and(|m| m.entry.speech && m.entry.certainty == Some(Certainty::Denied));
    let own = speakers::own(doc, lexicon, token);
    // "…, a charge rejected by Y": who is told of after "by" says so.
    let by = own.is_none() && is_passive(doc, token);
    let own = own.or_else(|| agents.first().filter(|_| by).map(|agent| said_by(doc, agent, token)));
    if let Some(own) = own.filter(|own| denies && own.party.is_some()) {
        // "X said so, which Y denied": the outlet tells that Y does.
        let remark = by || takes_up_clause(doc, token);
        attribution.retain(|s| s.party != own.party && !remark);
        attribution.insert(0, Speaker { direct: false, ..own });
    }
    if draft.found.is_some_and(|m| m.entry.speech) {
        speak_for_itself(doc, lexicon, &mut attribution, (&agents, token));
    }
    // "Calls from the union for a truce" are the union's.
    let demanded = event_kind(draft.event.as_ref()) == Some("REQUEST") && doc.tokens[token].upos == "NOUN";
    if attribution.is_empty() && (draft.found.is_none() || demanded) {
        attribution.extend(speakers::own(doc, lexicon, token));
    }
    let mut event = draft.event;
    let strikes = matches!(event_kind(event.as_ref()), Some("ASSAULT" | "COERCE"));
    let helps = matches!(event_kind(event.as_ref()), Some("AID" | "SUPPORT"));
    if (strikes || helps) && bystanders::spare_own(&attribution, &agents, &mut targets) {
        because.push(reason("targets", "\"its\" is of who speaks: nobody is told to strike or help their own"));
    }
    let (status, why) = told_status(doc, lexicon, (token, draft.found), draft.status);
    because.push(why);
    if status == Status::CalledFor && status::is_demanded(doc, lexicon, token) {
        retype(&mut event, &mut because, "REQUEST", "what is said must be done is a demand");
        if status::is_imperative(doc, token) {
            agents = addressed(doc, lexicon, token).into_iter().flat_map(|t| actors(doc, t)).collect();
        }
        if demand_of_doers(&attribution, (&mut agents, &mut targets)) {
            because.push(reason("agents", "who says that it must be done demands it"));
            because.extend(targets.first().map(|_| reason("targets", "who is said to have to do it")));
        }
    }
    if is_refusal(event_kind(event.as_ref()), status) && status::is_negated(doc, lexicon, token) {
        retype(&mut event, &mut because, "REJECT", "not to meet, to back or to work with somebody is to refuse them");
    }
    let wished = event_kind(event.as_ref()) == Some("REQUEST") && draft.found.is_some_and(|m| m.entry.deed);
    if wished && status::is_negated(doc, lexicon, token) {
        retype(&mut event, &mut because, "REJECT", "not to want something is to refuse it");
    }
    if speak_as_agent(event.as_ref(), &attribution, &mut agents) {
        because.push(reason("agents", "who says it does it: the act is one of speaking"));
    }
    let (mut certainty, why) = draft.certainty.unwrap_or_else(|| status::certainty(doc, lexicon, token, draft.found));
    because.push(why);
    if strikes && status == Status::DidNotHappen && certainty == Certainty::Firm && is_own_deed(&attribution, &agents) {
        because.push(reason("certainty", "who says so says that they themselves did not do it"));
        certainty = Certainty::Denied;
    }
    if certainty == Certainty::Denied && own_up(&attribution, &mut agents) {
        because.push(reason("agents", "who denies it is told to have done it"));
    }
    let kind = event_kind(event.as_ref());
    let told = setting::Told {
        lasting: draft.kind == ClaimKind::State && status == Status::Ongoing,
        open: matches!(status, Status::Possible | Status::Planned),
        force: draft.tally.is_some() || kind == Some("ASSAULT") && status == Status::Happened,
        spoken: matches!(kind, Some("REQUEST" | "ACCUSE" | "REJECT")),
    };
    let when = draft.when.or_else(|| setting::when_told(doc, token, draft.span, told));
    let deed =
        setting::Deed { token, span: draft.span, kind: draft.kind, event: kind, agents: &agents, targets: &targets };
    let places = setting::places(doc, deed);
    let sentence = doc.sentences.get(doc.sentence_of(token)).map(|s| s.span);
    let filled = Filled {
        span: draft.span,
        sentence,
        attribution: &attribution,
        when: when.as_ref(),
        places: &places,
        agents: &agents,
        targets: &targets,
    };
    explain(doc, &mut because, &filled);
    let status = if certainty == Certainty::Denied { Status::DidNotHappen } else { status };
    Claim {
        id: String::new(),
        report: ReportRef::from(&doc.report),
        span: draft.span,
        quote: doc.text(draft.span).to_string(),
        sentence,
        kind: draft.kind,
        event,
        attribution,
        agents,
        targets,
        places,
        when,
        status,
        certainty,
        tally: draft.tally,
        because,
    }
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

/// The PLOVER type of a coding.
fn event_kind(event: Option<&Coding>) -> Option<&str> {
    event.and_then(|e| e.kind.as_deref())
}

/// Whether the innermost speaker tells of what their own side did or did not do.
fn is_own_deed(attribution: &[Speaker], agents: &[Actor]) -> bool {
    let side = attribution.first().and_then(|s| s.party.as_ref());
    side.is_some() && agents.iter().any(|a| a.party.as_ref() == side)
}

/// Makes who denies an act its doer where its own words name none (so it is in 21 of 25 denials of the training gold).
///
/// Returns whether the speaker was added.
fn own_up(attribution: &[Speaker], agents: &mut Vec<Actor>) -> bool {
    let speaker = attribution.first().filter(|s| s.party.is_some() && agents.iter().all(|a| a.party.is_none()));
    agents.extend(speaker.map(as_agent));
    speaker.is_some()
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

/// Gives an act another type: what must be done is a demand, whatever the act (of 28 such claims in the coded reports 21 are).
fn retype(event: &mut Option<Coding>, because: &mut Vec<Because>, kind: &str, rule: &str) {
    if let Some(coding) = event {
        *coding = Coding { kind: Some(kind.to_string()), mode: coding.mode.take(), cameo: None };
        because.push(reason("event", rule));
    }
}

/// Whom the words around `token` are said to: "leave our land", he told *the rebels*.
fn addressed(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let said = speakers::attributions(doc, lexicon, token);
    said.first().and_then(|a| object(doc, a.cue_token)).filter(|&who| resolves(doc, who))
}

/// Makes who says that something must be done the agent of that demand, and who is to do it its target.
///
/// Returns whether a speaker is known.
fn demand_of_doers(attribution: &[Speaker], (agents, targets): (&mut Vec<Actor>, &mut Vec<Actor>)) -> bool {
    let Some(speaker) = attribution.first().filter(|s| s.text.is_some()) else { return false };
    let doers = std::mem::replace(agents, vec![as_agent(speaker)]);
    *targets = doers.into_iter().filter(|doer| doer.party.is_some() && doer.party != speaker.party).collect();
    true
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

/// Who criticises, demands, refuses or threatens without being named in the act is who says it.
///
/// Returns whether the speaker was added.
fn speak_as_agent(event: Option<&Coding>, attribution: &[Speaker], agents: &mut Vec<Actor>) -> bool {
    const SPOKEN: [&str; 4] = ["ACCUSE", "REQUEST", "REJECT", "THREATEN"];
    let spoken = event_kind(event).is_some_and(|kind| SPOKEN.contains(&kind));
    let Some(speaker) = attribution.first().filter(|s| s.party.is_some() && spoken) else { return false };
    let unnamed = agents.iter().all(|a| a.party.is_none() && !is_the_other(a));
    if unnamed {
        agents.push(as_agent(speaker));
    }
    unnamed
}

/// An act done by speaking is said by its agent where nobody else is said to tell of it: who reports that another
/// demanded something is the one who says so.
fn speak_for_itself(
    doc: &Document,
    lexicon: &Lexicon,
    attribution: &mut Vec<Speaker>,
    (agents, token): (&[Actor], usize),
) {
    if attribution.iter().any(|s| s.text.is_some()) || doc.tokens[token].upos != "VERB" {
        return;
    }
    // "We condemn the raid", in a ministry's own outlet, is the outlet's voice.
    let issuers = |agent: &Actor| doc.issuer.is_some() && speakers::is_first_person(&agent.text);
    if agents.first().is_some_and(issuers) {
        return;
    }
    let own = speakers::own(doc, lexicon, token).map(|own| Speaker { direct: false, ..own });
    // "Nobody has claimed the attack": nobody says so.
    let nobody = |s: &Speaker| {
        let first = s.text.as_deref().and_then(|t| t.split(' ').next()).unwrap_or_default().to_lowercase();
        lexicon.words().negators.get(&first).is_some()
    };
    if let Some(speaker) = own.or_else(|| agents.first().map(|agent| said_by(doc, agent, token))).filter(|s| !nobody(s))
    {
        attribution.retain(|s| s.text.is_some());
        attribution.insert(0, speaker);
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
