//! Every sentence shown, in Chinese and English, as typed functions: one that is missing in a language does not
//! compile. One file a screen; `common` holds what several share.

pub mod about;
pub mod actions;
pub mod cli;
pub mod common;
pub mod dispute;
pub mod entry;
pub mod errors;
pub mod filter;
pub mod find;
pub mod form;
pub mod ledger;
pub mod outcome;
pub mod register;
pub mod settings;
pub mod shell;
pub mod totals;
pub mod welcome;
pub mod widgets;

/// The language of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The wording of this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The code that stands in the settings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}
