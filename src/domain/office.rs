//! Offices in their tree, mediators and operators.

use chrono::NaiveDate;

use super::coded::coded;
use super::{MediatorId, OfficeId, OperatorId};

/// Endings of names by which a 街道 is told from a 乡镇.
const SUBDISTRICT_ENDINGS: [&str; 2] = ["街道", "街道办事处"];

/// The last day of an entry that was undone before it was used: it is never offered and listed nowhere.
pub const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Whether something whose last day is `valid_to` is offered on `today`: the last day itself still counts.
pub fn is_valid(valid_to: Option<NaiveDate>, today: NaiveDate) -> bool {
    valid_to.is_none_or(|last| today <= last)
}

coded! {
    /// The kind of an office in the tree district › township › village.
    OfficeKind {
        /// 区（县、林区）
        District = "district",
        /// 乡镇
        Township = "township",
        /// 街道
        Subdistrict = "subdistrict",
        /// 村
        Village = "village",
        /// 社区（居委会）
        Community = "community",
        /// 企事业单位
        Enterprise = "enterprise",
        /// 社会团体和其他
        Association = "association",
    }
}

impl OfficeKind {
    /// Whether an office of this kind, below the district, has a committee that logs cases: everything but the
    /// villages and communities, which are the places that cases come from.
    pub const fn logs_cases(self) -> bool {
        matches!(self, Self::Township | Self::Subdistrict | Self::Enterprise | Self::Association)
    }

    /// Whether it is a village or a community: the place of a case.
    pub const fn is_settlement(self) -> bool {
        matches!(self, Self::Village | Self::Community)
    }

    /// The kind of an office of that name right below the district: 街道 where the name says so, else 乡镇.
    pub fn of_township_called(name: &str) -> Self {
        let is_subdistrict = SUBDISTRICT_ENDINGS.iter().any(|ending| name.ends_with(ending));
        if is_subdistrict { Self::Subdistrict } else { Self::Township }
    }
}

/// A place in the tree: a district, a township, a village or a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Equal on every laptop.
    pub id: OfficeId,
    /// The office above; none for the district.
    pub parent: Option<OfficeId>,
    /// Its kind.
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
    /// The last day on which it is offered for new cases; none while there is no end to it.
    pub valid_to: Option<NaiveDate>,
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
            valid_to: None,
        }
    }

    /// Whether it is offered for new cases on that day.
    pub fn is_offered(&self, today: NaiveDate) -> bool {
        is_valid(self.valid_to, today)
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
    /// The last day on which he or she is offered for new cases; none while there is no end to it.
    pub valid_to: Option<NaiveDate>,
}

impl Mediator {
    /// The id of the mediator of that name at that office.
    pub fn id_at(office: OfficeId, name: &str) -> MediatorId {
        MediatorId::named(&["mediator", &office.to_string(), name])
    }

    /// A mediator of whom office and name are known.
    pub fn at(office: OfficeId, name: impl Into<String>) -> Self {
        let name = name.into();
        Self { id: Self::id_at(office, &name), name, office, valid_to: None }
    }

    /// Whether he or she is offered for new cases on that day.
    pub fn is_offered(&self, today: NaiveDate) -> bool {
        is_valid(self.valid_to, today)
    }
}

/// 操作员: a person who uses the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Equal on every laptop.
    pub id: OperatorId,
    /// 姓名
    pub name: String,
    /// The last day on which he or she is offered at the keyboard; none while there is no end to it.
    pub valid_to: Option<NaiveDate>,
    /// What he or she may do in the program.
    pub role: Role,
    /// The PIN that is asked for at sign-in, salted and hashed; none where none is set.
    pub pin: Option<String>,
}

/// 角色: what an operator may do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// 经办: logs cases and all that belongs to them.
    #[default]
    Clerk,
    /// 负责人: the roster, locked months, keys, backups and exchange besides.
    Lead,
    /// 查阅: reads, and changes nothing.
    Reader,
}

impl Role {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Clerk, Self::Lead, Self::Reader];

    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Lead => "lead",
            Self::Reader => "reader",
        }
    }

    /// The value of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl Operator {
    /// The operator of that name.
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        let id = OperatorId::named(&["operator", &name]);
        Self { id, name, valid_to: None, role: Role::default(), pin: None }
    }

    /// Whether he or she is offered at the keyboard on that day.
    pub fn is_offered(&self, today: NaiveDate) -> bool {
        is_valid(self.valid_to, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_still_a_day() {
        // Would catch an office that is gone on the day up to which it was to be there.
        let day = |n| NaiveDate::from_ymd_opt(2026, 11, n).unwrap();
        assert!(is_valid(None, day(1)));
        assert!(is_valid(Some(day(2)), day(2)));
        assert!(!is_valid(Some(day(2)), day(3)));
        assert!(!is_valid(Some(NEVER), day(1)));
    }

    #[test]
    fn a_street_office_is_told_by_its_name() {
        assert_eq!(OfficeKind::of_township_called("城关街道"), OfficeKind::Subdistrict);
        assert_eq!(OfficeKind::of_township_called("城关街道办事处"), OfficeKind::Subdistrict);
        assert_eq!(OfficeKind::of_township_called("松柏镇"), OfficeKind::Township);
    }
}
