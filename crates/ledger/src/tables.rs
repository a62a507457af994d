//! Comparing the index tables of two files, row by row.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows};

use crate::layout;

/// A table of the index, as it is compared.
struct Table {
    name: &'static str,
    /// The columns of its key, by which its rows are ordered.
    key: &'static [&'static str],
    /// Its other columns.
    others: &'static [&'static str],
}

/// The hash of a report is left out: where it is wrong, the entry is suspected, not the index.
const TABLES: &[Table] = &[
    Table { name: "report", key: &["key"], others: &["id", "day"] },
    Table {
        name: "claim",
        key: &["key"],
        others: &["id", "report", "first", "last", "from_day", "to_day", "acceptance", "shown"],
    },
    Table { name: "claim_party", key: &["party", "claim"], others: &[] },
    Table { name: "claim_place", key: &["place", "claim"], others: &[] },
    Table { name: "gone", key: &["report", "claim"], others: &["successor"] },
    Table { name: "link", key: &["a", "b", "relation"], others: &["entry"] },
    Table { name: WORDS, key: &["term", "doc", "col", "offset"], others: &[] },
];

/// A view of the full-text index, made for the comparison alone.
const WORDS: &str = "temp.audited_words";

/// Empty tables of the newest format, gone when they are dropped, without the checks that tie them to entries.
pub(crate) fn scratch() -> rusqlite::Result<Connection> {
    let mut scratch = Connection::open("")?;
    layout::migrate(&mut scratch)?;
    scratch.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN")?;
    Ok(scratch)
}

/// Everything that a file is made of, with the words that made it.
pub(crate) fn objects(file: &Connection) -> rusqlite::Result<BTreeMap<String, Option<String>>> {
    let mut ask =
        file.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")?;
    ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Where the index of `file` is not that of `wanted`, and how. Tables and columns that an older format lacks are passed
/// over.
pub(crate) fn differences(file: &Connection, wanted: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut out = Vec::new();
    let older = layout::format(file)? < layout::NEWEST;
    for connection in [file, wanted] {
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE {WORDS} USING fts5vocab('main', 'claim_words', 'instance')"
        ))?;
    }
    for table in TABLES {
        let there = columns(file, table.name)?;
        if there.is_empty() {
            if !older {
                out.push((format!("table {}", table.name), "is missing".to_owned()));
            }
            continue;
        }
        let known = table.others.iter().copied().filter(|column| there.iter().any(|c| c == column));
        let columns: Vec<&str> = table.key.iter().copied().chain(known).collect();
        compare((file, wanted), table, &columns, &mut out)?;
    }
    file.execute_batch(&format!("DROP TABLE {WORDS}"))?;
    Ok(out)
}

fn columns(file: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let name = table.rsplit('.').next().unwrap_or(table);
    file.prepare("SELECT name FROM pragma_table_info(?1)")?.query_map([name], |row| row.get(0))?.collect()
}

/// What stands in one cell; ordered as SQLite orders.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Nothing,
    Number(i64),
    Text(String),
    Other,
}

fn cells(row: &Row<'_>, count: usize) -> rusqlite::Result<Vec<Cell>> {
    let cell = |n: usize| {
        Ok(match row.get_ref(n)? {
            ValueRef::Null => Cell::Nothing,
            ValueRef::Integer(number) => Cell::Number(number),
            ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Real(_) | ValueRef::Blob(_) => Cell::Other,
        })
    };
    (0..count).map(cell).collect()
}

/// Walks the rows of both files in the order of the key and notes each that one alone has, or has otherwise in one of `columns`,
/// which are those of the key and then others.
fn compare(
    (file, wanted): (&Connection, &Connection),
    table: &Table,
    columns: &[&str],
    out: &mut Vec<(String, String)>,
) -> rusqlite::Result<()> {
    let key = table.key;
    let list: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let sql = format!("SELECT {} FROM {} ORDER BY {}", list.join(", "), table.name, list[..key.len()].join(", "));
    let (mut ask, mut ask_wanted) = (file.prepare(&sql)?, wanted.prepare(&sql)?);
    let (mut rows, mut rows_wanted) = (ask.query([])?, ask_wanted.query([])?);
    let next = |rows: &mut Rows<'_>| rows.next()?.map(|row| cells(row, list.len())).transpose();
    let (mut is, mut should) = (next(&mut rows)?, next(&mut rows_wanted)?);
    loop {
        let order = match (&is, &should) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(is), Some(should)) => is[..key.len()].cmp(&should[..key.len()]),
        };
        let row = if order == Ordering::Greater { &should } else { &is };
        let name = if table.name == WORDS { "claim_words" } else { table.name };
        let place = || format!("index {name}, row {}", label(key, row.as_deref()));
        match order {
            Ordering::Less => out.push((place(), "is in no entry".to_owned())),
            Ordering::Greater => out.push((place(), "is missing".to_owned())),
            Ordering::Equal if is != should => out.push((place(), "is not what its entries give".to_owned())),
            Ordering::Equal => {}
        }
        if order != Ordering::Greater {
            is = next(&mut rows)?;
        }
        if order != Ordering::Less {
            should = next(&mut rows_wanted)?;
        }
    }
}

fn label(key: &[&str], row: Option<&[Cell]>) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Nothing => "nothing".to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Other => "?".to_owned(),
    };
    let cells = row.unwrap_or_default().iter().map(cell);
    key.iter().zip(cells).map(|(column, cell)| format!("{column} {cell}")).collect::<Vec<_>>().join(", ")
}
