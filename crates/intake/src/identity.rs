//! Who a report is: a stable hash of what it says and of what its reading depends on.

use herodotus_schema::Report;

/// The BLAKE3 hash of a report's outlet, title, day, address and text, in lower-case hexadecimal.
///
/// Each field goes in with a mark for "given" or "not given" and its length, so that no two reports share an input.
/// The id does not go in, nor the path, nor the language: they change nothing in what is read.
pub fn content_hash(report: &Report) -> String {
    let mut hash = blake3::Hasher::new();
    let fields = [&report.outlet, &report.title, &report.published, &report.url];
    for field in fields {
        match field {
            Some(value) => add(&mut hash, value),
            None => drop(hash.update(&[0])),
        }
    }
    add(&mut hash, &report.text);
    hash.finalize().to_hex().to_string()
}

fn add(hash: &mut blake3::Hasher, value: &str) {
    hash.update(&[1]);
    hash.update(&(value.len() as u64).to_le_bytes());
    hash.update(value.as_bytes());
}

/// The id of a report that brings none: `report-` and the first 16 digits of its content hash.
pub(crate) fn default_id(report: &Report) -> String {
    format!("report-{}", &content_hash(report)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_moves_changes_the_hash() {
        let a = Report { outlet: Some("Coast Herald".into()), text: "Guns fell silent.".into(), ..Report::default() };
        let b = Report { title: Some("Coast Herald".into()), text: "Guns fell silent.".into(), ..Report::default() };
        assert_ne!(content_hash(&a), content_hash(&b));
        assert_eq!(content_hash(&a), content_hash(&Report { id: "other".into(), ..a.clone() }));
        assert_eq!(default_id(&a).len(), 23);
    }
}
