//! Money in 分, as the file keeps it, and the ways in which people write amounts.

/// An amount of money in 分 (1/100 元), never negative in a valid record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);
