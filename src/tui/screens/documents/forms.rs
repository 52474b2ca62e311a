//! The rows of the list, and the state of each form, which is computed by filling the form.

use std::collections::BTreeMap;

use crate::document::Press;
use crate::domain::Dispute;
use crate::domain::form::{FormKind, Lack};
use crate::store::Store;
use crate::text::Lang;

use super::print;

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// 全卷: all forms of the case, with the list of contents.
    Whole,
    /// A form.
    Form(FormKind),
    /// The target folder.
    Folder,
}

/// The state of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not computed yet.
    Unknown,
    /// Lacks these values, in the order of the form.
    Lacks(Vec<Lack>),
    /// Its template has this fault.
    Broken(String),
}

/// The forms of a case.
#[derive(Debug, Default)]
pub struct Forms {
    rows: Vec<Row>,
    known: BTreeMap<FormKind, Standing>,
    /// Those not computed since the case changed.
    waiting: Vec<FormKind>,
    whole: Vec<FormKind>,
    /// What the whole file lacks, as far as it is known.
    union: Vec<Lack>,
}

impl Forms {
    /// The forms of that case, none computed yet.
    pub fn of(case: &Dispute) -> Self {
        let mut forms = Self::default();
        forms.take_case(case);
        forms
    }

    /// Takes a changed case: every form must be computed again. Old results remain until then.
    pub fn take_case(&mut self, case: &Dispute) {
        self.whole = FormKind::of_case(case);
        let others = FormKind::ALL.iter().filter(|kind| !self.whole.contains(kind));
        self.waiting = self.whole.iter().chain(others).copied().collect();
        let forms = self.waiting.iter().map(|kind| Row::Form(*kind));
        self.rows = [Row::Whole].into_iter().chain(forms).chain([Row::Folder]).collect();
    }

    /// The rows: the whole file, its forms in order, the other forms, the folder.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether a form belongs to the case file.
    pub fn is_in_file(&self, kind: FormKind) -> bool {
        self.whole.contains(&kind)
    }

    /// How many forms belong to the case file.
    pub fn in_file(&self) -> usize {
        self.whole.len()
    }

    /// Whether forms are still to be computed.
    pub fn has_unknown(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Computes what the row lacks, if not known.
    pub fn look_at(&mut self, row: Row, case: &Dispute, store: &Store, lang: Lang) {
        if let Row::Form(kind) = row
            && let Some(at) = self.waiting.iter().position(|one| *one == kind)
        {
            self.waiting.remove(at);
            self.find_out(kind, case, store, lang);
        }
    }

    /// Computes the next form.
    pub fn look_at_next(&mut self, case: &Dispute, store: &Store, lang: Lang) {
        if !self.waiting.is_empty() {
            let kind = self.waiting.remove(0);
            self.find_out(kind, case, store, lang);
        }
    }

    fn find_out(&mut self, kind: FormKind, case: &Dispute, store: &Store, lang: Lang) {
        let standing = match Press::new(store).lacks(case, kind) {
            Ok(lacks) => Standing::Lacks(lacks),
            Err(error) => Standing::Broken(print::said(lang, &error)),
        };
        self.known.insert(kind, standing);
        self.union = Vec::new();
        for lack in self.whole.iter().flat_map(|kind| lacks_in(self.known.get(kind))) {
            if !self.union.contains(lack) {
                self.union.push(*lack);
            }
        }
    }

    /// Computes all forms of a row.
    pub fn look_at_all_of(&mut self, row: Row, case: &Dispute, store: &Store, lang: Lang) {
        let kinds = if row == Row::Whole { self.whole.clone() } else { Vec::new() };
        for row in kinds.into_iter().map(Row::Form).chain([row]) {
            self.look_at(row, case, store, lang);
        }
    }

    /// Whether the state of a row is known; old results count.
    pub fn is_known(&self, row: Row) -> bool {
        match row {
            Row::Form(kind) => self.known.contains_key(&kind),
            Row::Whole => self.whole.iter().all(|kind| self.known.contains_key(kind)),
            Row::Folder => false,
        }
    }

    /// The state of a row.
    pub fn standing(&self, row: Row) -> &Standing {
        match row {
            Row::Form(kind) => self.known.get(&kind).unwrap_or(&Standing::Unknown),
            Row::Whole => {
                let broken = self.whole.iter().filter_map(|kind| self.known.get(kind));
                broken
                    .into_iter()
                    .find(|one| matches!(one, Standing::Broken(_)))
                    .unwrap_or(&Standing::Unknown)
            }
            Row::Folder => &Standing::Unknown,
        }
    }

    /// What a row lacks, as far as it is known.
    pub fn lacks(&self, row: Row) -> &[Lack] {
        match row {
            Row::Form(kind) => lacks_in(self.known.get(&kind)),
            Row::Whole => &self.union,
            Row::Folder => &[],
        }
    }
}

fn lacks_in(standing: Option<&Standing>) -> &[Lack] {
    match standing {
        Some(Standing::Lacks(lacks)) => lacks,
        _ => &[],
    }
}
