//! The labels of the codes of a dictionary.

use chrono::NaiveDate;
use rusqlite::Row;

use crate::domain::date_entry::parse_iso;
use crate::domain::{CategoryList, Lang, YearRule, is_valid};

/// A code with its names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The code itself.
    pub code: String,
    /// The code above it in the dictionary's tree.
    pub parent: Option<String>,
    /// 中文全称
    pub zh: String,
    /// The Chinese name for narrow columns.
    pub zh_short: String,
    /// The English name.
    pub en: String,
    /// The English name for narrow columns.
    pub en_short: String,
    /// Pinyin initials.
    pub initials: String,
    /// Its position in the order of the dictionary.
    pub position: i64,
    /// Its unit of counting: 件次, 次 …; only services and indicators have one.
    pub unit: String,
    /// The categories of the governance line that cases of this type count in by default, by list; empty ones follow
    /// from the others. Only dispute types have them.
    pub categories: Categories,
    /// Who supplies it; of indicators only.
    pub owner: String,
    /// The most decimals that it has; of indicators only.
    pub decimals: u8,
    /// What its months make of a year; of indicators only.
    pub rule: Option<YearRule>,
    /// The last day on which it is offered; none while there is no end to it.
    pub valid_to: Option<NaiveDate>,
}

/// A category of each list; empty where none is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Categories([String; CategoryList::ALL.len()]);

impl Categories {
    /// The category of that list.
    pub fn of(&self, list: CategoryList) -> &str {
        self.0.get(list as usize).map_or("", String::as_str)
    }

    /// Sets the category of that list.
    pub fn set(&mut self, list: CategoryList, code: String) {
        if let Some(place) = self.0.get_mut(list as usize) {
            *place = code;
        }
    }

    /// Reads them from the columns of that row, the first of which has that index, in the order of the lists.
    pub(in crate::store) fn from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let mut categories = Self::default();
        for (column, list) in (first..).zip(CategoryList::ALL) {
            categories.set(*list, row.get(column)?);
        }
        Ok(categories)
    }
}

/// The columns of [`Categories`], of which `of` says what stands in one.
pub(in crate::store) fn category_columns(of: impl Fn(&'static str) -> String) -> String {
    let columns = CategoryList::ALL.iter().map(|list| of(list.dictionary()));
    columns.collect::<Vec<_>>().join(", ")
}

/// The name of the dictionary of dispute types.
pub const DICTIONARY_OF_TYPES: &str = "dispute_type";
/// The name of the dictionary of case sources.
pub const DICTIONARY_OF_SOURCES: &str = "case_source";

/// The position of a code of which nothing else is known: after all others.
const LAST_POSITION: i64 = 1_000;

impl Label {
    /// The label of an unknown code: the code itself.
    pub fn unknown(code: &str) -> Self {
        let text = code.to_owned();
        Self {
            code: text.clone(),
            zh: text.clone(),
            zh_short: text.clone(),
            en: text.clone(),
            en_short: text.clone(),
            initials: text,
            position: LAST_POSITION,
            ..Self::default()
        }
    }

    /// Reads a label from the columns code, parent, zh, zh_short, en, en_short, initials, position, unit,
    /// valid_to, owner, decimals, rule, and [`Categories`].
    pub(in crate::store) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (valid_to, rule): (Option<String>, String) = (row.get(9)?, row.get(12)?);
        Ok(Self {
            code: row.get(0)?,
            parent: row.get(1)?,
            zh: row.get(2)?,
            zh_short: row.get(3)?,
            en: row.get(4)?,
            en_short: row.get(5)?,
            initials: row.get(6)?,
            position: row.get(7)?,
            unit: row.get(8)?,
            owner: row.get(10)?,
            decimals: row.get::<_, Option<u8>>(11)?.unwrap_or_default(),
            rule: YearRule::from_code(&rule),
            categories: Categories::from_row(row, 13)?,
            valid_to: valid_to.as_deref().and_then(parse_iso),
        })
    }

    /// Whether it is offered for new cases on that day.
    pub fn is_offered(&self, today: NaiveDate) -> bool {
        is_valid(self.valid_to, today)
    }

    /// The label in full.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }

    /// The label for narrow columns.
    pub fn short(&self, lang: Lang) -> &str {
        lang.pick(&self.zh_short, &self.en_short)
    }
}
