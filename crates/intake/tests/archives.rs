//! What is read of web archives, whole and damaged.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use herodotus_intake::{Problem, Reports, Trouble, reports_from_bytes};
use herodotus_schema::Report;

fn page(said: &str) -> String {
    format!(
        "<html lang=\"en\"><head><title>Port shelled</title></head><body><p>Rebel gunners shelled the port of Dalmar on Tuesday \
         night, {said} said on the morning after, when the fires were out.</p><p>Two dockers were hurt when a shed at the inner \
         basin caught fire, and one of them was taken to the hospital at Orlo by boat.</p></body></html>"
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn record(kind: &str, path: &str, media_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://coast.example/{path}\r\nContent-Type: {media_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(path: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", path, "application/http; msgtype=response", &block)
}

fn html(path: &str, said: &str) -> Vec<u8> {
    answer(path, "200 OK\r\nContent-Type: text/html", page(said).as_bytes())
}

fn parted(found: Vec<Result<Report, Problem>>) -> (Vec<Report>, Vec<Problem>) {
    let (good, bad): (Vec<_>, Vec<_>) = found.into_iter().partition(Result::is_ok);
    (good.into_iter().flatten().collect(), bad.into_iter().filter_map(Result::err).collect())
}

fn read(bytes: &[u8]) -> (Vec<Report>, Vec<Problem>) {
    parted(reports_from_bytes("crawl-20210101.warc", bytes))
}

fn good_records() -> Vec<Vec<u8>> {
    let packed = gzip(page("the pilot").as_bytes());
    let (first, rest) = packed.split_at(20);
    let chunked = [
        format!("{:x}\r\n", first.len()).as_bytes(),
        first,
        format!("\r\n{:X};a=b\r\n", rest.len()).as_bytes(),
        rest,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: by hand\r\n"),
        html("port", "the harbour master"),
        record("request", "port", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        answer(
            "pilot",
            "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
            &chunked,
        ),
        answer("gone", "404 Not Found\r\nContent-Type: text/html", page("nobody").as_bytes()),
        answer("crane.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        record(
            "resource",
            "mayor",
            "text/html; charset=windows-1252",
            &page("Ren\u{fffd}").replace('\u{fffd}', "?").into_bytes(),
        ),
        record(
            "conversion",
            "wet",
            "text/plain",
            b"The army said it had retaken the bridge at Orlo.\nFour soldiers died.",
        ),
    ]
}

#[test]
fn pages_and_texts_are_read_and_the_rest_is_counted() {
    let (reports, problems) = read(&good_records().concat());
    let addresses: Vec<_> = reports.iter().map(|report| report.url.as_deref().unwrap()).collect();
    assert_eq!(addresses, ["port", "pilot", "mayor", "wet"].map(|path| format!("https://coast.example/{path}")));
    assert!(reports[1].text.contains("the pilot said") && reports[1].text.contains("\n\nTwo dockers"));
    assert_eq!(reports[3].text, "The army said it had retaken the bridge at Orlo.\nFour soldiers died.");
    // The day of the crawl is not that of publication.
    assert!(reports.iter().all(|report| report.published.is_none()));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].trouble, Trouble::PassedOver { records: 2 });
    assert!(problems[0].is_notice());
}

#[test]
fn packed_archives_give_the_same_reports_as_plain_ones() {
    let plain = read(&good_records().concat()).0;
    let by_record: Vec<u8> = good_records().iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(read(&by_record).0, plain);
    assert_eq!(read(&gzip(&good_records().concat())).0, plain);
    // A walk over files reads them record by record.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("crawl.warc.gz"), by_record).unwrap();
    let found: Vec<_> = Reports::of([folder.path()]).found().collect();
    let walked: Vec<_> = found.iter().flatten().map(|found| found.report.clone()).collect();
    assert_eq!(walked, plain);
    let at = found.iter().flatten().next().unwrap().at.as_ref().unwrap().to_string();
    assert!(at.contains("crawl.warc.gz, record at byte "), "{at}");
}

#[test]
fn a_damaged_record_is_told_with_its_offset_and_the_next_is_read() {
    let mut wrong_length = html("one", "the pilot");
    let at = String::from_utf8_lossy(&wrong_length).find("Content-Length: ").unwrap();
    wrong_length.splice(at.., b"Content-Length: 99999999999\r\n\r\nHTTP".iter().copied());
    let no_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n".to_vec();
    for (bad, what) in [(b"Guns fell silent.\r\n".to_vec(), "no head"), (no_length, "no head")] {
        let first = html("one", "the harbour master");
        let (reports, problems) = read(&[&first, &bad[..], &html("two", "the mayor")].concat());
        assert_eq!(reports.len(), 2);
        let message = problems[0].to_string();
        assert!(message.contains(&format!("record at byte {}", first.len())) && message.contains(what), "{message}");
    }
    let (reports, problems) = read(&[html("one", "the mayor"), wrong_length].concat());
    assert_eq!((reports.len(), problems.len()), (1, 1));
    assert!(problems[0].to_string().contains("it ends before its length"), "{}", problems[0]);
}

#[test]
fn a_damaged_gzip_member_does_not_hide_the_next() {
    let [one, two, three] = ["one", "two", "three"].map(|path| gzip(&html(path, "the mayor")));
    let mut garbled = two.clone();
    let middle = garbled.len() / 2;
    garbled[middle..].fill(0xff);
    for bad in [&garbled[..], &two[..two.len() / 2], b"no gzip"] {
        let (reports, problems) = read(&[&one, bad, &three[..]].concat());
        let addresses: Vec<_> = reports.iter().filter_map(|report| report.url.as_deref()).collect();
        assert!(addresses.contains(&"https://coast.example/one"), "{problems:?}");
        assert!(addresses.contains(&"https://coast.example/three"), "{problems:?}");
    }
}

#[test]
fn an_archive_whose_beginning_is_damaged_is_known_by_its_name() {
    let mut damaged = gzip(&html("one", "the mayor"));
    damaged[12..].fill(0xff);
    let (reports, problems) =
        parted(reports_from_bytes("crawl.warc.gz", &[damaged, gzip(&html("two", "the mayor"))].concat()));
    assert_eq!((reports.len(), problems.len()), (1, 1));
    assert!(problems[0].to_string().starts_with("crawl.warc.gz, record at byte 0: "), "{}", problems[0]);
}

#[test]
fn a_record_that_was_cut_by_the_crawler_is_read_and_told() {
    let cut =
        String::from_utf8(html("port", "the mayor")).unwrap().replacen("\r\n", "\r\nWARC-Truncated: length\r\n", 1);
    let (reports, problems) = read(cut.as_bytes());
    assert_eq!(reports.len(), 1);
    assert!(problems[0].trouble == Trouble::CutWhenArchived && problems[0].is_notice());
}

#[test]
fn the_charset_that_http_told_is_used() {
    let body = page("Ren\u{e9}").replace('\u{e9}', "\u{1}").into_bytes();
    let body: Vec<u8> = body.into_iter().map(|byte| if byte == 1 { 0xe9 } else { byte }).collect();
    let told = answer("port", "200 OK\r\nContent-Type: text/html; charset=ISO-8859-1", &body);
    assert!(read(&told).0[0].text.contains("Ren\u{e9} said"));
}

#[test]
fn arc_files_are_read() {
    let block =
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".as_slice(), page("the mayor").as_bytes()].concat();
    let info = "1 0 By Hand\nURL IP-address Archive-date Content-type Archive-length\n";
    let arc = [
        format!("filedesc://a.arc 127.0.0.1 20210309081500 text/plain {}\n{info}\n", info.len()).as_bytes(),
        format!("https://coast.example/the port 127.0.0.1 20210309081500 text/html {}\n", block.len()).as_bytes(),
        &block,
        b"\n",
    ]
    .concat();
    let (reports, problems) = parted(reports_from_bytes("crawl.arc", &arc));
    assert_eq!((reports.len(), problems.len()), (1, 0), "{problems:?}");
    assert_eq!(reports[0].url.as_deref(), Some("https://coast.example/the port"));
}

#[test]
fn an_archive_without_pages_says_so() {
    let (reports, problems) = read(&record("warcinfo", "", "application/warc-fields", b"software: by hand\r\n"));
    assert!(reports.is_empty() && problems[0].to_string().contains("an archive without pages"), "{problems:?}");
}
