//! The names by which ids and learnt weights tell the words of the schema.
//!
//! They are not those of the records (`DidNotHappen`, not `did-not-happen`): ids were given out and weights fitted under
//! them, so they stay as they are whatever the records or the code call the same thing.

use std::fmt::Display;

use crate::{Certainty, ClaimKind, EntityType, Scope, Status, TimePrecision};

/// What is known, as ids and weights tell it: `Some(...)` around its name, or `None`.
pub fn known(name: Option<impl Display>) -> String {
    name.map_or_else(|| "None".to_owned(), |name| format!("Some({name})"))
}

impl ClaimKind {
    /// The name in ids and weights.
    pub fn name(self) -> &'static str {
        match self {
            ClaimKind::Event => "Event",
            ClaimKind::Tally => "Tally",
            ClaimKind::State => "State",
        }
    }
}

impl Status {
    /// The name in weights.
    pub fn name(self) -> &'static str {
        match self {
            Status::Happened => "Happened",
            Status::Ongoing => "Ongoing",
            Status::DidNotHappen => "DidNotHappen",
            Status::Planned => "Planned",
            Status::CalledFor => "CalledFor",
            Status::Possible => "Possible",
        }
    }
}

impl Certainty {
    /// The name in weights.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Firm => "Firm",
            Certainty::Hedged => "Hedged",
            Certainty::Denied => "Denied",
        }
    }
}

impl Scope {
    /// The name in ids and weights.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Total => "Total",
            Scope::Incident => "Incident",
        }
    }
}

impl EntityType {
    /// The name in weights.
    pub fn name(self) -> &'static str {
        match self {
            EntityType::Person => "Person",
            EntityType::Organisation => "Organisation",
            EntityType::Location => "Location",
            EntityType::Other => "Other",
            EntityType::Reference => "Reference",
        }
    }
}

impl TimePrecision {
    /// The name in weights.
    pub fn name(self) -> &'static str {
        match self {
            TimePrecision::Hour => "Hour",
            TimePrecision::Day => "Day",
            TimePrecision::Range => "Range",
            TimePrecision::Week => "Week",
            TimePrecision::Month => "Month",
            TimePrecision::Year => "Year",
            TimePrecision::Vague => "Vague",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_ids_and_weights_were_made_with() {
        assert_eq!(
            [ClaimKind::Event, ClaimKind::Tally, ClaimKind::State].map(ClaimKind::name),
            ["Event", "Tally", "State"]
        );
        let statuses = [
            Status::Happened,
            Status::Ongoing,
            Status::DidNotHappen,
            Status::Planned,
            Status::CalledFor,
            Status::Possible,
        ];
        let names = ["Happened", "Ongoing", "DidNotHappen", "Planned", "CalledFor", "Possible"];
        assert_eq!(statuses.map(Status::name), names);
        let certainties = [Certainty::Firm, Certainty::Hedged, Certainty::Denied];
        assert_eq!(certainties.map(Certainty::name), ["Firm", "Hedged", "Denied"]);
        assert_eq!([Scope::Total, Scope::Incident].map(Scope::name), ["Total", "Incident"]);
        let entities = [
            EntityType::Person,
            EntityType::Organisation,
            EntityType::Location,
            EntityType::Other,
            EntityType::Reference,
        ];
        assert_eq!(entities.map(EntityType::name), ["Person", "Organisation", "Location", "Other", "Reference"]);
        let precisions = [
            TimePrecision::Hour,
            TimePrecision::Day,
            TimePrecision::Range,
            TimePrecision::Week,
            TimePrecision::Month,
            TimePrecision::Year,
            TimePrecision::Vague,
        ];
        assert_eq!(precisions.map(TimePrecision::name), ["Hour", "Day", "Range", "Week", "Month", "Year", "Vague"]);
        assert_eq!((known(Some("Total")), known(None::<&str>)), ("Some(Total)".to_owned(), "None".to_owned()));
    }
}
