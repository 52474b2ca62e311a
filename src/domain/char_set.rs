//! A set of characters for the questions that an import asks about every character: one look-up each.

/// Some characters, one bit each.
#[derive(Debug)]
pub struct CharSet(Vec<u64>);

impl CharSet {
    /// Whether the character is among them.
    pub fn has(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.0.get(word).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    /// Whether the text begins with one of them.
    pub fn begins(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.has(c))
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Vec::new();
        for (word, bit) in chars.into_iter().map(place) {
            if set.len() <= word {
                set.resize(word + 1, 0);
            }
            if let Some(bits) = set.get_mut(word) {
                *bits |= 1 << bit;
            }
        }
        Self(set)
    }
}

/// The word that has its bit, and which one.
fn place(c: char) -> (usize, u32) {
    (usize::try_from(u32::from(c) / u64::BITS).unwrap_or(usize::MAX), u32::from(c) % u64::BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a neighbour taken for a member, and a character beyond the last that is one.
    #[test]
    fn it_has_its_characters_and_no_others() {
        let chars = ['\0', 'a', '?', '@', '王', '龥', '𠮷'];
        let set: CharSet = chars.into_iter().collect();
        for c in ('\0'..='\u{FFFF}').chain(['𠮶', '𠮷', '𠮸', char::MAX]) {
            assert_eq!(set.has(c), chars.contains(&c), "{c:?}");
        }
        assert!(set.begins("王五") && !set.begins("五王") && !set.begins(""));
        assert!(!CharSet::from_iter([]).has('a'));
    }
}
