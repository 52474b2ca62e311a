//! Mappings that a person made for ledgers of a shape, stored in the file for the next one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ledger::column::{Column, LedgerKind, MoneyUnit};
use crate::ledger::mapping::{Mapping, Recognised};
use crate::store::{Changed, Result, Store};

/// The prefix of the keys of mappings in the file.
const PREFIX: &str = "import.";

/// A mapping as stored in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    kind: String,
    /// The number of header rows; 0 where there are none.
    pub header_rows: usize,
    columns: Vec<Option<String>>,
    #[serde(default)]
    units: BTreeMap<usize, String>,
}

/// Every mapping stored in the file, by its shape. One that a newer version wrote and this one cannot read is
/// left out.
pub fn load(store: &Store) -> Result<BTreeMap<String, Remembered>> {
    let kept = store.kept_settings(PREFIX)?;
    let read = |(key, value): (String, serde_json::Value)| {
        let shape = key.strip_prefix(PREFIX)?.to_owned();
        Some((shape, serde_json::from_value(value).ok()?))
    };
    Ok(kept.into_iter().filter_map(read).collect())
}

impl Remembered {
    pub fn kind(&self) -> Option<LedgerKind> {
        LedgerKind::from_code(&self.kind)
    }

    /// Applies the stored mapping to one of the same shape.
    pub fn put_into(&self, mapping: &mut Mapping) {
        for (at, mapped) in mapping.columns.iter_mut().enumerate() {
            let Some(code) = self.columns.get(at) else { continue };
            let column = code.as_deref().and_then(Column::from_code);
            let column = column.filter(|column| column.stands_in(mapping.kind));
            if mapped.column != column || mapped.by == Recognised::Cells {
                mapped.column = column;
                mapped.by = Recognised::Remembered;
            }
            if let Some(unit) = self.units.get(&at).and_then(|code| MoneyUnit::from_code(code)) {
                mapped.unit = Some(unit);
            }
        }
    }
}

impl Mapping {
    /// Stores in the file what this sheet's columns mean, for the next one of the same shape.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn remember(&self, store: &mut Store) -> Result<Changed> {
        let remembered = Remembered {
            kind: self.kind.code().to_owned(),
            header_rows: self.header.len(),
            columns: self.columns.iter().map(|at| at.column.map(|column| column.code().to_owned())).collect(),
            units: self
                .columns
                .iter()
                .enumerate()
                .filter_map(|(at, mapped)| Some((at, mapped.unit?.code().to_owned())))
                .collect(),
        };
        let value = serde_json::json!(remembered);
        store.keep_setting(&format!("{PREFIX}{}", self.shape()), Some(&value))
    }

    /// Deletes the stored mapping for ledgers of this shape.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn forget(&self, store: &mut Store) -> Result<Changed> {
        store.keep_setting(&format!("{PREFIX}{}", self.shape()), None)
    }
}
