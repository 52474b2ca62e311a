//! Codes of the dictionaries (types, sources, tags of the ministry's tables): short, stable, never shown alone.
//! Their labels are kept in the file, so that an office can relabel without a new program.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use thiserror::Error;

/// Marker: codes of dispute types (纠纷类型).
pub enum TypeDictionary {}
/// Marker: codes of case sources (案件来源).
pub enum SourceDictionary {}
/// Marker: categories of the governance line (综治类别).
pub enum GovernanceDictionary {}

/// A code of dictionary `D`: 1 to 16 ASCII letters, digits or `_`.
pub struct Code<D> {
    text: Box<str>,
    of: PhantomData<fn() -> D>,
}

/// Code of a dispute type, such as `02` or `10a`.
pub type TypeCode = Code<TypeDictionary>;
/// Code of a case source, such as `apply` or `court`.
pub type SourceCode = Code<SourceDictionary>;
/// Code of a category of the governance line (综治), of which a case may have one besides its type.
pub type GovernanceCode = Code<GovernanceDictionary>;

/// A word that cannot be a code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a code: {0:?}")]
pub struct BadCode(pub String);

impl<D> Code<D> {
    /// The code as it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<D> FromStr for Code<D> {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let fits =
            (1..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if fits { Ok(Self { text: text.into(), of: PhantomData }) } else { Err(BadCode(text.to_owned())) }
    }
}

impl TypeCode {
    /// 99 其他: the type of what fits nowhere else.
    pub fn other() -> Self {
        Self { text: "99".into(), of: PhantomData }
    }
}

impl SourceCode {
    /// 依申请: a party asked for mediation.
    pub fn apply() -> Self {
        Self { text: "apply".into(), of: PhantomData }
    }
}

impl<D> Clone for Code<D> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), of: PhantomData }
    }
}

impl<D> PartialEq for Code<D> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<D> Eq for Code<D> {}

impl<D> PartialOrd for Code<D> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<D> Ord for Code<D> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<D> Hash for Code<D> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<D> fmt::Debug for Code<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<D> fmt::Display for Code<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
