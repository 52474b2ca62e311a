//! How wordings are written down: a line a wording, both languages in it, so that one that lacks a language does not
//! compile.

use super::Lang;

/// A wording in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

impl Words {
    /// In that language.
    pub fn text(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// Constants of [`Words`].
macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(#[doc = $en] pub const $name: $crate::text::Words = $crate::text::Words { zh: $zh, en: $en };)*
    };
}

/// Functions from a language to the wording.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)*) => {
        $(#[doc = $en] $(#[$doc])* pub fn $name(lang: Lang) -> &'static str { lang.pick($zh, $en) })*
    };
}

pub(super) use {sentences, words};
