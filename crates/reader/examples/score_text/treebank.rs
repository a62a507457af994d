//! A CoNLL-U file as texts with words that know where they stand.

/// All documents of a file.
pub struct Treebank {
    pub documents: Vec<Text>,
}

/// One document.
#[derive(Default)]
pub struct Text {
    /// The text, sentences a blank apart, paragraphs an empty line.
    pub text: String,
    /// Syntactic words, in order.
    pub words: Vec<Word>,
    /// Where each sentence stands, counted as [`Word::place`].
    pub sentences: Vec<(usize, usize)>,
}

/// One syntactic word.
pub struct Word {
    /// Its first and last end, counted in characters that are no blanks.
    pub place: (usize, usize),
    /// The index of its head in the document; `None` for a root.
    pub head: Option<usize>,
    /// The relation without its subtype.
    pub relation: String,
    /// Universal part of speech.
    pub upos: String,
    /// Dictionary form.
    pub lemma: String,
    /// What stands after `Entity=`.
    pub entity: String,
}

impl Treebank {
    /// Reads `text`; a sentence without `# text` is put together from its words.
    pub fn read(text: &str) -> Treebank {
        let mut documents: Vec<Text> = Vec::new();
        for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
            if block.contains("# newdoc") || documents.is_empty() {
                documents.push(Text::default());
            }
            let paragraph = block.contains("# newpar");
            if let Some(last) = documents.last_mut() {
                last.add(block, paragraph);
            }
        }
        Treebank { documents }
    }
}

impl Text {
    fn add(&mut self, block: &str, new_paragraph: bool) {
        let told = block.lines().find_map(|l| l.strip_prefix("# text = ")).unwrap_or_default();
        if !self.text.is_empty() {
            self.text.push_str(if new_paragraph { "\n\n" } else { " " });
        }
        self.text.push_str(told);
        let first = self.words.len();
        let begin = self.words.last().map_or(0, |w| w.place.1);
        let (mut at, mut joined) = (begin, (0, 0, 0));
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let row: Vec<&str> = line.split('\t').collect();
            let length = row[1].chars().filter(|c| !c.is_whitespace()).count();
            if let Some((from, to)) = row[0].split_once('-') {
                joined = (from.parse().unwrap_or(0), to.parse().unwrap_or(0), at + length);
                continue;
            }
            let Ok(number) = row[0].parse::<usize>() else { continue };
            // The last part of a word written as one ends where that word ends.
            let last = number == joined.1 && joined.0 > 0;
            let end = if last { joined.2.max(at) } else { at + length };
            self.words.push(Word {
                place: (at, end),
                head: row[6].parse::<usize>().ok().filter(|h| *h > 0).map(|h| first + h - 1),
                relation: row[7].split(':').next().unwrap_or_default().to_owned(),
                upos: row[3].to_owned(),
                lemma: row[2].to_lowercase(),
                entity: row[9].split('|').find_map(|m| m.strip_prefix("Entity=")).unwrap_or_default().to_owned(),
            });
            at = end;
        }
        self.sentences.push((begin, at));
    }
}
