//! 期限: how many days each step of a case may take. The district sets them; an office may have its own.

/// The limits that hold for the cases of one office, in calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// 调解期限: from acceptance to closing (2002 ministry rules, art. 33). 1–365.
    pub conclude_days: u32,
    /// 司法确认申请期限: from effect to the application (law, art. 33). 1–365.
    pub confirmation_days: u32,
    /// 回访提醒: from the term of performance to the visit. 0–365.
    pub follow_up_days: u32,
    /// 移送反馈: from an outgoing referral to the feedback. 1–365; no rule names it, 15 is our default.
    pub feedback_days: u32,
    /// 临期提醒: how many days ahead "due soon" reaches. 0–60.
    pub due_soon_days: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            conclude_days: 30,
            confirmation_days: 30,
            follow_up_days: 7,
            feedback_days: 15,
            due_soon_days: 7,
        }
    }
}

/// One of the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// 调解期限
    Conclude,
    /// 司法确认申请期限
    Confirmation,
    /// 回访提醒
    FollowUp,
    /// 移送反馈
    Feedback,
    /// 临期提醒
    DueSoon,
}

impl Limit {
    /// Every limit, in the order in which they apply to a case.
    pub const ALL: [Self; 5] =
        [Self::Conclude, Self::Confirmation, Self::FollowUp, Self::Feedback, Self::DueSoon];

    /// The name that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Conclude => "conclude_days",
            Self::Confirmation => "confirmation_days",
            Self::FollowUp => "follow_up_days",
            Self::Feedback => "feedback_days",
            Self::DueSoon => "due_soon_days",
        }
    }

    /// The limit of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|limit| limit.code() == code)
    }

    /// The least and the most days it may be set to.
    pub const fn range(self) -> (u32, u32) {
        match self {
            Self::Conclude | Self::Confirmation | Self::Feedback => (1, 365),
            Self::FollowUp => (0, 365),
            Self::DueSoon => (0, 60),
        }
    }

    /// Whether it may be set to that many days.
    pub const fn allows(self, days: u32) -> bool {
        let (least, most) = self.range();
        least <= days && days <= most
    }
}

impl Limits {
    /// The days of one limit.
    pub const fn days(&self, limit: Limit) -> u32 {
        match limit {
            Limit::Conclude => self.conclude_days,
            Limit::Confirmation => self.confirmation_days,
            Limit::FollowUp => self.follow_up_days,
            Limit::Feedback => self.feedback_days,
            Limit::DueSoon => self.due_soon_days,
        }
    }

    /// Sets the days of one limit.
    pub const fn set(&mut self, limit: Limit, days: u32) {
        match limit {
            Limit::Conclude => self.conclude_days = days,
            Limit::Confirmation => self.confirmation_days = days,
            Limit::FollowUp => self.follow_up_days = days,
            Limit::Feedback => self.feedback_days = days,
            Limit::DueSoon => self.due_soon_days = days,
        }
    }
}
