//! The walk over files and folders, in one order whatever the order of the arguments.

use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use herodotus_schema::Report;

use crate::bytes::{self, LARGEST_FILE};
use crate::format::{self, Format};
use crate::{Problem, Trouble, json};

/// Reports and problems of a mix of files and folders.
///
/// Folders are searched all the way down; hidden files and folders, and files in them whose name promises no report, are
/// passed over. Files are read in the order of their paths, each one once. A `.jsonl` file is read line by line, so
/// that memory does not grow with it.
pub struct Reports {
    files: VecDeque<PathBuf>,
    lines: Option<Lines>,
    ready: VecDeque<Result<Report, Problem>>,
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

    /// How many files are still to be opened.
    pub fn files_left(&self) -> usize {
        self.files.len()
    }

    fn open(&mut self, path: &Path) {
        let name = path.to_string_lossy().into_owned();
        let opened = File::open(path).and_then(|file| unpacked(Box::new(file)));
        let reader = match opened {
            Ok(reader) => reader,
            Err(error) => return self.ready.push_back(Err(problem(path, trouble_of(&error)))),
        };
        if Format::of_name(&name) == Some(Format::JsonLines) {
            self.lines = Some(Lines { path: name, reader, number: 0, any: false });
            return;
        }
        match read_whole(reader) {
            Err(trouble) => self.ready.push_back(Err(problem(path, trouble))),
            Ok(bytes) => format::read(&name, &bytes, &mut |line, item| {
                self.ready.push_back(item.map_err(|trouble| Problem::at(&name, line, trouble)));
            }),
        }
    }

    /// Reads one line of the open `.jsonl` file; closes it at its end.
    fn read_line(&mut self) {
        let Some(lines) = &mut self.lines else { return };
        let mut line = Vec::new();
        let read = (&mut lines.reader).take(LARGEST_FILE + 1).read_until(b'\n', &mut line);
        lines.number += 1;
        lines.any |= line.iter().any(|byte| !byte.is_ascii_whitespace());
        let at = |trouble| Problem::at(&lines.path, Some(lines.number), trouble);
        match read {
            Ok(0) => {
                if !lines.any {
                    self.ready.push_back(Err(Problem::at(&lines.path, None, Trouble::Empty)));
                }
                self.lines = None;
            }
            Ok(_) if line.len() as u64 > LARGEST_FILE => {
                self.ready.push_back(Err(at(Trouble::TooLarge(LARGEST_FILE))));
                self.lines = None;
            }
            Ok(_) => json::read_line(lines.number, &line, &mut |_, item| self.ready.push_back(item.map_err(at))),
            Err(error) => {
                self.ready.push_back(Err(at(trouble_of(&error))));
                self.lines = None;
            }
        }
    }
}

impl Iterator for Reports {
    type Item = Result<Report, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
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
