//! When and where a claim's event takes place, by what stands in its clause and what it inherits from others.

mod edges;
mod inherit;
mod own;
mod places;

#[cfg(test)]
mod tests;

use herodotus_schema::{Document, Span, When};

pub use inherit::Told;
pub use own::{begins, dated, describes, hangs_on, is_of_act_before, resolved, said_on, since, stood_at, whole};
pub use places::{Deed, places};

/// The time of the claim whose predicate is `token` and whose words are `span`: what its clause tells, else the day
/// that it inherits.
pub fn when(doc: &Document, token: usize, span: Span) -> Option<When> {
    when_told(doc, token, span, Told::default())
}

/// The same for a claim of which it is known how it is told.
pub fn when_told(doc: &Document, token: usize, span: Span, told: Told) -> Option<When> {
    own::when(doc, token, span, told.spoken).or_else(|| inherit::when(doc, token, span, told))
}
