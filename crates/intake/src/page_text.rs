//! The text of an extracted article: paragraphs parted by blank lines, blanks within them folded.

use dom_query::{Document, NodeRef};

/// Elements that begin a new paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];
/// Elements whose words are not the article's: captions, forms, controls, players.
const LEFT_OUT: &[&str] = &[
    "aside",
    "audio",
    "button",
    "canvas",
    "figcaption",
    "figure",
    "footer",
    "form",
    "iframe",
    "input",
    "nav",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "video",
];

/// The text of the article whose markup is `content`. A first paragraph that only repeats `title` is left out.
pub(crate) fn of(content: &str, title: Option<&str>) -> String {
    let document = Document::fragment(content);
    let mut paragraphs = Paragraphs::default();
    let mut steps = vec![Step::Enter(document.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave => paragraphs.end(),
            Step::Enter(node) => enter(node, &mut steps, &mut paragraphs),
        }
    }
    paragraphs.end();
    let mut done = paragraphs.done;
    if done.first().is_some_and(|first| title.is_some_and(|title| same_words(first, title))) {
        done.remove(0);
    }
    done.join("\n\n")
}

/// How deep the elements of a page are nested.
pub(crate) fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut nodes = vec![(document.root(), 0)];
    while let Some((node, depth)) = nodes.pop() {
        deepest = deepest.max(depth);
        nodes.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// `text` with its blanks folded, `None` if nothing is left.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The walk keeps its own stack, so that no nesting of elements can exhaust the program's.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave,
}

fn enter<'a>(node: NodeRef<'a>, steps: &mut Vec<Step<'a>>, paragraphs: &mut Paragraphs) {
    if node.is_text() {
        return paragraphs.open.push_str(&node.text());
    }
    let name = node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    if LEFT_OUT.contains(&name.as_str()) || node.is_comment() {
        return;
    }
    if name == "br" {
        return paragraphs.line_break();
    }
    if BLOCKS.contains(&name.as_str()) {
        paragraphs.end();
        steps.push(Step::Leave);
    }
    steps.extend(node.children_it(true).map(Step::Enter));
}

#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    open: String,
}

impl Paragraphs {
    /// Ends the open paragraph, if it has any words.
    fn end(&mut self) {
        self.done.extend(one_line(&self.open));
        self.open.clear();
    }

    /// Two breaks in a row part paragraphs; one is a blank.
    fn line_break(&mut self) {
        match self.open.ends_with('\u{1}') {
            true => {
                self.open.pop();
                self.end();
            }
            false => {
                let kept = self.open.trim_end().len();
                self.open.truncate(kept);
                self.open.push_str(" \u{1}");
            }
        }
    }
}

fn same_words(a: &str, b: &str) -> bool {
    let words =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    words(a) == words(b)
}
