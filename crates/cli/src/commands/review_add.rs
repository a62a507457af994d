//! `herodotus review add`: a claim that the program missed, told by words of its report.

use clap::{Args, ValueEnum};
use herodotus::review::AddedClaim;
use herodotus::schema::ClaimKind;

use super::part::printed;

/// The words of the claim and of its fields stand in the report, as `herodotus show REPORT` prints it, and are found there:
/// of several places the one nearest to the claim counts. Whom, where and when words stand for is what reading the report
/// tells; say otherwise behind them, as in --agent 'the gunners=Ruritania'.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus review add report-41d9 --quote 'gunners shelled the harbour' --type ASSAULT --mode shelling \\
    --agent 'the gunners=Ruritania' --place 'the harbour of Dalmar=Dalmar' --source 'the governor' --cue said \\
    --when Tuesday --because 'the second sentence says it'
  herodotus review add report-41d9 --quote 'a dozen fishermen drowned' --kind tally --what killed --figure 12 \\
    --who fishermen --civilian yes --because 'a figure in words'")]
pub struct MissedClaim {
    /// The report's id
    #[arg(value_parser = printed)]
    pub report: String,
    /// The words that tell the claim
    #[arg(long, value_name = "WORDS")]
    pub quote: String,
    /// Which one, where these words stand in several places, from 1
    #[arg(long, value_name = "N")]
    pub nth: Option<usize>,
    /// What sort of thing is claimed
    #[arg(long, value_enum, default_value = "event")]
    pub kind: Kind,
    /// One of PLOVER's sixteen types (ASSAULT, AGREE, ...), or none
    #[arg(long = "type", value_name = "TYPE")]
    pub event_type: Option<String>,
    /// A word of the published list, like shelling
    #[arg(long)]
    pub mode: Option<String>,
    /// Who did it; may be given several times
    #[arg(long = "agent", value_name = "WORDS[=PARTY]")]
    pub agents: Vec<String>,
    /// To whom; may be given several times
    #[arg(long = "target", value_name = "WORDS[=PARTY]")]
    pub targets: Vec<String>,
    /// Who says so, ? for somebody whom the report hides; given several times innermost first
    #[arg(long = "source", value_name = "WORDS[=PARTY]")]
    pub sources: Vec<String>,
    /// The words that say that the innermost source says it ("said")
    #[arg(long, value_name = "WORDS")]
    pub cue: Option<String>,
    /// The claim stands in quotation marks as the innermost source's own words
    #[arg(long)]
    pub direct: bool,
    /// Where; may be given several times
    #[arg(long = "place", value_name = "WORDS[=NAME]")]
    pub places: Vec<String>,
    /// When: the day or days may stand behind the words (=2021-03-09, =2021-03-08..2021-03-09)
    #[arg(long, value_name = "WORDS[=DAYS]")]
    pub when: Option<String>,
    /// happened, ongoing, did-not-happen, planned, called-for or possible; happened where it is left out
    #[arg(long)]
    pub status: Option<String>,
    /// firm, hedged or denied; firm where it is left out
    #[arg(long)]
    pub certainty: Option<String>,
    /// Of a tally: what is counted (killed, wounded, missing, captured, displaced, ...)
    #[arg(long)]
    pub what: Option<String>,
    /// Of a tally: 12, 10..15, 12.. (at least), ..15 (at most)
    #[arg(long)]
    pub figure: Option<String>,
    /// Of a tally: the words for who or what is counted
    #[arg(long, value_name = "WORDS")]
    pub who: Option<String>,
    /// Of a tally: the party whose people or things are counted
    #[arg(long, value_name = "PARTY")]
    pub counted: Option<String>,
    /// Of a tally: yes or no
    #[arg(long)]
    pub civilian: Option<String>,
    /// Of a tally: total or incident
    #[arg(long)]
    pub scope: Option<String>,
    /// Of a tally: the day that the count stood at
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
}

/// What sort of thing is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Something that happens
    Event,
    /// A number of people or things
    Tally,
    /// Something that lasts
    State,
}

impl MissedClaim {
    /// The parties that the options say words stand for.
    pub fn parties(&self) -> impl Iterator<Item = &str> {
        let said = self.agents.iter().chain(&self.targets).chain(&self.sources);
        let said = said.filter_map(|value| Some(value.rsplit_once('=')?.1.trim()));
        said.chain(self.counted.as_deref())
    }

    /// The claim as the options tell it.
    pub fn added(&self) -> AddedClaim {
        let fields = [
            ("type", &self.event_type),
            ("mode", &self.mode),
            ("status", &self.status),
            ("certainty", &self.certainty),
            ("what", &self.what),
            ("figure", &self.figure),
            ("counted", &self.counted),
            ("civilian", &self.civilian),
            ("scope", &self.scope),
            ("as-of", &self.as_of),
        ];
        AddedClaim {
            quote: self.quote.clone(),
            nth: self.nth,
            kind: match self.kind {
                Kind::Event => ClaimKind::Event,
                Kind::Tally => ClaimKind::Tally,
                Kind::State => ClaimKind::State,
            },
            agents: self.agents.clone(),
            targets: self.targets.clone(),
            sources: self.sources.clone(),
            cue: self.cue.clone(),
            direct: self.direct,
            places: self.places.clone(),
            when: self.when.clone(),
            who: self.who.clone(),
            fields: fields.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect(),
        }
    }
}
