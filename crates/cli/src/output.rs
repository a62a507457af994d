//! Writing to standard output, and noticing that nobody reads it any more.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use herodotus::views;

/// Buffered standard output.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}

/// Writes `text` with exactly one line end after it.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(text.trim_end_matches('\n').as_bytes())?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes `text` as [`print`] does, long lines wrapped where somebody reads it: on a terminal, or where COLUMNS is set. Files and
/// other programs get each line whole.
pub fn print_wrapped(text: &str) -> io::Result<()> {
    match io::stdout().is_terminal() || columns().is_some() {
        true => print(&views::wrapped(text, width())),
        false => print(text),
    }
}

/// The width to write for: what COLUMNS says, else the terminal's up to what reads well, and that for files and pipes.
pub fn width() -> usize {
    const FIXED: usize = 100;
    let terminal = || match io::stdout().is_terminal() {
        true => terminal_size::terminal_size().map_or(FIXED, |(width, _)| usize::from(width.0).min(FIXED)),
        false => FIXED,
    };
    columns().unwrap_or_else(terminal)
}

/// The columns that the environment asks for.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| *columns > 0)
}

/// Whether `error` is only that the reader of our output has gone (`herodotus report | head`).
pub fn reader_has_gone(error: &anyhow::Error) -> bool {
    let broken = |error: &(dyn std::error::Error + 'static)| {
        error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}
