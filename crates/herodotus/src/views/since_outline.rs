//! What has come since, as an outline of headings and lines.

use super::outline::{Block, REPORTS, chapter, cites, discrepancy, event, report_line, told, truce};
use super::since::{FigureChange, SinceReport};
use super::words;

/// The outline of `report`.
pub(crate) fn outline(report: &SinceReport) -> Vec<Block> {
    let mut out = vec![Block::Title(format!("Since {}", report.since))];
    if report.reports.is_empty() && report.reviews.is_empty() {
        out.push(Block::Line(0, "Nothing has come.".into()));
    }
    let shown = report.reports.len().min(REPORTS);
    chapter("New reports", &report.reports[..shown], |line, out| out.push(report_line(line)), &mut out);
    if report.reports.len() > shown {
        out.push(Block::Point(0, format!("and {} more", report.reports.len() - shown)));
    }
    chapter("Reviewed", &report.reviews, |line, out| out.push(Block::Point(0, line.clone())), &mut out);
    chapter("Told for the first time", &report.new_events, event, &mut out);
    chapter("Told before, and now also", &report.revised_events, event, &mut out);
    chapter("Figures", &report.figures, figure, &mut out);
    chapter("Truces", &report.truces, truce, &mut out);
    chapter("Newly disputed", &report.disputed, discrepancy, &mut out);
    chapter("Disputed before, with new accounts", &report.disputed_further, discrepancy, &mut out);
    if !report.left_out.is_empty() {
        out.push(Block::Line(0, format!("Left out for length: {}.", words::list(&report.left_out))));
    }
    out
}

fn figure(change: &FigureChange, out: &mut Vec<Block>) {
    let as_of = change.now.as_of.as_deref().map(|day| format!(", {day}")).unwrap_or_default();
    let of = change.party.as_deref().map(|party| format!(" of {party}")).unwrap_or_default();
    let was = change.before.as_deref().map_or_else(|| "new".to_owned(), |before| format!("was {before}"));
    let first: Vec<String> = change.now.statements.iter().take(3).map(|s| s.cite.clone()).collect();
    out.push(Block::Point(
        0,
        format!(
            "{}{of}: {}{as_of}, counted by {} ({was}) {}",
            words::capital(&change.what),
            change.now.figure,
            change.counted_by,
            cites(&first)
        ),
    ));
    told(1, "", &change.now.statements, out);
}
