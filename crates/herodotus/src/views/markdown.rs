//! The situation report as Markdown.

use super::outline::{Block, outline};
use super::since::SinceReport;
use super::since_outline;
use super::situation::SituationReport;

/// Renders `report` as CommonMark.
pub fn markdown(report: &SituationReport) -> String {
    written(outline(report))
}

/// Renders what has come since some reports were known, as CommonMark.
pub fn since_markdown(report: &SinceReport) -> String {
    written(since_outline::outline(report))
}

fn written(blocks: Vec<Block>) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in blocks {
        let point = matches!(block, Block::Point(..));
        if in_list && !point {
            out.push('\n');
        }
        in_list = point;
        match block {
            Block::Title(text) => out += &format!("# {}\n\n", escape(&text)),
            Block::Chapter(text) => out += &format!("## {}\n\n", escape(&text)),
            Block::Section(text) => out += &format!("### {}\n\n", escape(&text)),
            Block::Line(_, text) => out += &format!("{}\n\n", escape(&text)),
            Block::Point(depth, text) => out += &format!("{}- {}\n", "  ".repeat(depth), escape(&text)),
        }
    }
    out
}

/// Escapes what Markdown would read as markup in words of a report.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '_' | '`' | '<' | '#' | '\\' | '|' | '~') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_report_are_not_read_as_markup() {
        assert_eq!(escape("a *b* <c>"), "a \\*b\\* \\<c>");
    }
}
