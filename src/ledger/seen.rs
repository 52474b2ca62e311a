//! What was met before among very many things, in a few bytes for each.

/// A table of fingerprints with a number for each. They are 64 bits of a hash: among a million things, two that look the
/// same have a chance of one in thirty million.
#[derive(Debug)]
pub struct Seen {
    /// By the first bits of the fingerprint, so that growing copies only a part at a time.
    parts: Vec<Part>,
}

const PARTS_BITS: u32 = 6;

#[derive(Debug, Default, Clone)]
struct Part {
    /// 0 where there is none.
    prints: Vec<u64>,
    numbers: Vec<u32>,
    used: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self { parts: vec![Part::default(); 1 << PARTS_BITS] }
    }
}

impl Seen {
    fn part(&self, print: u64) -> usize {
        usize::try_from(print >> (u64::BITS - PARTS_BITS)).unwrap_or(0)
    }

    /// The number of a fingerprint.
    pub fn get(&self, print: u64) -> Option<u32> {
        self.parts.get(self.part(print))?.get(print)
    }

    /// Sets the number of a fingerprint.
    pub fn put(&mut self, print: u64, number: u32) {
        let part = self.part(print);
        if let Some(part) = self.parts.get_mut(part) {
            part.put(print, number);
        }
    }
}

impl Part {
    /// Where the fingerprint stands, or else may be put.
    fn slot(&self, print: u64) -> Option<usize> {
        let size = u64::try_from(self.prints.len()).ok().filter(|size| *size > 0)?;
        let mut at = usize::try_from(print % size).ok()?;
        loop {
            match self.prints.get(at)? {
                0 => return Some(at),
                known if *known == print => return Some(at),
                _ => at = if at + 1 == self.prints.len() { 0 } else { at + 1 },
            }
        }
    }

    fn get(&self, print: u64) -> Option<u32> {
        let print = print.max(1);
        let at = self.slot(print)?;
        (self.prints.get(at) == Some(&print)).then(|| self.numbers.get(at).copied())?
    }

    fn put(&mut self, print: u64, number: u32) {
        let print = print.max(1);
        if self.used * 8 >= self.prints.len() * 7 {
            let size = (self.prints.len() * 3 / 2).max(16);
            let before =
                std::mem::replace(self, Self { prints: vec![0; size], numbers: vec![0; size], used: 0 });
            for (print, number) in
                before.prints.into_iter().zip(before.numbers).filter(|(print, _)| *print > 0)
            {
                self.put(print, number);
            }
        }
        if let Some(at) = self.slot(print)
            && let (Some(here), Some(value)) = (self.prints.get_mut(at), self.numbers.get_mut(at))
        {
            self.used += usize::from(*here == 0);
            (*here, *value) = (print, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Catches: a fingerprint lost when the table grows, or found where another was put.
    #[test]
    fn it_is_as_a_map() {
        let (mut seen, mut map) = (Seen::default(), HashMap::new());
        let mut chance = 7_u64;
        for n in 0..20_000_u32 {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Many that share their first or last bits, too.
            let print = [chance, chance & 0xFF, chance << 56, chance | 0xFFFF_FFFF][n as usize % 4];
            assert_eq!(seen.get(print), map.get(&print.max(1)).copied(), "{print}");
            seen.put(print, n);
            map.insert(print.max(1), n);
        }
        for (print, number) in map {
            assert_eq!(seen.get(print), Some(number));
        }
    }
}
