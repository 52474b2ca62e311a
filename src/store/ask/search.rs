//! Finding cases by any substrings of their texts, by the pinyin initials of names, and by the names of what they have by
//! code.
//!
//! The index of terms gives candidates, newest first. Each is then compared with the words of the case
//! itself, so a result is never wrong.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::list::CaseRow;
use crate::domain::fold::search_fold;
use crate::domain::identity;
use crate::domain::number_meant::NumberMeant;
use crate::domain::pinyin::{Matcher, Rank, initials, initials_typed};
use crate::domain::{Dispute, Outcome};
use crate::store::derived::{
    MatchedIn, by_initials, dispute_at, kind_mark, match_expression, office_mark, outcome_mark, sayings,
};
use crate::store::office::{Directory, Label};
use crate::store::{Result, Store};

/// The cases with those terms, the newest first.
const CANDIDATES: &str = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC";

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

/// One word of a query in the forms in which a case is compared with it.
struct Wanted {
    folded: String,
    /// The case number, where the word can only be one or a part of one.
    number: Option<NumberMeant>,
    /// A name without its dots.
    called: String,
    /// An ID number without what stands between its digits, with the century and without.
    id_numbers: Vec<String>,
    /// Only letters: initials may match.
    spelled: bool,
    /// The initials of pinyin typed in full, and what compares it.
    initials: Vec<String>,
    sounds: Matcher,
}

impl Wanted {
    fn new(word: &str) -> Self {
        let folded = search_fold(word);
        let number = NumberMeant::read(word).filter(NumberMeant::says_so);
        let spelled = !folded.is_empty() && folded.chars().all(|c| c.is_ascii_lowercase());
        let called = search_fold(&identity::name_key(word));
        let id_numbers = identity::number_forms(word).iter().map(|form| search_fold(form)).collect();
        let initials = initials_typed(&folded);
        Self { number, called, id_numbers, spelled, initials, sounds: Matcher::new(&folded), folded }
    }

    /// The words of a query. Marks alone are none.
    fn all(query: &str) -> Vec<Self> {
        let words = query.split_whitespace().map(Self::new);
        words.filter(|word| word.folded.chars().any(char::is_alphanumeric)).collect()
    }

    fn matches(&self, place: MatchedIn, text: &str) -> bool {
        let finds = |wanted: &str, text: &str| !wanted.is_empty() && search_fold(text).contains(wanted);
        search_fold(text).contains(&self.folded)
            || (by_initials(place) && finds(&self.called, &identity::name_key(text)))
            || (place == MatchedIn::IdNumber
                && identity::number_forms(text)
                    .iter()
                    .any(|form| self.id_numbers.iter().any(|wanted| finds(wanted, form))))
            || (self.spelled && self.sounds_like(place, text))
            || (place == MatchedIn::Number && self.number.as_ref().is_some_and(|number| number.is(text)))
    }

    /// Whether letters spell a text at that place: initials, pinyin in full, or both mixed.
    fn sounds_like(&self, place: MatchedIn, text: &str) -> bool {
        let is_label = matches!(place, MatchedIn::Office | MatchedIn::Kind | MatchedIn::Outcome);
        if is_label {
            // One letter would be that of half the types.
            let rank = self.sounds.rank(text).filter(|_| self.folded.len() > 1);
            return rank.is_some_and(|rank| rank <= Rank::PinyinPrefix);
        }
        if !by_initials(place) {
            return false;
        }
        let spelled = initials(text);
        let has = |wanted: &String| spelled.iter().any(|spelled| spelled.contains(wanted));
        has(&self.folded) || (self.initials.iter().any(has) && self.sounds.is_match(text))
    }

    /// Where the word stands in a case.
    fn found_in(&self, texts: &[(MatchedIn, Cow<'_, str>)]) -> Option<(MatchedIn, String)> {
        let found = texts.iter().find(|(place, text)| self.matches(*place, text))?;
        Some((found.0, found.1.clone().into_owned()))
    }

    /// The terms of the index that a case with this word has: those of a text with it, or one of an office, a type or an
    /// outcome whose name has it.
    fn expression(&self, directory: &Directory) -> Option<String> {
        let number = self.number.as_ref().map(NumberMeant::pieces);
        let forms =
            std::iter::once(&self.folded).chain(&number).chain([&self.called]).chain(&self.id_numbers);
        let forms = forms.chain(&self.initials);
        let mut terms: BTreeSet<String> = forms.filter_map(|folded| match_expression(folded)).collect();
        let offices = directory.offices().filter(|office| self.matches(MatchedIn::Office, &office.name));
        terms.extend(offices.map(|office| office_mark(office.id)));
        let is_meant = |label: &Label| names_of(label).any(|name| self.matches(MatchedIn::Kind, name));
        let kinds = directory.types().iter();
        let above = |label: &Label| {
            label.parent.as_ref().and_then(|code| directory.types().iter().find(|one| one.code == *code))
        };
        let kinds = kinds.filter(|label| is_meant(label) || above(label).is_some_and(is_meant));
        terms.extend(kinds.map(|label| kind_mark(&label.code)));
        let outcomes = Outcome::ALL.iter().copied().map(Some).chain([None]);
        let outcomes = outcomes.filter(|outcome| directory.outcome_label(*outcome).is_some_and(is_meant));
        terms.extend(outcomes.map(outcome_mark));
        let terms: Vec<String> = terms.into_iter().map(|term| format!("({term})")).collect();
        (!terms.is_empty()).then(|| format!("({})", terms.join(" OR ")))
    }
}

/// The names by which a type or an outcome is found.
fn names_of(label: &Label) -> impl Iterator<Item = &str> {
    [&label.zh, &label.zh_short, &label.en].into_iter().map(String::as_str)
}

/// All texts of a case, and the names of what it has by code.
fn texts<'a>(dispute: &'a Dispute, directory: &'a Directory) -> Vec<(MatchedIn, Cow<'a, str>)> {
    let mut texts = sayings(dispute, directory);
    let office = directory.office(dispute.office).map(|office| office.name.as_str());
    texts.extend(office.map(|name| (MatchedIn::Office, name.into())));
    let kind = directory.type_label(&dispute.kind);
    let above = kind.and_then(|label| directory.type_label(&label.parent.as_ref()?.parse().ok()?));
    let kinds = kind.into_iter().chain(above).flat_map(names_of);
    texts.extend(kinds.map(|name| (MatchedIn::Kind, name.into())));
    let outcome = directory.outcome_label(dispute.outcome()).into_iter().flat_map(names_of);
    texts.extend(outcome.map(|name| (MatchedIn::Outcome, name.into())));
    texts
}

/// Where a case has all words: of the first that does not stand in a mere label, which most cases share.
fn found_in(words: &[Wanted], dispute: &Dispute, directory: &Directory) -> Option<(MatchedIn, String)> {
    let texts = texts(dispute, directory);
    let found: Option<Vec<_>> = words.iter().map(|word| word.found_in(&texts)).collect();
    let is_label =
        |place: MatchedIn| matches!(place, MatchedIn::Office | MatchedIn::Kind | MatchedIn::Outcome);
    found?.into_iter().min_by_key(|(place, _)| is_label(*place))
}

impl Store {
    /// The newest cases that have every word of `query` in their texts, or in the name of their office, type or outcome; at
    /// most `limit`, none for an empty query.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>> {
        let words = Wanted::all(query);
        let expressions: Option<Vec<String>> =
            words.iter().map(|word| word.expression(&self.directory)).collect();
        let expression = expressions.unwrap_or_default().join(" AND ");
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare_cached(CANDIDATES)?;
        let candidates = statement.query_map([expression], |row| row.get(0))?;
        self.hits(&words, candidates, limit)
    }

    /// As [`Self::search`], but reads every case: the proof that the index leaves none out.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn search_by_scan(&self, query: &str, limit: usize) -> Result<Vec<Hit>> {
        let words = Wanted::all(query);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare_cached("SELECT id FROM dispute ORDER BY id DESC")?;
        let candidates = statement.query_map([], |row| row.get(0))?;
        self.hits(&words, candidates, limit)
    }

    /// Compares each candidate with the words of its case, until there are enough.
    fn hits(
        &self,
        words: &[Wanted],
        candidates: impl Iterator<Item = rusqlite::Result<i64>>,
        limit: usize,
    ) -> Result<Vec<Hit>> {
        let mut hits = Vec::new();
        for row in candidates {
            let row = row?;
            let dispute = dispute_at(&self.conn, row)?;
            if let Some((matched, text)) = found_in(words, &dispute, &self.directory) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: candidates found by reading every case, or sorted after the fact: at a million cases that is a second a key.
    #[test]
    fn candidates_come_from_the_index_in_order() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::schema::SCHEMA).unwrap();
        let plan = crate::store::column::plan(&conn, CANDIDATES, vec!["\"松柏\"".to_owned().into()]).unwrap();
        assert!(plan.contains("SCAN search VIRTUAL TABLE INDEX") && !plan.contains("TEMP B-TREE"), "{plan}");
    }

    /// Catches: a word taken for all words, an office found only by its texts, marks that ask for nothing.
    #[test]
    fn every_word_counts() {
        let directory = Directory::default();
        let expressions = |query: &str| -> Vec<String> {
            Wanted::all(query).iter().filter_map(|word| word.expression(&directory)).collect()
        };
        assert_eq!(expressions(" ，。 ").len(), 0);
        assert_eq!(expressions("排水，  沟").len(), 2);
        assert_eq!(expressions("統計"), expressions("统计"));
        let both = expressions("110105491231002").concat();
        assert!(both.contains("\"2x\"") && both.contains(" OR "), "{both}");
    }
}
