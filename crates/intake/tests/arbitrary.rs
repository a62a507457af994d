//! No bytes whatever make intake panic, and what it hands on is sound.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use herodotus_intake::reports_from_bytes;
use proptest::prelude::*;

const NAMES: [&str; 8] = ["a.txt", "a.html", "a.json", "a.jsonl", "2020-02-30.txt.gz", "a.xml", "a.warc.gz", "a"];

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    for name in NAMES {
        let found = reports_from_bytes(name, bytes);
        prop_assert!(found == reports_from_bytes(name, bytes), "the same bytes give the same reports");
        for report in found.into_iter().flatten() {
            prop_assert!(!report.id.is_empty());
            prop_assert!(!report.text.trim().is_empty());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        check(text.as_bytes())?;
    }

    #[test]
    fn broken_markup(parts in proptest::collection::vec("<[a-z]{1,6}( [a-z]+=\"?[^>]{0,9})?>?|</?p>|<script type=\"application/ld\\+json\">|[a-z ,.]{0,40}|&[a-z#0-9]{0,6};?", 0..60)) {
        check(format!("<html>{}", parts.concat()).as_bytes())?;
    }

    #[test]
    fn broken_feeds(parts in proptest::collection::vec("<item>|</item>|<entry>|</entry>|<(title|link|author|managingEditor|dc:creator|pubDate|updated|description|content|content:encoded|itunes:duration|media:thumbnail time=\"[0-9:٣]{1,25}\")>|</(title|link|author|managingEditor|dc:creator|pubDate|description|content|itunes:duration)>|[a-z0-9٣:, ]{0,30}|（?[a-z]{1,3}@[a-z]{1,3}\\.[a-z]{2}|&[a-z#0-9]{0,6};?|<!\\[CDATA\\[|\\]\\]>", 0..40)) {
        let middle = parts.concat();
        let spaces = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'";
        check(format!("<rss version='2.0' {spaces}><channel><title>a</title>{middle}</channel></rss>").as_bytes())?;
        check(format!("<feed xmlns='http://www.w3.org/2005/Atom' {spaces}>{middle}</feed>").as_bytes())?;
    }

    #[test]
    fn broken_items(parts in proptest::collection::vec("</?(nitf|body|body.head|body.content|hl1|p|newsItem|itemMeta|contentSet|inlineXML|inlineData|itemSet)>|[a-z ,.]{0,40}|<br/>|&[a-z#0-9]{0,6};?", 0..40)) {
        check(format!("<newsMessage><itemSet>{}</itemSet></newsMessage>", parts.concat()).as_bytes())?;
        check(format!("<nitf>{}</nitf>", parts.concat()).as_bytes())?;
    }

    #[test]
    fn broken_archives(parts in proptest::collection::vec("WARC/1.[01]\r\n|WARC-Type: (response|resource|conversion|request)\r\n|Content-Length: [0-9]{1,3}\r\n|WARC-Target-URI: http://a/\r\n|\r\n|HTTP/1.1 200 OK\r\n|Content-Type: text/(html|plain)\r\n|Transfer-Encoding: chunked\r\n|Content-Encoding: (gzip|deflate|br)\r\n|[0-9a-f]{1,17}\r\n|<p>[a-z ]{0,60}|http://a/ 1.2.3.4 20210309081500 text/html [0-9]{1,3}\n", 0..50), cut in 0_usize..400) {
        let archive = format!("WARC/1.0\r\n{}", parts.concat()).into_bytes();
        check(&archive)?;
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&archive).unwrap();
        let packed = packed.finish().unwrap();
        let mut damaged = [&packed[..], &packed[..]].concat();
        let at = cut.min(damaged.len() - 1);
        damaged[at] = damaged[at].wrapping_add(1);
        check(&damaged)?;
        check(&damaged[..at])?;
    }

    #[test]
    fn broken_records(text in "[\\[{\":,}\\]a-z\\\\u0-9 \n]{0,120}") {
        check(text.as_bytes())?;
        check(format!("{{\"text\": \"{text}").as_bytes())?;
    }
}

#[test]
fn very_deep_markup_is_refused() {
    let page = format!("<html><body>{}Guns fell silent.", "<div>".repeat(200_000));
    assert!(reports_from_bytes("deep.html", page.as_bytes()).iter().all(Result::is_err));
    for root in ["rss version='2.0'", "feed xmlns='http://www.w3.org/2005/Atom'", "nitf", "newsMessage"] {
        let deep = format!("<{root}>{}Guns fell silent.", "<p>".repeat(100_000));
        assert!(reports_from_bytes("deep.xml", deep.as_bytes()).iter().all(Result::is_err), "{root}");
    }
    let json = "[".repeat(200_000);
    assert!(reports_from_bytes("deep.json", json.as_bytes()).iter().all(Result::is_err));
}
