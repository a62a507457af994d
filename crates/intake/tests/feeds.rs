//! What is read of feeds: a report an item.

mod fixtures;

use fixtures::{only, problems, reports};

#[test]
fn an_item_of_rss_is_a_report_with_its_whole_content() {
    let reports = reports("feeds/rss-2.0.xml");
    let first = &reports[0];
    assert_eq!(first.title.as_deref(), Some("Port of Dalmar \u{2018}shelled\u{2019} again"));
    assert_eq!(first.outlet.as_deref(), Some("Coast Herald & Sons"));
    // The day is that of the outlet's own clock: in UTC it was the eighth.
    assert_eq!(first.published.as_deref(), Some("2021-03-09T01:15:00+04:00"));
    assert_eq!(first.url.as_deref(), Some("https://coast-herald.example/port"));
    assert_eq!(first.language.as_deref(), Some("en"));
    let paragraphs: Vec<&str> = first.text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 2);
    assert_eq!(paragraphs[1], "Two dockers were hurt \u{2014} one of them badly.");
    assert_eq!(reports[1].text, "The army said it had retaken the bridge at Orlo after a night of fighting.");
    assert_eq!((reports.len(), &reports[1].published), (2, &None));
}

#[test]
fn an_item_without_a_text_or_with_no_day_is_told_with_its_number() {
    let told = problems("feeds/rss-2.0.xml");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("feeds/rss-2.0.xml, item 2: the day of publication \"some time in March\""));
    assert!(told[1].starts_with("feeds/rss-2.0.xml, item 3: no text in it (an item of a title and a link alone)"));
}

#[test]
fn old_versions_of_rss_are_read() {
    let old = only("feeds/rss-0.94.xml");
    assert_eq!((old.title.as_deref(), old.outlet.as_deref()), (Some("Guns fall silent"), Some("Old Herald")));
    assert!(old.published.is_some_and(|day| day.starts_with("2021-03-09T08:15:00")));
    let rdf = only("feeds/rss-1.0.xml");
    assert_eq!(rdf.published.as_deref(), Some("2021-03-11T23:30:00-05:00"));
    assert_eq!((rdf.outlet.as_deref(), rdf.url.as_deref()), (Some("River Watch"), Some("https://rdf.example/1")));
}

#[test]
fn an_item_of_atom_is_published_when_it_says_so_and_stands_at_its_alternate_link() {
    let report = only("feeds/atom.xml");
    assert_eq!(report.title.as_deref(), Some("Truce holds"));
    assert_eq!(report.published.as_deref(), Some("2021-03-12T09:00:00+02:00"));
    assert_eq!(report.url.as_deref(), Some("https://notes.example/1?a=1&b=2"));
    assert_eq!(report.text, "The truce at Orlo held for a whole day, monitors said.\n\nThe bridge stays closed.");
}

#[test]
fn json_feeds_are_read() {
    let reports = reports("feeds/feed.json");
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0].outlet.as_deref(), Some("Harbour Log"));
    assert_eq!(reports[0].published.as_deref(), Some("2021-03-13T07:00:00+01:00"));
    assert_eq!(reports[0].text.split("\n\n").count(), 2);
    assert_eq!(reports[1].text, "A third ship turned back, her master said.");
}

#[test]
fn what_only_looks_like_a_feed_is_told() {
    let told = problems("feeds/sitemap.xml");
    assert!(told[0].contains("a sitemap, which only lists addresses"), "{told:?}");
}
