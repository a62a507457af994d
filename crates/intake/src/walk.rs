//! The walk over files and folders, in one order whatever the order of the arguments.

use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use herodotus_schema::Report;

use crate::archive::{self, Archive};
use crate::bytes::{self, LARGEST_FILE};
use crate::format::{self, Format};
use crate::{Found, Place, Problem, Spot, Trouble, json};

/// The path that stands for standard input.
pub const STDIN: &str = "-";
/// How messages call it.
const STDIN_NAME: &str = "standard input";

/// Reports and problems of a mix of files and folders.
///
/// Folders are searched all the way down; hidden files and folders, and files in them whose name promises no report, are
/// passed over. Files are read in the order of their paths, each one once. A `.jsonl` file is read line by line and an archive
/// record by record, so that memory does not grow with them. The path `-` is standard input: JSON Lines where its first line is a
/// record, else what its first bytes tell.
pub struct Reports {
    files: VecDeque<PathBuf>,
    open: Option<Open>,
    ready: VecDeque<Result<Found, Problem>>,
}

/// A file that is read piece by piece.
enum Open {
    Lines(Lines),
    Archive(String, Box<Archive>),
}

/// A `.jsonl` file that is being read.
struct Lines {
    path: String,
    reader: Box<dyn BufRead + Send>,
    number: u64,
    any: bool,
}

impl Reports {
    /// Prepares the walk over `paths`: lists the files, opens none.
    pub fn of<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Reports {
        let mut files = BTreeSet::new();
        let mut problems = BTreeSet::new();
        for path in paths {
            let path = path.as_ref();
            if path == Path::new(STDIN) {
                files.insert(path.to_owned());
                continue;
            }
            match fs::metadata(path) {
                Err(error) => drop(problems.insert((path.to_owned(), trouble_of(&error)))),
                Ok(meta) if meta.is_dir() => {
                    let before = files.len();
                    search(path, &mut files, &mut problems);
                    if files.len() == before && !contains_any(&files, path) {
                        problems.insert((path.to_owned(), Trouble::EmptyFolder));
                    }
                }
                Ok(_) => drop(files.insert(path.to_owned())),
            }
        }
        let ready = problems.into_iter().map(|(path, trouble)| Err(problem(&path, trouble))).collect();
        Reports { files: files.into_iter().collect(), open: None, ready }
    }

    /// Reports with the file, and the place in it, at which each stands.
    pub fn found(mut self) -> impl Iterator<Item = Result<Found, Problem>> {
        std::iter::from_fn(move || self.next_found())
    }

    fn next_found(&mut self) -> Option<Result<Found, Problem>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            match &mut self.open {
                Some(Open::Lines(lines)) => {
                    if !lines.read_line(&mut self.ready) {
                        self.open = None;
                    }
                    continue;
                }
                Some(Open::Archive(path, records)) => {
                    match records.next() {
                        Some((place, item)) => self.ready.push_back(placed(path, place, item)),
                        None => self.open = None,
                    }
                    continue;
                }
                None => {}
            }
            let path = self.files.pop_front()?;
            self.open(&path);
        }
    }

    fn open(&mut self, path: &Path) {
        let stdin = path == Path::new(STDIN);
        let name = if stdin { STDIN_NAME.to_owned() } else { path.to_string_lossy().into_owned() };
        let opened: io::Result<Box<dyn Read + Send>> = match stdin {
            true => Ok(Box::new(io::stdin())),
            false => File::open(path).map(|file| Box::new(file) as _),
        };
        match opened.map_err(|error| trouble_of(&error)).and_then(|file| self.begin(&name, stdin, file)) {
            Err(trouble) => self.ready.push_back(Err(Problem::at(&name, None, trouble))),
            Ok(None) => {}
            Ok(Some(bytes)) => {
                format::read(&name, &bytes, &mut |place, item| self.ready.push_back(placed(&name, place, item)));
            }
        }
    }

    /// Begins a file that is read piece by piece; hands back the bytes of any other.
    fn begin(&mut self, name: &str, stdin: bool, file: Box<dyn Read + Send>) -> Result<Option<Vec<u8>>, Trouble> {
        let mut packed = BufReader::with_capacity(64 * 1024, file);
        let begun = packed.fill_buf().map_err(|error| trouble_of(&error))?;
        if archive::is_archive(name, begun) {
            self.open = Some(Open::Archive(name.to_owned(), Box::new(Archive::of(Box::new(packed)))));
            return Ok(None);
        }
        let mut reader = unpacked(packed).map_err(|error| trouble_of(&error))?;
        let mut by_line = Format::of_name(name) == Some(Format::JsonLines);
        if stdin {
            (by_line, reader) = told_apart(reader)?;
        }
        let utf16 = bytes::is_utf16(reader.fill_buf().map_err(|error| trouble_of(&error))?);
        if by_line && !utf16 {
            self.open = Some(Open::Lines(Lines { path: name.to_owned(), reader, number: 0, any: false }));
            return Ok(None);
        }
        read_whole(reader).map(Some)
    }
}

impl Lines {
    /// Reads one line; tells whether the file goes on behind it.
    fn read_line(&mut self, ready: &mut VecDeque<Result<Found, Problem>>) -> bool {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(LARGEST_FILE + 1).read_until(b'\n', &mut line);
        self.number += 1;
        self.any |= line.iter().any(|byte| !byte.is_ascii_whitespace());
        let place = Some(Place::Line(self.number));
        let trouble = match read {
            Ok(0) if self.any => return false,
            Ok(0) => Problem::at(&self.path, None, Trouble::Empty),
            Ok(_) if line.len() as u64 > LARGEST_FILE => {
                Problem::at(&self.path, place, Trouble::TooLarge(LARGEST_FILE))
            }
            Ok(_) => {
                json::read_line(self.number, &line, &mut |_, item| ready.push_back(placed(&self.path, place, item)));
                return true;
            }
            Err(error) => Problem::at(&self.path, place, trouble_of(&error)),
        };
        ready.push_back(Err(trouble));
        false
    }
}

impl Iterator for Reports {
    type Item = Result<Report, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_found().map(|item| item.map(|found| found.report))
    }
}

/// A report or trouble with where it stands.
fn placed(path: &str, place: Option<Place>, item: Result<Report, Trouble>) -> Result<Found, Problem> {
    match item {
        Ok(report) => Ok(Found { report, at: Some(Spot { path: path.to_owned(), place }) }),
        Err(trouble) => Err(Problem::at(path, place, trouble)),
    }
}

/// Whether what has no name holds a record a line, by its first line that is not empty; and all of it, to be read.
fn told_apart(mut reader: Box<dyn BufRead + Send>) -> Result<(bool, Box<dyn BufRead + Send>), Trouble> {
    let mut begun = Vec::new();
    let mut first = 0;
    loop {
        let most = (LARGEST_FILE + 1).saturating_sub(begun.len() as u64);
        let read = (&mut reader).take(most).read_until(b'\n', &mut begun).map_err(|error| trouble_of(&error))?;
        if read == 0 || begun[first..].iter().any(|byte| !byte.is_ascii_whitespace()) {
            break;
        }
        first = begun.len();
    }
    let by_line = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(&begun[first..]).is_ok();
    Ok((by_line, Box::new(Cursor::new(begun).chain(reader))))
}

/// Adds the files of known formats under `folder`, and a problem for what cannot be searched.
fn search(folder: &Path, files: &mut BTreeSet<PathBuf>, problems: &mut BTreeSet<(PathBuf, Trouble)>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                problems.insert((folder, trouble_of(&error)));
                continue;
            }
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            if name.starts_with('.') {
                continue;
            }
            // Links to folders are not followed: they may lead round in a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if path.is_file() {
                match format::extension(&name) {
                    Some(extension) if !format::promises_reports(&name) => {
                        problems.insert((path, Trouble::OtherFormat { extension }));
                    }
                    _ => drop(files.insert(path)),
                }
            }
        }
    }
}

fn contains_any(files: &BTreeSet<PathBuf>, folder: &Path) -> bool {
    files.iter().any(|file| file.starts_with(folder))
}

/// Looks through gzip, by the first bytes rather than the name.
fn unpacked(mut reader: BufReader<Box<dyn Read + Send>>) -> io::Result<Box<dyn BufRead + Send>> {
    match bytes::is_gzip(reader.fill_buf()?) {
        true => Ok(Box::new(BufReader::new(MultiGzDecoder::new(reader)))),
        false => Ok(Box::new(reader)),
    }
}

fn read_whole(reader: Box<dyn BufRead + Send>) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::new();
    reader.take(LARGEST_FILE + 1).read_to_end(&mut out).map_err(|error| trouble_of(&error))?;
    if out.len() as u64 > LARGEST_FILE {
        return Err(Trouble::TooLarge(LARGEST_FILE));
    }
    Ok(out)
}

fn problem(path: &Path, trouble: Trouble) -> Problem {
    Problem::at(&path.to_string_lossy(), None, trouble)
}

fn trouble_of(error: &io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::Missing,
        io::ErrorKind::PermissionDenied => Trouble::Forbidden,
        // What flate2 says of a header, a checksum or an end that does not fit.
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Trouble::BadGzip,
        _ => Trouble::Unreadable(error.to_string()),
    }
}
