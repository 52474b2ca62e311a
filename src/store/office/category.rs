//! In which 综治类别 cases count, by the list that the file counts by.

use std::collections::HashMap;

use rusqlite::Connection;

use super::directory::Directory;
use super::label::{Categories, Label, category_columns};
use crate::domain::{CategoryList, GovernanceCode, TypeCode};
use crate::store::Result;

impl Directory {
    /// The list of categories that the file counts by.
    pub const fn category_list(&self) -> CategoryList {
        self.categories
    }

    pub(in crate::store) fn count_by(&mut self, list: CategoryList) {
        self.categories = list;
    }

    /// The label of a category of any list.
    pub fn category_label(&self, code: &str) -> Option<&Label> {
        self.label(CategoryList::of(code).dictionary(), code)
    }

    /// The categories of the list that the file counts by, subtypes too, in their order.
    pub fn category_labels(&self) -> Vec<&Label> {
        self.all_labels(self.categories.dictionary())
    }

    /// The category of cases of that type in the list that the file counts by, unless a case names one itself.
    pub fn governance_of(&self, kind: &TypeCode) -> &str {
        self.category_of(None, kind)
    }

    /// The category in which a case counts that names this one, or none: what it names where it is of the list that the
    /// file counts by, else the one of the same meaning, else that of its type; at last 其他.
    pub fn category_of<'a>(&'a self, named: Option<&'a GovernanceCode>, kind: &TypeCode) -> &'a str {
        let list = self.categories;
        if let Some(code) = named.filter(|code| code.list() == list) {
            return code.as_str();
        }
        let same = named.and_then(|code| self.same_category(code.as_str()));
        same.unwrap_or_else(|| {
            self.type_label(kind).map_or(list.other(), |label| self.category_of_type(label))
        })
    }

    /// The category of cases of a type in the list that the file counts by.
    pub fn category_of_type<'a>(&'a self, kind: &'a Label) -> &'a str {
        let list = self.categories;
        let own = |label: &'a Label| Some(label.categories.of(list)).filter(|code| !code.is_empty());
        let parent = || self.types.iter().find(|label| Some(&label.code) == kind.parent.as_ref());
        own(kind)
            .or_else(|| self.same_category(kind.categories.of(CategoryList::Own)))
            .or_else(|| parent().and_then(own))
            .unwrap_or_else(|| list.other())
    }

    /// The category of the list that the file counts by with the same meaning as this one of another.
    fn same_category(&self, code: &str) -> Option<&str> {
        let same = self.same.get(code)?.of(self.categories);
        Some(same).filter(|code| !code.is_empty())
    }
}

/// The categories of the same meaning, by code.
pub(super) fn same_categories(conn: &Connection) -> Result<HashMap<String, Categories>> {
    let sql = format!("SELECT code, {} FROM same_category", category_columns(str::to_owned));
    let mut statement = conn.prepare(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, Categories::from_row(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
