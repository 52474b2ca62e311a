//! A finished text: pieces of words and figures.

use serde_json::{Value as Json, json};

use super::figure_form::value_json;
use super::items::Behind;
use super::totals::Value;

/// How figures are rounded where the template marks them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rounding {
    /// 余 rounds; shares stay exact.
    #[default]
    AsWritten,
    /// Nothing is rounded.
    Exact,
    /// 余 and 近 both round.
    Full,
}

impl Rounding {
    /// The next one, cyclically.
    pub const fn next(self) -> Self {
        match self {
            Self::AsWritten => Self::Full,
            Self::Full => Self::Exact,
            Self::Exact => Self::AsWritten,
        }
    }
}

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The placeholder it came from.
    pub source: String,
    /// The exact value, never rounded.
    pub value: Value,
    /// Its unit: a code, or the word of the log it comes from.
    pub unit: String,
    /// What it links to.
    pub behind: Behind,
}

/// One piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words as printed.
    pub text: String,
    /// The figure that they print; none for plain words.
    pub figure: Option<Shown>,
}

/// A finished text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The name of its template.
    pub template: String,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

impl Prose {
    /// The text as printed.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The text as JSON.
    pub fn json(&self) -> Json {
        let figures: Vec<Json> = self
            .pieces
            .iter()
            .filter_map(|piece| {
                let shown = piece.figure.as_ref()?;
                Some(json!({
                    "placeholder": shown.source,
                    "text": piece.text,
                    "value": value_json(shown.value),
                    "unit": shown.unit,
                }))
            })
            .collect();
        json!({ "template": self.template, "text": self.text(), "figures": figures })
    }
}
