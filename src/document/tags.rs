//! The placeholders in the text of a paragraph: their range and content.

use std::ops::Range;

use crate::text::document::Fault;

/// The kind of a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `{{ … }}`: a value.
    Slot,
    /// `{% for … %}`, `{% if … %}`: begins a block.
    Opens(&'static str),
    /// `{% else %}`, `{% elif … %}`.
    Divides,
    /// `{% endfor %}`, `{% endif %}`: ends a block.
    Ends(&'static str),
    /// `{% set … %}`
    Sets,
    /// `{# … #}`: prints nothing.
    Comment,
}

impl TagKind {
    /// Whether it is a statement, not a value in a line of text.
    pub(super) const fn is_block(self) -> bool {
        !matches!(self, Self::Slot)
    }
}

/// A placeholder found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its range in the characters of the paragraph.
    pub range: Range<usize>,
    pub kind: TagKind,
    /// The text between the braces, as the template engine reads it.
    pub inner: String,
}

/// Replaces characters that a word processor or input method substitutes.
const fn plain(c: char) -> char {
    match c {
        '｛' => '{',
        '｝' => '}',
        '％' => '%',
        '＃' => '#',
        _ => c,
    }
}

/// The same for text between the braces, outside of quoted strings.
const fn plain_inside(c: char) -> char {
    match c {
        '“' | '”' | '＂' => '"',
        '‘' | '’' | '＇' => '\'',
        '｜' => '|',
        '．' => '.',
        '＝' => '=',
        '，' => ',',
        '（' => '(',
        '）' => ')',
        '！' => '!',
        '＞' => '>',
        '＜' => '<',
        '\u{3000}' | '\u{a0}' | '\t' | '\n' | '\r' => ' ',
        _ => c,
    }
}

/// Finds every placeholder of a paragraph, in order; or the first fault with its range.
pub(super) fn find(text: &[char]) -> Result<Vec<Found>, (Range<usize>, Fault)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < text.len() {
        let close = match (plain(text[at]), plain(text[at + 1])) {
            ('{', '{') => ['}', '}'],
            ('{', '%') => ['%', '}'],
            ('{', '#') => ['#', '}'],
            _ => {
                at += 1;
                continue;
            }
        };
        let end = end_of(text, at + 2, close).ok_or((at..text.len(), Fault::Unclosed))?;
        let range = at..end;
        let inner = clean(&text[at + 2..end - 2]);
        let (kind, inner) = match close {
            ['}', _] => (TagKind::Slot, inner),
            ['#', _] => (TagKind::Comment, String::new()),
            _ => statement(inner).map_err(|fault| (range.clone(), fault))?,
        };
        found.push(Found { range, kind, inner });
        at = end;
    }
    Ok(found)
}

/// The index after the closing pair; one in quotes does not close.
fn end_of(text: &[char], from: usize, close: [char; 2]) -> Option<usize> {
    let mut quoted: Option<char> = None;
    let mut first = None;
    for at in from..text.len().saturating_sub(1) {
        let closes = plain(text[at]) == close[0] && plain(text[at + 1]) == close[1];
        if closes && quoted.is_none() {
            return Some(at + 2);
        }
        if closes && first.is_none() {
            first = Some(at + 2);
        }
        let c = plain_inside(text[at]);
        if matches!(c, '"' | '\'') {
            quoted = match quoted {
                None => Some(c),
                Some(open) if open == c => None,
                open => open,
            };
        }
    }
    // A quote that is never closed is ignored.
    first
}

/// The text as the engine reads it: ASCII signs outside of quotes, single spaces, no white space control.
fn clean(text: &[char]) -> String {
    let mut inner = String::new();
    let mut quoted: Option<char> = None;
    for c in text {
        let sign = plain_inside(*c);
        match quoted {
            Some(open) if open == sign => {
                quoted = None;
                inner.push(sign);
            }
            // A line end within quotes would shift the line numbers by which errors are located.
            Some(_) => inner.push(if c.is_whitespace() { ' ' } else { *c }),
            None => {
                if matches!(sign, '"' | '\'') {
                    quoted = Some(sign);
                }
                inner.push(sign);
            }
        }
    }
    inner.trim_matches(['-', '+', ' ']).to_owned()
}

/// The kind of a statement. Prefixes of other programs (`tr`, `p`) are dropped: rows are detected anyway.
fn statement(inner: String) -> Result<(TagKind, String), Fault> {
    let mut words = inner.split_whitespace();
    let mut word = words.next().unwrap_or_default();
    let mut rest = inner.as_str();
    if matches!(word, "p" | "tr" | "tc" | "r") {
        rest = rest.trim_start().strip_prefix(word).unwrap_or(rest).trim_start();
        word = words.next().unwrap_or_default();
    }
    let kind = match word {
        "for" => TagKind::Opens("for"),
        "if" => TagKind::Opens("if"),
        "else" | "elif" => TagKind::Divides,
        "endfor" => TagKind::Ends("for"),
        "endif" => TagKind::Ends("if"),
        "set" if rest.contains('=') => TagKind::Sets,
        other => return Err(Fault::UnknownStatement(other.to_owned())),
    };
    Ok((kind, rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Vec<(TagKind, String)>, Fault> {
        let chars: Vec<char> = text.chars().collect();
        let found = find(&chars).map_err(|(_, fault)| fault)?;
        Ok(found.into_iter().map(|found| (found.kind, found.inner)).collect())
    }

    #[test]
    fn placeholders_are_read_as_people_type_them() {
        // Would catch: signs of an input method, quotes a word processor bends, marks of other programs.
        let slot = |inner: &str| Ok(vec![(TagKind::Slot, inner.to_owned())]);
        assert_eq!(of("编号：{{ 编号 }}。"), slot("编号"));
        assert_eq!(of("｛｛编号｝｝"), slot("编号"));
        assert_eq!(of("{{- 简要情况｜分段 -}}"), slot("简要情况|分段"));
        assert_eq!(of("{{ 编号 or “没有 }}” }}"), slot("编号 or \"没有 }}\""));
        let opens = |inner: &str| Ok(vec![(TagKind::Opens("for"), inner.to_owned())]);
        assert_eq!(of("{%tr for 人 in 当事人 %}"), opens("for 人 in 当事人"));
        assert_eq!(of("{％ for 人 in 当事人 ％}"), opens("for 人 in 当事人"));
        assert_eq!(of("a {{b"), Err(Fault::Unclosed));
        assert_eq!(of("{% include 'x' %}"), Err(Fault::UnknownStatement("include".into())));
        assert_eq!(of("{% raw %}"), Err(Fault::UnknownStatement("raw".into())));
        assert_eq!(of("{ { } } { % %"), Ok(vec![]));
    }
}
