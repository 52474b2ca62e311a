//! Which commands are used most, for the order of the command list. Counts only: neither when nor by whom.

use std::collections::BTreeMap;

use super::Action;
use crate::store::Store;

/// The note of this laptop that holds the counts.
const NOTE: &str = "commands";

/// From here on all counts are halved, so that a new habit overtakes an old one.
const MANY: u32 = 64;

/// How often each command was chosen from the list, by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Habit(BTreeMap<String, u32>);

impl Habit {
    /// Reads it; none where nothing can be read.
    pub fn of(store: &Store) -> Self {
        let noted = store.noted(NOTE).ok().flatten().unwrap_or_default();
        Self(serde_json::from_str(&noted).unwrap_or_default())
    }

    /// How often that action was chosen, of late.
    pub fn times(&self, action: Action) -> u32 {
        self.0.get(action.row().name).copied().unwrap_or(0)
    }

    /// Counts that action.
    pub fn count(&mut self, action: Action) {
        let times = self.0.entry(action.row().name.to_owned()).or_default();
        *times = times.saturating_add(1);
        if *times > MANY {
            self.0.values_mut().for_each(|times| *times /= 2);
            self.0.retain(|_, times| *times > 0);
        }
    }

    /// Keeps it in the file. Where that cannot be written the command is done all the same.
    pub fn keep(&self, store: &mut Store) {
        if let Ok(text) = serde_json::to_string(&self.0) {
            let _ = store.note(NOTE, &text);
        }
    }
}
