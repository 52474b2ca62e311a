//! Leaves out of a frame the cursor moves that do nothing.
//!
//! ratatui's backend sends a move before every cell that does not follow the one before by a single column, so before
//! each Chinese character, which takes two: ten bytes instead of three. A move is left out only where the cursor is
//! known to stand there on every terminal: after ASCII, and after characters that are wide everywhere. After any
//! other, such as a line or an arrow, which some consoles draw two cells wide, the moves stay.

/// The frame without needless moves.
pub(super) fn without_needless(frame: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(frame.len());
    // Row and column from 1, where they are known.
    let mut at: Option<(u16, u16)> = None;
    let mut rest = frame;
    while let Some(first) = rest.first() {
        let length = if *first == 0x1b { sequence(rest) } else { character(rest) };
        let (piece, tail) = rest.split_at(length);
        rest = tail;
        let next = match piece {
            [0x1b, b'[', place @ .., b'H'] => {
                let goes_to = position(place);
                if goes_to.is_some() && goes_to == at {
                    continue;
                }
                goes_to
            }
            // Colours and modes move nothing.
            [0x1b, b'[', .., b'm' | b'h' | b'l'] => at,
            [0x1b, ..] => None,
            text => at.zip(cells(text)).map(|((row, column), cells)| (row, column.saturating_add(cells))),
        };
        at = next;
        kept.extend_from_slice(piece);
    }
    kept
}

/// The length of the escape sequence that begins there; of one that is no CSI sequence, only its first byte.
fn sequence(bytes: &[u8]) -> usize {
    if bytes.get(1) != Some(&b'[') {
        return 1;
    }
    let end = bytes.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte));
    end.map_or(bytes.len(), |end| end + 3)
}

/// The length of the character that begins there.
fn character(bytes: &[u8]) -> usize {
    let length = match bytes.first() {
        Some(0xc0..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..) => 4,
        _ => 1,
    };
    length.min(bytes.len())
}

/// How many cells a character takes on every terminal; none where that is not certain.
fn cells(character: &[u8]) -> Option<u16> {
    let character = std::str::from_utf8(character).ok()?.chars().next()?;
    match character {
        ' '..='~' => Some(1),
        '\u{3001}'..='\u{3029}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ff01}'..='\u{ff5e}' => Some(2),
        _ => None,
    }
}

/// The place that a move names: row and column.
fn position(parameters: &[u8]) -> Option<(u16, u16)> {
    let (row, column) = std::str::from_utf8(parameters).ok()?.split_once(';')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thinned(frame: &str) -> String {
        String::from_utf8(without_needless(frame.as_bytes())).unwrap()
    }

    /// Catches: a move left out where a console may stand elsewhere, and one that is sent for nothing.
    #[test]
    fn only_moves_that_do_nothing_are_left_out() {
        for (frame, kept) in [
            ("\x1b[3;1H神\x1b[3;3H松\x1b[3;5H012", "\x1b[3;1H神松012"),
            ("\x1b[3;1H神\x1b[1m\x1b[3;3H松", "\x1b[3;1H神\x1b[1m松"),
            ("\x1b[3;1Hab\x1b[3;4Hc", "\x1b[3;1Hab\x1b[3;4Hc"),
            ("\x1b[3;1H▸\x1b[3;2H松", "\x1b[3;1H▸\x1b[3;2H松"),
            ("\x1b[3;1He\u{301}\x1b[3;2H松", "\x1b[3;1He\u{301}\x1b[3;2H松"),
            ("神\x1b[3;3H松", "神\x1b[3;3H松"),
            ("\x1b[3;1H神\x1b[K\x1b[3;3H松", "\x1b[3;1H神\x1b[K\x1b[3;3H松"),
            ("\x1b[3;1H神\x1b]52;c;AAA=\x07\x1b[3;3H松", "\x1b[3;1H神\x1b]52;c;AAA=\x07\x1b[3;3H松"),
            ("\x1b[3;1H神\x1b[3;3", "\x1b[3;1H神\x1b[3;3"),
        ] {
            assert_eq!(thinned(frame), kept, "{frame:?}");
        }
    }
}
