//! What to do about a line that cannot be read as TOML, in words for those who do not program.

/// Marks that word processors write in place of straight quotation marks.
const CURLY: [char; 5] = ['“', '”', '„', '‘', '’'];

/// The remedy for `line`, of which the parser says `message`.
pub(crate) fn remedy(line: &str, message: &str) -> &'static str {
    let value = line.split_once('=').map_or("", |(_, value)| value);
    let before_words = line.split(['"', '=']).next().unwrap_or("");
    let says = |words: &str| message.contains(words);
    if value.trim_start().starts_with(CURLY) {
        "write straight quotation marks: key = \"words\""
    } else if says("duplicate key") {
        "a key stands once in an entry; delete one of the two, or begin the next entry with its heading [[...]]"
    } else if line.trim_start().starts_with('[') && says("table") {
        "write a heading in two brackets on each side: [[verb]]"
    } else if says("array") {
        "set the texts of a list apart by commas and close it: [\"one\", \"two\"]"
    } else if before_words.contains(':') {
        "write = in place of the colon: key = \"words\""
    } else if says("expected `=`") {
        "write a key, = and a value: key = \"words\""
    } else if says("must be quoted") {
        "put the value in quotation marks: key = \"words\""
    } else if line.contains('\\') && (says("escape") || says("unicode")) {
        "write a backslash twice: \\\\"
    } else if says("string") {
        "close the quotation marks; write one inside a text as \\\""
    } else {
        "compare the line with an entry of the shipped lexicon"
    }
}
