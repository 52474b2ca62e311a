//! A revision: what one save changed, who did it, and its place in the chain of its device.

use std::collections::BTreeMap;

use rusqlite::Row;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::store::{Result, StoreError};

/// The origin of saves made in the roster; see [`crate::store::Store::manage`].
pub(in crate::store) const ROSTER: &str = "roster";
/// The origin of what an import wrote.
pub(in crate::store) const IMPORT: &str = "import";
/// The saves that merge two records of one dispute: of the one that stays, then of the one that is void.
pub(in crate::store) const MERGE: &str = "merge";
/// The origin of the saves that take an import back.
pub(in crate::store) const IMPORT_UNDONE: &str = "import-undo";
/// The origin of one act on several cases, whose first revision says that it begins.
pub(in crate::store) const BATCH: &str = "batch";
/// The origin of what was read from a damaged file.
pub(in crate::store) const RECOVERED: &str = "recovered";

/// The kind of record that a revision is about. Kinds of a newer program are kept and not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::store) enum Kind {
    Dispute,
    Office,
    Mediator,
    Operator,
    Setting,
    Service,
    Screening,
    Prevention,
    Indicator,
    Code,
    Lock,
    Disclosure,
    Laptop,
}

impl Kind {
    pub(in crate::store) const ALL: &[Self] = &[
        Self::Dispute,
        Self::Office,
        Self::Mediator,
        Self::Operator,
        Self::Setting,
        Self::Service,
        Self::Screening,
        Self::Prevention,
        Self::Indicator,
        Self::Code,
        Self::Lock,
        Self::Disclosure,
        Self::Laptop,
    ];

    pub(in crate::store) const fn code(self) -> &'static str {
        match self {
            Self::Dispute => "dispute",
            Self::Office => "office",
            Self::Mediator => "mediator",
            Self::Operator => "operator",
            Self::Setting => "setting",
            Self::Service => "service",
            Self::Screening => "screening",
            Self::Prevention => "prevention",
            Self::Indicator => "indicator",
            Self::Code => "code",
            Self::Lock => "lock",
            Self::Disclosure => "disclosure",
            Self::Laptop => "laptop",
        }
    }

    pub(in crate::store) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Names a revision everywhere: device and its sequence number.
pub(in crate::store) type RevisionName = (Uuid, i64);

/// The new value of one field and the revisions it replaces.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) struct Change {
    pub value: Value,
    pub replaces: Vec<RevisionName>,
}

impl Serialize for Change {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        if self.replaces.is_empty() {
            (&self.value,).serialize(serializer)
        } else {
            (&self.value, &self.replaces).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        use serde::de::Error;
        let mut parts = Vec::<Value>::deserialize(deserializer)?.into_iter();
        let value = parts.next().ok_or_else(|| D::Error::custom("a change without a value"))?;
        let replaces = match parts.next() {
            Some(list) => serde_json::from_value(list).map_err(D::Error::custom)?,
            None => Vec::new(),
        };
        Ok(Self { value, replaces })
    }
}

/// The content of a revision. Unknown members stay in the log and are ignored here.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::store) struct Body {
    pub set: BTreeMap<String, Change>,
    /// The revision that this one undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<RevisionName>,
    /// The revision that this one brings back after it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redoes: Option<RevisionName>,
    /// The revision to whose state this one returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<RevisionName>,
    /// Where it replaces nothing: the revision that made the record, which must come before this one.
    pub after: Option<RevisionName>,
    /// The origin of the save; absent for what was typed on a screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// Whether an import begins with this save, where another one of the same second stands right before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begins: bool,
    /// On the first save of an import: the files it came from, for the person who is asked whether to take it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

impl Body {
    /// That of the revision that makes a record of those fields.
    pub(in crate::store) fn making(fields: BTreeMap<String, Value>) -> Self {
        let new = |(field, value)| (field, Change { value, replaces: Vec::new() });
        Self { set: fields.into_iter().map(new).collect(), ..Self::default() }
    }

    /// The body as it stands in the log.
    ///
    /// # Errors
    /// Where a value cannot be written.
    pub(in crate::store) fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| StoreError::Io(std::io::Error::other(error.to_string())))
    }
}

/// One entry of the log, as it is exchanged between laptops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The laptop it was written on.
    pub device: Uuid,
    /// Its number among those of that laptop, from 1 without gaps.
    pub seq: i64,
    /// Lamport stamp: larger than that of everything it depends on.
    pub stamp: i64,
    /// Wall clock with its offset from UTC (RFC 3339), for people.
    pub at: String,
    /// Who was at the keyboard.
    pub operator: Option<[u8; 16]>,
    /// The kind of the record by its code; kept as text so that a newer kind passes through.
    pub kind: String,
    /// The record it is about.
    pub record: [u8; 16],
    /// The body as in the file: exactly the text that is hashed.
    pub body: String,
    /// The hash of the device's previous revision; zeros for its first.
    pub prev: [u8; 32],
    /// The hash of all of the above.
    pub hash: [u8; 32],
}

impl Revision {
    pub(in crate::store) const COLUMNS: &'static str =
        "d.uuid, r.seq, r.stamp, r.at, r.operator, r.kind, r.record, r.body, r.prev, r.hash";

    /// Reads the columns of [`Self::COLUMNS`] from `revision r JOIN device d`.
    pub(in crate::store) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            device: row.get(0)?,
            seq: row.get(1)?,
            stamp: row.get(2)?,
            at: row.get(3)?,
            operator: row.get(4)?,
            kind: row.get(5)?,
            record: row.get(6)?,
            body: row.get(7)?,
            prev: row.get(8)?,
            hash: row.get(9)?,
        })
    }

    /// The hash of this revision: of all its content and the hash before it.
    pub fn computed_hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        part(self.device.as_bytes());
        part(&self.seq.to_be_bytes());
        part(&self.stamp.to_be_bytes());
        part(self.at.as_bytes());
        part(self.operator.as_ref().map_or(&[][..], |id| id));
        part(self.kind.as_bytes());
        part(&self.record);
        part(self.body.as_bytes());
        part(&self.prev);
        hash.finalize().into()
    }

    /// Its parsed body.
    ///
    /// # Errors
    /// [`StoreError::BadRevision`] where the body is not of the form `schema.sql` describes.
    pub(in crate::store) fn parsed(&self) -> Result<Body> {
        serde_json::from_str(&self.body).map_err(|error| StoreError::BadRevision {
            device: self.device.simple().to_string(),
            seq: self.seq,
            reason: error.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_survives_the_file() {
        let device = Uuid::from_u128(7);
        let body = Body {
            set: BTreeMap::from([
                ("summary".into(), Change { value: "排水".into(), replaces: vec![] }),
                ("people".into(), Change { value: Value::Null, replaces: vec![(device, 3)] }),
            ]),
            undoes: Some((device, 4)),
            ..Body::default()
        };
        let text = serde_json::to_string(&body).unwrap();
        assert_eq!(serde_json::from_str::<Body>(&text).unwrap(), body);
    }

    #[test]
    fn a_newer_member_does_no_harm() {
        // Would catch a reader that refuses what a newer program adds.
        let body: Body = serde_json::from_str(r#"{"set":{"x":[1]},"later":{"a":2}}"#).unwrap();
        assert_eq!(body.set["x"].value, 1);
    }
}
