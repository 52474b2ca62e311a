//! The outcome of a case: exactly one per closed case, none while it is open.

use chrono::NaiveDate;

use super::coded::coded;

coded! {
    /// The final outcome of a case (结果), in the order in which the pick list offers them.
    Outcome {
        /// 成功·书面协议
        Written = "written",
        /// 成功·口头协议
        Oral = "oral",
        /// 调解不成（终止）
        Unsuccessful = "unsuccessful",
        /// 当事人拒绝或撤回
        Withdrawn = "withdrawn",
        /// 移送（引导）: sent to another body.
        Referred = "referred",
        /// 不予受理: registered, but never taken on; counted in no total of accepted cases.
        Declined = "declined",
    }
}

impl Outcome {
    /// 调解成功: an agreement was reached, written or oral.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Written | Self::Oral)
    }

    /// 调解、调处: mediation was carried out to an end, with or without success.
    pub const fn is_mediated(self) -> bool {
        matches!(self, Self::Written | Self::Oral | Self::Unsuccessful)
    }

    /// 受理: false for what was registered but declined.
    pub const fn is_accepted(self) -> bool {
        !matches!(self, Self::Declined)
    }
}

/// The end of a case: what became of it and when (办结).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The outcome.
    pub outcome: Outcome,
    /// 办结日期
    pub on: NaiveDate,
}
