//! Words of a ledger that were read before: it says the same few types, outcomes and days over and over.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::domain::field::{Field, Value};
use crate::domain::{SourceCode, TypeCode};
use crate::ledger::vocabulary::codes::OutcomeWord;
use crate::ledger::vocabulary::dates::ReadDate;

/// More different words than that are no vocabulary.
const MOST: usize = 4_096;

/// What words were read as.
#[derive(Debug)]
pub struct Memo<T>(RefCell<HashMap<String, Option<T>>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Memo<T> {
    /// What the words mean, worked out once.
    pub fn read(&self, words: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if let Some(known) = self.0.borrow().get(words) {
            return known.clone();
        }
        let value = read(words);
        let mut known = self.0.borrow_mut();
        if known.len() < MOST {
            known.insert(words.to_owned(), value.clone());
        }
        value
    }
}

/// Everything of a sheet that is worth remembering while its rows are read.
#[derive(Debug, Default)]
pub struct Memos {
    pub types: Memo<TypeCode>,
    pub sources: Memo<(SourceCode, bool)>,
    pub outcomes: Memo<(OutcomeWord, bool)>,
    /// Codes, by the field that holds them.
    pub codes: RefCell<HashMap<Field, Memo<Value>>>,
    /// By the year that completes them.
    pub dates: RefCell<HashMap<Option<i32>, Memo<ReadDate>>>,
}
