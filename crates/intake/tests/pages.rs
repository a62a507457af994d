//! What is read of web pages: the fields of their reports, and the article without what stands around it.

mod fixtures;

use fixtures::{only, problems, reports};

#[test]
fn linked_data_outranks_what_else_a_page_says_of_itself() {
    let report = only("pages/linked-data.html");
    assert_eq!(report.title.as_deref(), Some("Port of Dalmar shelled & closed for third night"));
    assert_eq!(report.published.as_deref(), Some("2021-03-09T08:15:00+04:00"));
    assert_eq!(report.outlet.as_deref(), Some("Coast Herald"));
    assert_eq!(report.url.as_deref(), Some("https://coast-herald.example/2021/03/09/port"));
    assert_eq!(report.language.as_deref(), Some("en"));
}

#[test]
fn an_article_is_its_paragraphs_and_nothing_around_them() {
    let report = only("pages/linked-data.html");
    let paragraphs: Vec<&str> = report.text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 5, "{paragraphs:#?}");
    assert!(paragraphs[0].starts_with("Rebel gunners") && paragraphs[0].ends_with("a shed caught fire."));
    assert!(paragraphs[1].starts_with("\u{201c}We closed the inner basin before dawn,\u{201d} she told"));
    assert!(paragraphs[2].starts_with("Three ships") && paragraphs[3].starts_with("Two more"));
    // One break within a paragraph is a blank.
    assert!(paragraphs[4].contains("since Sunday. The rebels have not said"));
    for around in ["Home", "cookies", "Cranes", "track", "recipes", "rights reserved", "third night</h1>"] {
        assert!(!report.text.contains(around), "{around}");
    }
    assert!(report.text.chars().all(|c| !c.is_control() || c == '\n'));
}

#[test]
fn meta_elements_tell_where_there_is_no_linked_data() {
    let report = only("pages/meta.html");
    assert_eq!(report.title.as_deref(), Some("Army says it has retaken the bridge at Orlo"));
    assert!(report.published.is_some_and(|day| day.starts_with("2021-03-10T06:00:00")));
    assert_eq!(report.outlet.as_deref(), Some("Plain Dealer of Orlo"));
    assert_eq!(report.url.as_deref(), Some("https://dealer.example/bridge"));
    assert_eq!(report.language.as_deref(), Some("en"));
    assert_eq!(report.text.split("\n\n").count(), 3, "{}", report.text);
    assert!(!report.text.contains("newsletter") && !report.text.contains("Sign in"));
}

#[test]
fn the_page_itself_tells_where_nothing_else_does() {
    let report = only("pages/time-element.html");
    assert_eq!(report.title.as_deref(), Some("Truce at Orlo holds for a day"));
    assert_eq!(report.published.as_deref(), Some("2021-03-12"));
    assert_eq!((report.outlet, report.url), (None, None));
    assert!(!report.text.starts_with("Truce at Orlo holds for a day\n"), "the title is no paragraph");
}

#[test]
fn two_breaks_part_paragraphs() {
    let report = only("pages/breaks.html");
    let paragraphs: Vec<&str> = report.text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 3, "{paragraphs:#?}");
    assert!(paragraphs[2].starts_with("Nobody was hurt"));
    assert!(report.text.chars().all(|c| !c.is_control() || c == '\n'));
}

#[test]
fn labels_that_return_and_headlines_of_other_articles_are_left_out() {
    let report = only("pages/furniture.html");
    let paragraphs: Vec<&str> = report.text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 4, "{paragraphs:#?}");
    assert!(paragraphs[1].contains("; nobody was badly hurt, according"));
    assert!(paragraphs[2].starts_with("The ferry will not run"), "a sentence may be a link");
    // The address tells the day where the page does not.
    assert_eq!(report.published.as_deref(), Some("2021-03-11"));
}

#[test]
fn odd_encodings_give_the_same_words() {
    let [declared, marked] = ["pages/windows-1250.html", "pages/utf-16.html"].map(only);
    assert_eq!(declared.title.as_deref(), Some("Mayor Kov\u{e1}\u{159} speaks"));
    assert!(declared.text.contains("Ren\u{e9} Kov\u{e1}\u{159}") && declared.text.contains("caf\u{e9}"));
    assert_eq!(declared.text, marked.text);
}

#[test]
fn a_page_without_an_article_is_told() {
    assert!(reports("pages/no-article.html").is_empty());
    let told = problems("pages/no-article.html");
    assert!(told.len() == 1 && told[0].contains("no article found in the page"), "{told:?}");
}
