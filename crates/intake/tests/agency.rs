//! What is read of the items that agencies send: NITF, NewsML-G2, ninjs.

mod fixtures;

use fixtures::{only, problems, reports};

const PORT: &str =
    "Rebel gunners shelled the port of Dalmar on Tuesday, the harbour master said.\n\nTwo dockers were hurt.";

#[test]
fn an_nitf_item_is_its_headline_its_day_and_the_paragraphs_of_its_body() {
    let report = only("agency/item.nitf");
    assert_eq!(report.title.as_deref(), Some("Port of Dalmar shelled"));
    assert_eq!(report.published.as_deref(), Some("2021-03-09T08:15:00+04:00"));
    assert_eq!(report.outlet.as_deref(), Some("Coast Wire"));
    assert_eq!(report.url.as_deref(), Some("https://wire.example/port"));
    assert_eq!(report.language.as_deref(), Some("en"));
    let paragraphs: Vec<&str> = report.text.split("\n\n").collect();
    let expected = [
        "DALMAR (Coast Wire) \u{2014} Mira Tolan, the harbour master, said on Tuesday that the port had been shelled.",
        "Two hurt",
        "Two dockers were hurt when a shed caught fire.",
    ];
    assert_eq!(paragraphs, expected);
}

#[test]
fn each_item_of_a_news_message_with_a_text_is_a_report() {
    let reports = reports("agency/message.xml");
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0].title.as_deref(), Some("Port of Dalmar shelled"));
    assert_eq!(reports[0].published.as_deref(), Some("2021-03-09T08:15:00+04:00"));
    assert_eq!((reports[0].outlet.as_deref(), reports[0].language.as_deref()), (Some("Coast Wire"), Some("en")));
    assert_eq!(reports[0].text, PORT);
    assert_eq!((reports[1].title.as_deref(), reports[1].outlet.as_deref()), (Some("Bridge retaken"), Some("CW")));
    assert_eq!(reports[1].url.as_deref(), Some("https://wire.example/bridge"));
    assert_eq!(reports[1].text.split("\n\n").count(), 2);
}

#[test]
fn items_without_a_text_are_told_with_their_number() {
    let told = problems("agency/message.xml");
    let expected = [
        ("item 1", "a package, which only refers to other items"),
        ("item 4", "kept elsewhere"),
        ("item 5", "withdrawn by its provider (its status is stat:canceled)"),
        ("item 6", "results of sports"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (message, (place, what)) in told.iter().zip(expected) {
        assert!(message.contains(place) && message.contains(what), "{message}");
    }
}

#[test]
fn ninjs_is_read_in_all_versions_and_the_body_with_paragraphs_preferred() {
    let first = only("agency/ninjs-1.json");
    assert_eq!((first.title.as_deref(), first.outlet.as_deref()), (Some("Port of Dalmar shelled"), Some("Coast Wire")));
    assert_eq!(first.published.as_deref(), Some("2021-03-09T08:15:00+04:00"));
    assert_eq!((first.url.as_deref(), first.language.as_deref()), (Some("https://wire.example/items/1"), Some("en")));
    assert_eq!(first.text, PORT);
    let third = reports("agency/ninjs-3.json");
    assert_eq!((third.len(), third[0].title.as_deref()), (1, Some("Bridge retaken")));
    assert_eq!(third[0].outlet.as_deref(), Some("Coast Wire"));
    assert_eq!(third[0].text, "The army said it had retaken the bridge at Orlo.\n\nFour soldiers died.");
    let told = problems("agency/ninjs-3.json");
    assert!(told[0].contains("a picture with its caption") && told[1].contains("withdrawn"), "{told:?}");
}
