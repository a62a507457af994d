//! The text of an extracted article: paragraphs parted by blank lines, blanks within them folded.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeRef};

use crate::Trouble;

/// Elements nested deeper than this are refused: extraction walks them by recursion.
const DEEPEST: usize = 512;
/// Tags left open beyond this are refused before parsing, whose time grows with the square of the nesting.
const MOST_OPEN_TAGS: usize = 10_000;
const TOO_DEEP: Trouble = Trouble::NotAReport("its elements are nested too deep for a page of news");

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
            Step::LeaveLink => paragraphs.links -= 1,
            Step::Enter(node) => enter(node, &mut steps, &mut paragraphs),
        }
    }
    let mut done = without_furniture(paragraphs.ended());
    if done.first().is_some_and(|first| title.is_some_and(|title| same_words(first, title))) {
        done.remove(0);
    }
    done.join("\n\n")
}

/// The text of a piece of HTML as feeds and agencies carry it. What holds no tag is plain text, perhaps with character references.
pub(crate) fn from_markup(content: &str, title: Option<&str>) -> Result<String, Trouble> {
    if content.split('<').skip(1).any(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'))
    {
        if open_tags(content) > MOST_OPEN_TAGS || depth(&Document::fragment(content)) > DEEPEST {
            return Err(TOO_DEEP);
        }
        return Ok(of(content, title));
    }
    Ok(of_plain_text(&unescaped(content)))
}

/// Plain text with its paragraphs, which empty lines part, each on one line.
pub(crate) fn of_plain_text(text: &str) -> String {
    let mut paragraphs = Paragraphs::default();
    for line in text.lines() {
        match line.trim() {
            "" => paragraphs.end(),
            line => {
                paragraphs.words(line);
                paragraphs.words(" ");
            }
        }
    }
    paragraphs.joined()
}

/// `text` with the character references of markup resolved.
pub(crate) fn unescaped(text: &str) -> String {
    match text.contains('&') {
        // A lone `<` would begin a tag.
        true => Document::fragment(text.replace('<', "&lt;")).text().to_string(),
        false => text.to_owned(),
    }
}

/// The page as a document, refused where it is nested deeper than extraction can walk.
pub(crate) fn page(page: &str) -> Result<Document, Trouble> {
    if open_tags(page) > MOST_OPEN_TAGS {
        return Err(TOO_DEEP);
    }
    let document = Document::from(page);
    if depth(&document) > DEEPEST { Err(TOO_DEEP) } else { Ok(document) }
}

/// Opening tags less closing ones, at its highest: no page is nested deeper than it has tags open.
fn open_tags(page: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        match tag.starts_with('/') {
            true => open = open.saturating_sub(1),
            false => open += usize::from(tag.starts_with(|c: char| c.is_ascii_alphabetic())),
        }
        most = most.max(open);
    }
    most
}

/// How deep the elements of a page are nested.
fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut nodes = vec![(document.root(), 0)];
    while let Some((node, depth)) = nodes.pop() {
        deepest = deepest.max(depth);
        nodes.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// Whether an element begins a new paragraph.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether the words of an element are none of the article's.
pub(crate) fn is_left_out(name: &str) -> bool {
    LEFT_OUT.contains(&name)
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
    LeaveLink,
}

fn enter<'a>(node: NodeRef<'a>, steps: &mut Vec<Step<'a>>, paragraphs: &mut Paragraphs) {
    if node.is_text() {
        return paragraphs.words(&node.text());
    }
    let name = node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    if is_left_out(&name) || node.is_comment() {
        return;
    }
    if name == "br" {
        return paragraphs.line_break();
    }
    if is_block(&name) {
        paragraphs.end();
        steps.push(Step::Leave);
    }
    if name == "a" {
        paragraphs.links += 1;
        steps.push(Step::LeaveLink);
    }
    steps.extend(node.children_it(true).map(Step::Enter));
}

/// Paragraphs being gathered, in order.
#[derive(Default)]
pub(crate) struct Paragraphs {
    done: Vec<String>,
    open: String,
    /// Where in the open paragraph the last line break stands.
    broken_at: Option<usize>,
    /// How many links are open.
    links: usize,
    /// Whether the open paragraph has words outside of links.
    unlinked: bool,
}

impl Paragraphs {
    /// Adds to the open paragraph.
    pub(crate) fn words(&mut self, text: &str) {
        self.unlinked |= self.links == 0 && !text.trim().is_empty();
        self.open.push_str(text);
    }

    /// All paragraphs, parted by blank lines.
    pub(crate) fn joined(self) -> String {
        self.ended().join("\n\n")
    }

    fn ended(mut self) -> Vec<String> {
        self.end();
        self.done
    }

    /// Ends the open paragraph, if it has any words. One that is all a link and no sentence is the headline of another article.
    pub(crate) fn end(&mut self) {
        self.done.extend(one_line(&self.open).filter(|line| self.unlinked || ends_as_sentence(line)));
        self.unlinked = false;
        self.open.clear();
        self.broken_at = None;
    }

    /// Two breaks with nothing between them part paragraphs; one is a blank.
    pub(crate) fn line_break(&mut self) {
        if self.broken_at.is_some_and(|at| self.open[at..].trim().is_empty()) {
            return self.end();
        }
        self.open.push(' ');
        self.broken_at = Some(self.open.len());
    }
}

/// The paragraphs without what a page says more than once: labels ("Read more") are left out, sentences stand once.
fn without_furniture(paragraphs: Vec<String>) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    paragraphs.iter().for_each(|paragraph| *times.entry(paragraph).or_default() += 1);
    let repeated: HashSet<String> =
        times.into_iter().filter(|(_, times)| *times > 1).map(|(paragraph, _)| paragraph.to_owned()).collect();
    let mut seen = HashSet::new();
    paragraphs
        .into_iter()
        .filter(|paragraph| {
            !repeated.contains(paragraph) || ends_as_sentence(paragraph) && seen.insert(paragraph.clone())
        })
        .collect()
}

/// Whether a line ends as sentences do, and not in dots, as what invites to read on does.
fn ends_as_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', ')', ']']);
    text.ends_with(['.', '!', '?', ':']) && !text.ends_with("..")
}

fn same_words(a: &str, b: &str) -> bool {
    let words =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    words(a) == words(b)
}
