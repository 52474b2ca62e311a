//! Caches how words were read: a ledger repeats the same few types, outcomes and days.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::field::{Field, Value};
use crate::domain::{SourceCode, TypeCode};
use crate::ledger::vocabulary::codes::OutcomeWord;
use crate::ledger::vocabulary::dates::ReadDate;

/// The most words that are cached: more are no vocabulary.
const MOST: usize = 4_096;

/// What two threads share: rows are read ahead on a second one.
#[derive(Debug, Default)]
pub struct Shared<T>(Mutex<T>);

impl<T> Shared<T> {
    /// Waits for the other thread. What a panic left behind is still a cache.
    pub fn borrow_mut(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The results of reading words.
#[derive(Debug)]
pub struct Memo<T>(Shared<HashMap<String, Option<T>>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Shared(Mutex::default()))
    }
}

impl<T: Clone> Memo<T> {
    /// The meaning of the words, computed once.
    pub fn read(&self, words: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let known = self.0.borrow_mut().get(words).cloned();
        if let Some(known) = known {
            return known;
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
    pub sources: Memo<(SourceCode, bool)>,
    pub outcomes: Memo<(OutcomeWord, bool)>,
    /// Codes, by the field that holds them.
    pub codes: Shared<HashMap<Field, Memo<Value>>>,
    /// Dates, by the year that completes them.
    pub dates: Shared<HashMap<Option<i32>, Memo<ReadDate>>>,
}
