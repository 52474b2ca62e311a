//! Who is there: offices in their tree, mediators, operators.

use super::coded::coded;
use super::{MediatorId, OfficeId, OperatorId};

coded! {
    /// What an office is in the tree district › township › village.
    OfficeKind {
        /// 区（县、林区）
        District = "district",
        /// 乡镇、街道
        Township = "township",
        /// 村
        Village = "village",
        /// 社区（居委会）
        Community = "community",
    }
}

/// A place in the tree: a district, a township, a village or a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Equal on every laptop.
    pub id: OfficeId,
    /// The office above; none for the district.
    pub parent: Option<OfficeId>,
    /// What it is.
    pub kind: OfficeKind,
    /// The name as lists show it: 松柏镇, 红花朵村.
    pub name: String,
    /// Other ways it is written: 松柏村委会, 大九湖镇.
    pub aliases: Vec<String>,
    /// 行政区划代码, where known.
    pub division_code: String,
    /// The mark that stands for it in case numbers: 神, 松.
    pub mark: String,
    /// 调委会名称, as forms print it.
    pub committee: String,
}

impl Office {
    /// The district of a file. There is one, and its id is the same everywhere, so that townships of one
    /// district come together under one root.
    pub fn root_id() -> OfficeId {
        OfficeId::named(&["district"])
    }

    /// The id of the office of that name below `parent`.
    pub fn id_below(parent: OfficeId, name: &str) -> OfficeId {
        OfficeId::named(&["office", &parent.to_string(), name])
    }

    /// An office of which only the name is known.
    pub fn below(parent: OfficeId, kind: OfficeKind, name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            id: Self::id_below(parent, &name),
            parent: Some(parent),
            kind,
            name,
            aliases: Vec::new(),
            division_code: String::new(),
            mark: String::new(),
            committee: String::new(),
        }
    }
}

/// 调解员
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mediator {
    /// Equal on every laptop.
    pub id: MediatorId,
    /// 姓名
    pub name: String,
    /// The office he or she belongs to.
    pub office: OfficeId,
    /// False when no longer offered for new cases.
    pub active: bool,
}

impl Mediator {
    /// The id of the mediator of that name at that office.
    pub fn id_at(office: OfficeId, name: &str) -> MediatorId {
        MediatorId::named(&["mediator", &office.to_string(), name])
    }

    /// A mediator of whom office and name are known.
    pub fn at(office: OfficeId, name: impl Into<String>) -> Self {
        let name = name.into();
        Self { id: Self::id_at(office, &name), name, office, active: true }
    }
}

/// 操作员: a person who uses the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Equal on every laptop.
    pub id: OperatorId,
    /// 姓名
    pub name: String,
}

impl Operator {
    /// The operator of that name.
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { id: OperatorId::named(&["operator", &name]), name }
    }
}
