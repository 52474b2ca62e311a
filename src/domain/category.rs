//! The lists of categories by which the political-legal line (综治) counts disputes. A file counts by one of them; a
//! case may name a category of any, so that nothing recorded is lost when the choice changes.

use super::GovernanceCode;
use super::coded::coded;

coded! {
    /// A list of categories. Their order is that of the columns of what counts in each.
    #[derive(Default)]
    CategoryList {
        /// The 19 of the printed form 《矛盾纠纷排查情况表》.
        #[default]
        Form = "19",
        /// A newer list of 27.
        Province = "27",
        /// 17 with their subtypes.
        Levels = "17",
        /// The office's own.
        Own = "own",
    }
}

/// Digits of a category in a code of [`CategoryList::Levels`]; a subtype has two more.
const CATEGORY: usize = "p17_01".len();

impl CategoryList {
    /// The list that a code belongs to.
    pub fn of(code: &str) -> Self {
        let of = |list: &&Self| code.strip_prefix(list.prefix()).is_some_and(|rest| !rest.is_empty());
        Self::ALL.iter().find(of).copied().unwrap_or(Self::Own)
    }

    /// What its codes begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Form => "p19_",
            Self::Province => "p27_",
            Self::Levels => "p17_",
            Self::Own => "",
        }
    }

    /// The dictionary of its labels, and the column of what counts in it.
    pub const fn dictionary(self) -> &'static str {
        match self {
            Self::Form => "governance19",
            Self::Province => "governance27",
            Self::Levels => "governance17",
            Self::Own => "governance",
        }
    }

    /// 其他: where a case counts for which no other is known.
    pub const fn other(self) -> &'static str {
        match self {
            Self::Form => "p19_19",
            Self::Province => "p27_27",
            Self::Levels => "p17_99",
            Self::Own => "g19",
        }
    }
}

impl GovernanceCode {
    /// The list that it belongs to.
    pub fn list(&self) -> CategoryList {
        CategoryList::of(self.as_str())
    }

    /// The category that a subtype is part of; none where it is one itself.
    pub fn category(&self) -> Option<Self> {
        let is_part = self.list() == CategoryList::Levels && self.as_str().len() > CATEGORY;
        is_part.then(|| self.as_str().get(..CATEGORY)?.parse().ok()).flatten()
    }

    /// Its digits as printed beside it; those of an office's own list are not shown.
    pub fn digits(&self) -> &str {
        match self.list() {
            CategoryList::Own => "",
            list => self.as_str().strip_prefix(list.prefix()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches an office's own code taken for one of a printed list, or a subtype whose category is not found.
    #[test]
    fn a_code_says_its_list() {
        let code = |text: &str| text.parse::<GovernanceCode>().unwrap();
        for (text, list, category, digits) in [
            ("p19_07", CategoryList::Form, None, "07"),
            ("p27_27", CategoryList::Province, None, "27"),
            ("p17_99", CategoryList::Levels, None, "99"),
            ("p17_0902", CategoryList::Levels, Some("p17_09"), "0902"),
            ("g05", CategoryList::Own, None, ""),
            ("p19", CategoryList::Own, None, ""),
            ("p19_", CategoryList::Own, None, ""),
            ("0101", CategoryList::Own, None, ""),
        ] {
            let code = code(text);
            assert_eq!(code.list(), list, "{text}");
            assert_eq!(code.category().map(|code| code.to_string()).as_deref(), category, "{text}");
            assert_eq!(code.digits(), digits, "{text}");
        }
        for list in CategoryList::ALL {
            assert_eq!(code(list.other()).list(), *list);
        }
    }
}
