//! Finding cases by any substring of their texts, and by the pinyin initials of names.
//!
//! The index of terms gives candidates, newest first. Each is then compared with the words of the case
//! itself, so a result is never wrong.

use std::collections::BTreeSet;

use super::list::CaseRow;
use crate::domain::Dispute;
use crate::domain::case_number::{number_key, number_tail};
use crate::domain::fold::search_fold;
use crate::domain::identity;
use crate::domain::pinyin::initials;
use crate::store::derived::{MatchedIn, by_initials, dispute_at, match_expression, sayings};
use crate::store::office::Directory;
use crate::store::{Result, Store};

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The case.
    pub case: CaseRow,
    /// Where the words were found.
    pub matched: MatchedIn,
    /// The text that matched.
    pub text: String,
}

/// A query in the forms in which a case is compared with it.
struct Wanted {
    folded: String,
    /// The end of the number's key, where the query reads as a case number or the end of one.
    number: Option<String>,
    /// A name without its dots.
    called: String,
    /// An ID number without what stands between its digits.
    id_number: String,
    /// Only letters: initials may match.
    spelled: bool,
}

impl Wanted {
    fn new(query: &str) -> Self {
        let folded = search_fold(query.trim());
        let number = number_tail(query.trim()).map(|tail| search_fold(&tail));
        let spelled = !folded.is_empty() && folded.chars().all(|c| c.is_ascii_lowercase());
        let called = search_fold(&identity::name_key(query.trim()));
        let id_number = search_fold(&identity::id_number(query.trim()));
        Self { folded, number, called, id_number, spelled }
    }

    fn matches(&self, place: MatchedIn, text: &str) -> bool {
        let finds = |wanted: &str, text: String| !wanted.is_empty() && search_fold(&text).contains(wanted);
        search_fold(text).contains(&self.folded)
            || (by_initials(place) && finds(&self.called, identity::name_key(text)))
            || (place == MatchedIn::IdNumber
                && identity::number_forms(text).into_iter().any(|form| finds(&self.id_number, form)))
            || (self.spelled
                && by_initials(place)
                && initials(text).iter().any(|spelled| spelled.contains(&self.folded)))
            || (place == MatchedIn::Number
                && self
                    .number
                    .as_ref()
                    .is_some_and(|number| search_fold(&number_key(text)).ends_with(number)))
    }

    fn found_in(&self, dispute: &Dispute, directory: &Directory) -> Option<(MatchedIn, String)> {
        sayings(dispute, directory)
            .into_iter()
            .find(|(place, text)| self.matches(*place, text))
            .map(|(place, text)| (place, text.into_owned()))
    }
}

impl Store {
    /// The newest cases with `query` in their texts, at most `limit`; none for an empty query.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>> {
        let wanted = Wanted::new(query);
        let expressions: BTreeSet<String> = std::iter::once(&wanted.folded)
            .chain(&wanted.number)
            .chain([&wanted.called, &wanted.id_number])
            .filter_map(|folded| match_expression(folded))
            .collect();
        if expressions.is_empty() {
            return Ok(Vec::new());
        }
        let expression =
            expressions.into_iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" OR ");
        let sql = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC";
        let mut statement = self.conn.prepare_cached(sql)?;
        let candidates = statement.query_map([expression], |row| row.get(0))?;
        self.hits(&wanted, candidates, limit)
    }

    /// As [`Self::search`], but reads every case: the proof that the index leaves none out.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn search_by_scan(&self, query: &str, limit: usize) -> Result<Vec<Hit>> {
        let wanted = Wanted::new(query);
        if !wanted.folded.chars().any(char::is_alphanumeric) {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare_cached("SELECT id FROM dispute ORDER BY id DESC")?;
        let candidates = statement.query_map([], |row| row.get(0))?;
        self.hits(&wanted, candidates, limit)
    }

    /// Compares each candidate with the words of its case, until there are enough.
    fn hits(
        &self,
        wanted: &Wanted,
        candidates: impl Iterator<Item = rusqlite::Result<i64>>,
        limit: usize,
    ) -> Result<Vec<Hit>> {
        let mut hits = Vec::new();
        for row in candidates {
            let row = row?;
            let dispute = dispute_at(&self.conn, row)?;
            if let Some((matched, text)) = wanted.found_in(&dispute, &self.directory) {
                hits.push(Hit { case: CaseRow::of(row, &dispute), matched, text });
                if hits.len() == limit {
                    break;
                }
            }
        }
        hits.sort_by_key(|hit| std::cmp::Reverse((hit.case.accepted_on, hit.case.row)));
        Ok(hits)
    }
}
