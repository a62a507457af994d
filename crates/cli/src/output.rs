//! Writing to standard output, and noticing that nobody reads it any more.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

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

/// The width to write for: the terminal's, and a fixed one for files and pipes.
pub fn width() -> usize {
    const FIXED: usize = 100;
    match io::stdout().is_terminal() {
        true => terminal_size::terminal_size().map_or(FIXED, |(width, _)| usize::from(width.0).min(FIXED)),
        false => FIXED,
    }
}

/// Whether `error` is only that the reader of our output has gone (`herodotus report | head`).
pub fn reader_has_gone(error: &anyhow::Error) -> bool {
    let broken = |error: &(dyn std::error::Error + 'static)| {
        error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}
