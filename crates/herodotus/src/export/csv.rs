//! CSV (RFC 4180, UTF-8, a heading first): one record a row, what is nested laid out in columns of its own.

use std::io::{self, Write};

/// A column: its heading, and what stands in it for a record. Unknown is an empty cell.
pub struct Column<T> {
    /// The heading.
    pub name: &'static str,
    /// The cell.
    pub cell: fn(&T) -> String,
}

/// Writes records as rows.
pub struct Table<'t, T, W: Write> {
    columns: &'t [Column<T>],
    rows: csv::Writer<W>,
}

impl<'t, T, W: Write> Table<'t, T, W> {
    /// Writes the heading.
    pub fn new(columns: &'t [Column<T>], out: W) -> io::Result<Table<'t, T, W>> {
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(columns.iter().map(|column| column.name)).map_err(of_csv)?;
        Ok(Table { columns, rows })
    }

    /// Writes one row.
    pub fn write(&mut self, record: &T) -> io::Result<()> {
        self.rows.write_record(self.columns.iter().map(|column| (column.cell)(record))).map_err(of_csv)
    }

    /// Writes what is still held back.
    pub fn finish(mut self) -> io::Result<()> {
        self.rows.flush()
    }
}

/// The system's own error, of the kind that it has (nobody reads the pipe any more), which the writer of rows wraps otherwise.
fn of_csv(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("the row could not be written ({other:?})")),
    }
}

/// A cell for what may be unknown.
pub(crate) fn known<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A cell for several values.
pub(crate) fn joined(values: impl IntoIterator<Item = String>) -> String {
    values.into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>().join("; ")
}
