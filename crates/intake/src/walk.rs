//! The walk over files and folders, in one order whatever the order of the arguments.

use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use herodotus_schema::Report;

use crate::bytes::{self, LARGEST_FILE};
use crate::format::{self, Format};
use crate::{Found, Problem, Spot, Trouble, json};

/// The path that stands for standard input.
pub const STDIN: &str = "-";
/// How messages call it.
const STDIN_NAME: &str = "standard input";

/// Reports and problems of a mix of files and folders.
///
/// Folders are searched all the way down; hidden files and folders, and files in them whose name promises no report, are
/// passed over. Files are read in the order of their paths, each one once. A `.jsonl` file is read line by line, so
/// that memory does not grow with it. The path `-` is standard input: JSON Lines where its first line is a record, else a
/// page, JSON or plain text as its first bytes tell.
pub struct Reports {
    files: VecDeque<PathBuf>,
    lines: Option<Lines>,
    ready: VecDeque<Result<Found, Problem>>,
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
        Reports { files: files.into_iter().collect(), lines: None, ready }
    }

    /// Reports with the file and line at which each stands.
    pub fn found(mut self) -> impl Iterator<Item = Result<Found, Problem>> {
        std::iter::from_fn(move || self.next_found())
    }

    fn next_found(&mut self) -> Option<Result<Found, Problem>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.lines.is_some() {
                self.read_line();
                continue;
            }
            let path = self.files.pop_front()?;
            self.open(&path);
        }
    }

    fn open(&mut self, path: &Path) {
        let stdin = path == Path::new(STDIN);
        let name = if stdin { STDIN_NAME.to_owned() } else { path.to_string_lossy().into_owned() };
        let opened = match stdin {
            true => unpacked(Box::new(io::stdin())),
            false => File::open(path).and_then(|file| unpacked(Box::new(file))),
        };
        let read = opened.map_err(|error| trouble_of(&error)).and_then(|reader| match stdin {
            true => told_apart(reader),
            false => Ok((Format::of_name(&name) == Some(Format::JsonLines), reader)),
        });
        let whole = read.and_then(|(by_line, mut reader)| {
            let utf16 = bytes::is_utf16(reader.fill_buf().map_err(|error| trouble_of(&error))?);
            if by_line && !utf16 {
                self.lines = Some(Lines { path: name.clone(), reader, number: 0, any: false });
                return Ok(None);
            }
            read_whole(reader).map(Some)
        });
        match whole {
            Err(trouble) => self.ready.push_back(Err(Problem::at(&name, None, trouble))),
            Ok(None) => {}
            Ok(Some(bytes)) => {
                format::read(&name, &bytes, &mut |line, item| self.ready.push_back(placed(&name, line, item)));
            }
        }
    }

    /// Reads one line of the open `.jsonl` file; closes it at its end.
    fn read_line(&mut self) {
        let Some(lines) = &mut self.lines else { return };
        let mut line = Vec::new();
        let read = (&mut lines.reader).take(LARGEST_FILE + 1).read_until(b'\n', &mut line);
        lines.number += 1;
        lines.any |= line.iter().any(|byte| !byte.is_ascii_whitespace());
        let (path, number) = (&lines.path, Some(lines.number));
        match read {
            Ok(0) => {
                if !lines.any {
                    self.ready.push_back(Err(Problem::at(path, None, Trouble::Empty)));
                }
                self.lines = None;
            }
            Ok(_) if line.len() as u64 > LARGEST_FILE => {
                self.ready.push_back(Err(Problem::at(path, number, Trouble::TooLarge(LARGEST_FILE))));
                self.lines = None;
            }
            Ok(_) => {
                let ready = &mut self.ready;
                json::read_line(lines.number, &line, &mut |_, item| ready.push_back(placed(path, number, item)));
            }
            Err(error) => {
                self.ready.push_back(Err(Problem::at(path, number, trouble_of(&error))));
                self.lines = None;
            }
        }
    }
}

impl Iterator for Reports {
    type Item = Result<Report, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_found().map(|item| item.map(|found| found.report))
    }
}

/// A report or trouble with where it stands.
fn placed(path: &str, line: Option<u64>, item: Result<Report, Trouble>) -> Result<Found, Problem> {
    match item {
        Ok(report) => Ok(Found { report, at: Some(Spot { path: path.to_owned(), line }) }),
        Err(trouble) => Err(Problem::at(path, line, trouble)),
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
                    Some(extension) if Format::of_name(&name).is_none() => {
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
fn unpacked(file: Box<dyn Read + Send>) -> io::Result<Box<dyn BufRead + Send>> {
    let mut reader = BufReader::with_capacity(64 * 1024, file);
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
