//! Web archives (WARC, WET, ARC): the pages and texts in their records, each read as a file of its kind.

use std::collections::VecDeque;
use std::io::BufRead;

use herodotus_schema::Report;

use crate::draft::web;
use crate::format::{self, Format, Origin};
use crate::http::{self, MediaType};
use crate::warc::{self, Kind, Record, Records};
use crate::{Place, Trouble, bytes};

/// Whether a file is an archive, by how its bytes (packed or not) begin or, where these are damaged, by its name.
pub(crate) fn is_archive(name: &str, begun: &[u8]) -> bool {
    warc::begins(&bytes::unpacked_head(begun)) || format::names_archive(name)
}

/// The reports of an archive and what is wrong with its records, each with the byte at which its record begins.
pub(crate) struct Archive {
    records: Option<Records>,
    ready: VecDeque<(Option<Place>, Result<Report, Trouble>)>,
    /// Records of pages and files that hold nothing to read.
    passed_over: u64,
    /// Whether anything was handed on.
    any: bool,
}

impl Archive {
    /// Begins to read an archive, packed or not.
    pub(crate) fn of(file: Box<dyn BufRead + Send>) -> Archive {
        let (records, ready) = match Records::of(file) {
            Ok(records) => (Some(records), VecDeque::new()),
            Err(error) => (None, VecDeque::from([(None, Err(Trouble::Unreadable(error.to_string())))])),
        };
        Archive { records, ready, passed_over: 0, any: false }
    }

    fn read(&mut self, record: Record) {
        let place = Some(Place::Byte(record.at));
        let (media_type, body) = match record.kind {
            Kind::Answer => match http::answer(&record.block) {
                Ok(answer) if answer.status == 200 => (answer.media_type, answer.body),
                Ok(_) => return self.passed_over += 1,
                Err(trouble) => return self.ready.push_back((place, Err(trouble))),
            },
            Kind::File | Kind::Conversion => (record.media_type, record.block.as_slice().into()),
        };
        let found_on_web =
            record.url.starts_with("file:") || record.url.starts_with("ftp:") || web(&record.url).is_some();
        let Some(format) = format_of(&media_type, &body).filter(|_| found_on_web) else {
            return self.passed_over += 1;
        };
        if record.cut {
            self.ready.push_back((place, Err(Trouble::CutWhenArchived)));
        }
        let url = web(&record.url);
        let origin = Origin { name: &record.url, url: url.as_deref(), charset: media_type.charset };
        format::read_as(format, &origin, &body, &mut |inner, item| self.ready.push_back((inner.or(place), item)));
    }
}

/// The format to read a body as, `None` for what holds no report. What is told counts; where nothing is, the bytes do.
fn format_of(media_type: &MediaType, body: &[u8]) -> Option<Format> {
    match media_type.name.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Page),
        "text/plain" => Some(Format::of("", body)).filter(|format| matches!(format, Format::Text | Format::Page)),
        "application/rss+xml" | "application/atom+xml" => Some(Format::Xml),
        "application/xml" | "text/xml" => Some(Format::of("", body)).filter(|format| *format == Format::Xml),
        "" => Some(Format::of("", body)).filter(|format| *format == Format::Page),
        _ => None,
    }
}

impl Iterator for Archive {
    type Item = (Option<Place>, Result<Report, Trouble>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                self.any = true;
                return Some(item);
            }
            match self.records.as_mut()?.next() {
                Some(Ok(record)) => self.read(record),
                Some(Err((at, trouble))) => self.ready.push_back((Some(Place::Byte(at)), Err(trouble))),
                None => {
                    self.records = None;
                    match self.passed_over {
                        0 if !self.any => {
                            self.ready.push_back((None, Err(Trouble::NoBody("an archive without pages"))))
                        }
                        0 => {}
                        records => self.ready.push_back((None, Err(Trouble::PassedOver { records }))),
                    }
                }
            }
        }
    }
}
