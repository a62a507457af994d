//! Web and mail addresses, handles and hashtags: stretches that stay one token.

use super::tables::EMOTICONS;

/// The end of the address, handle, hashtag or emoticon that starts at `start` in a chunk ending at `end`, if one does.
pub(super) fn address_end(chars: &[char], start: usize, end: usize) -> Option<usize> {
    let chunk = &chars[start..end];
    match chunk[0] {
        '@' => handle(chunk).map(|len| start + len),
        '#' if chunk.get(1).is_some_and(|c| c.is_alphabetic()) => handle(chunk).map(|len| start + len),
        _ => url(chunk).or_else(|| mail(chunk)).or_else(|| emoticon(chunk)).map(|len| start + len),
    }
}

fn handle(chunk: &[char]) -> Option<usize> {
    let len = 1 + chunk[1..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
    (len > 1).then_some(len)
}

fn url(chunk: &[char]) -> Option<usize> {
    let scheme = chunk.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let has_scheme = scheme > 1 && chunk[scheme..].starts_with(&[':', '/', '/']);
    if !has_scheme && !starts_with(chunk, "www.") {
        return None;
    }
    let len = chunk.iter().take_while(|c| !matches!(c, '<' | '>' | '"' | '“' | '”' | '»' | '«')).count();
    Some(without_trailing(chunk, len))
}

fn mail(chunk: &[char]) -> Option<usize> {
    let is_local = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let local = chunk.iter().take_while(|c| is_local(c)).count();
    if local == 0 || !chunk[0].is_alphanumeric() || chunk.get(local) != Some(&'@') {
        return None;
    }
    let domain = chunk[local + 1..].iter().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')).count();
    let len = without_trailing(chunk, local + 1 + domain);
    (len > local + 1).then_some(len)
}

fn emoticon(chunk: &[char]) -> Option<usize> {
    let found = EMOTICONS.iter().find(|face| starts_with(chunk, face))?;
    let len = found.chars().count();
    let alone = chunk.get(len).is_none_or(|c| !c.is_alphanumeric());
    alone.then_some(len)
}

/// `len` less the closing punctuation that belongs to the sentence rather than the address.
fn without_trailing(chunk: &[char], mut len: usize) -> usize {
    while len > 1 {
        let closes = matches!(chunk[len - 1], '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}');
        let bracket = chunk[len - 1] == ')' && !chunk[..len].contains(&'(');
        if !closes && !bracket {
            break;
        }
        len -= 1;
    }
    len
}

fn starts_with(chunk: &[char], text: &str) -> bool {
    let mut at = chunk.iter();
    text.chars().all(|want| at.next().is_some_and(|c| c.eq_ignore_ascii_case(&want)))
}
