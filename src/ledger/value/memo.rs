//! Caches how words were read: a ledger repeats the same few types, outcomes and days.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::domain::field::{Field, Value};
use crate::domain::{Outcome, SourceCode, TypeCode};
use crate::ledger::vocabulary::codes::OutcomeWord;
use crate::ledger::vocabulary::dates::ReadDate;

/// The most words that are cached: more are no vocabulary.
const MOST: usize = 4_096;

/// The results of reading words.
#[derive(Debug)]
pub struct Memo<T>(RefCell<HashMap<String, Option<T>>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Memo<T> {
    /// The meaning of the words, computed once.
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

/// The caches used while the rows of a sheet are read.
#[derive(Debug, Default)]
pub struct Memos {
    pub types: Memo<TypeCode>,
    pub categories: Memo<&'static str>,
    pub forms: Memo<Outcome>,
    pub sources: Memo<(SourceCode, bool)>,
    pub outcomes: Memo<(OutcomeWord, bool)>,
    /// Codes, by the field that holds them.
    pub codes: RefCell<HashMap<Field, Memo<Value>>>,
    /// Dates, by the year that completes them.
    pub dates: RefCell<HashMap<Option<i32>, Memo<ReadDate>>>,
}
