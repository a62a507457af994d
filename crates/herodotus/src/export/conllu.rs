//! CoNLL-U (universaldependencies.org/format.html): the syntax of a document, with character offsets in MISC.

use std::io::{self, Write};

use herodotus_schema::{Document, Sentence, Token};

/// Writes all sentences of one document.
pub fn write(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    writeln!(out, "# newdoc id = {}", one_line(&document.report.id))?;
    for (number, sentence) in document.sentences.iter().enumerate() {
        writeln!(out, "# sent_id = {}-{}", one_line(&document.report.id), number + 1)?;
        writeln!(out, "# text = {}", one_line(document.text(sentence.span)))?;
        write_tokens(out, document, sentence)?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_tokens(out: &mut dyn Write, document: &Document, sentence: &Sentence) -> io::Result<()> {
    let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    for (at, token) in tokens.iter().enumerate() {
        let head = token.head.and_then(|head| head.checked_sub(sentence.tokens.start)).map_or(0, |head| head + 1);
        let glued = tokens.get(at + 1).is_some_and(|next| next.span.start == token.span.end);
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{}",
            at + 1,
            cell(&token.form),
            cell(&token.lemma),
            cell(token.upos),
            cell(&token.xpos),
            cell(&token.deprel),
            misc(token, glued),
        )?;
    }
    Ok(())
}

fn misc(token: &Token, glued: bool) -> String {
    let glue = if glued { "SpaceAfter=No|" } else { "" };
    format!("{glue}start_char={}|end_char={}", token.span.start, token.span.end)
}

/// A field may not be empty nor hold tabs or line ends.
fn cell(text: &str) -> String {
    match one_line(text) {
        empty if empty.is_empty() => "_".to_owned(),
        line => line,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
