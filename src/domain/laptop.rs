//! 电脑: a laptop that cases are logged on.

use std::collections::BTreeSet;

use super::fold::search_fold;
use super::{LaptopId, OfficeId};

/// What a laptop tells the others about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laptop {
    /// The device that stands in its revisions. A restored backup or a copied file gets a new one.
    pub id: LaptopId,
    /// Its name among its users: 松柏镇一号机. May be empty.
    pub name: String,
    /// The office whose people work on it.
    pub home: OfficeId,
    /// Its mark in case numbers, so that two laptops of one office never give out the same one. May be empty.
    pub series: String,
    /// The public key that bundles for it are sealed to, in hex (X25519); none before its first exchange.
    pub key: Option<String>,
}

/// The first character of a laptop's mark in the numbers it gives for an office that has laptops of its own.
/// No automatically chosen series begins with it.
pub const AWAY: char = 'Z';

/// The most characters of a series.
const LONGEST: usize = 4;

/// The letters of automatically chosen series. The first laptop of an office has none; I and O look like
/// digits.
const LETTERS: &str = "BCDEFGHJKLMNPQRSTUVWXY";

/// The series that keeps the numbers of `me` apart from those of `others`, the laptops of the same office:
/// its present one, unless an earlier laptop has the same; then the first that is free.
///
/// Every laptop computes the same for all of them, so two that change at the same time do not collide again.
pub fn series_of(me: LaptopId, has: &str, others: &[(LaptopId, &str)]) -> String {
    let mut all: Vec<(LaptopId, &str)> = others.iter().copied().filter(|(id, _)| *id != me).collect();
    all.push((me, has));
    all.sort();
    let told: BTreeSet<String> = all.iter().map(|(_, series)| fold(series)).collect();
    let mut taken = BTreeSet::new();
    for (id, series) in all {
        let series = if taken.contains(&fold(series)) { free(&told, &taken) } else { series.to_owned() };
        taken.insert(fold(&series));
        if id == me {
            return series;
        }
    }
    has.to_owned()
}

/// Whether a text may be a series: short, and no digits, which would run together with the running number.
pub fn is_series(text: &str) -> bool {
    let bare = search_fold(text);
    bare.chars().count() <= LONGEST && !bare.contains(|c: char| c.is_numeric() || c.is_whitespace())
}

/// Whether two series are one in numbers, which are compared without regard to case.
pub fn is_same_series(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

fn fold(series: &str) -> String {
    search_fold(series.trim())
}

/// The first series that nobody has: B, C …, then BB, BC ….
fn free(told: &BTreeSet<String>, taken: &BTreeSet<String>) -> String {
    let single = LETTERS.chars().map(String::from);
    let double = LETTERS.chars().flat_map(|one| LETTERS.chars().map(move |two| format!("{one}{two}")));
    let mut free = single.chain(double).filter(|series| {
        let series = fold(series);
        !told.contains(&series) && !taken.contains(&series)
    });
    // No office has five hundred laptops; if one had, equal numbers would be found and shown.
    free.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> LaptopId {
        LaptopId::new(Uuid::from_u128(n))
    }

    #[test]
    fn laptops_that_meet_at_once_part_at_once() {
        // Would catch a choice that looks only at what the others have now: the second and the third would both take B.
        let met = [(id(1), ""), (id(2), ""), (id(3), "")];
        let taken: Vec<String> = met.iter().map(|(me, has)| series_of(*me, has, &met)).collect();
        assert_eq!(taken, ["", "B", "C"]);
    }

    #[test]
    fn a_series_that_somebody_chose_is_left_to_the_one_that_was_first() {
        let met = [(id(1), "b"), (id(2), "Ｂ"), (id(3), "C")];
        let taken: Vec<String> = met.iter().map(|(me, has)| series_of(*me, has, &met)).collect();
        assert_eq!(taken, ["b", "D", "C"]);
    }
}
