//! The small closed vocabularies of what happens to a case after it was accepted. Their labels are in the file.

use super::coded::coded;

coded! {
    /// 调解意愿: mediation needs both parties willing, and one clear refusal ends it (mediation law, art. 17).
    Consent {
        /// 双方自愿
        Willing = "willing",
        /// 一方明确拒绝
        Refused = "refused",
    }
}

coded! {
    /// 风险等级: how dangerous a dispute may become; another field than how difficult it is.
    Risk {
        /// 红
        Red = "red",
        /// 黄
        Yellow = "yellow",
        /// 绿
        Green = "green",
    }
}

coded! {
    /// 调解结果 of one session, as the record of mediation prints it.
    SessionResult {
        /// 调解成功
        Settled = "settled",
        /// 调解不成
        Failed = "failed",
        /// 有待继续调解
        Continue = "continue",
    }
}

coded! {
    /// In what capacity somebody took part who is neither party nor mediator (参加人).
    Capacity {
        /// 律师: counts as 律师参与.
        Lawyer = "lawyer",
        /// 代理人
        Agent = "agent",
        /// 亲属
        Relative = "relative",
        /// 村（居）干部、单位人员
        Official = "official",
        /// 证人、知情人
        Witness = "witness",
        /// 邀请的专家或其他人员 (art. 20)
        Invited = "invited",
    }
}

coded! {
    /// How somebody came to act for a party (代理人).
    AgentKind {
        /// 法定代理人
        Statutory = "statutory",
        /// 委托代理人
        Appointed = "appointed",
        /// 律师
        Lawyer = "lawyer",
    }
}

coded! {
    /// 代理权限: what a 授权委托书 gives the agent.
    Authority {
        /// 一般授权
        General = "general",
        /// 特别授权: may also admit, waive, settle.
        Special = "special",
    }
}

coded! {
    /// 其他救济途径: of what the parties were told when mediation ended without agreement (art. 26).
    Route {
        /// 仲裁
        Arbitration = "arbitration",
        /// 行政途径
        Administrative = "administrative",
        /// 诉讼
        Litigation = "litigation",
    }
}

coded! {
    /// What a court made of the agreement in later litigation.
    Ruling {
        /// 维持
        Upheld = "upheld",
        /// 变更
        Changed = "changed",
        /// 撤销
        Revoked = "revoked",
        /// 确认无效
        Invalid = "invalid",
    }
}

coded! {
    /// 满意度 at a follow-up visit.
    Satisfaction {
        /// 满意
        Satisfied = "satisfied",
        /// 基本满意
        Fairly = "fairly",
        /// 不满意
        Dissatisfied = "dissatisfied",
    }
}

coded! {
    /// 保管期限 of the file. The law sets none; nothing is ever deleted by itself.
    Retention {
        /// 10年
        Ten = "ten",
        /// 30年
        Thirty = "thirty",
        /// 永久
        Permanent = "permanent",
    }
}

coded! {
    /// The body that mediated a case, as the ministry's table distinguishes them.
    Body {
        /// 村
        Village = "village",
        /// 居
        Community = "community",
        /// 乡镇
        Township = "township",
        /// 街道
        Subdistrict = "subdistrict",
        /// 企事业单位
        Enterprise = "enterprise",
        /// 社会团体和其他
        Other = "other",
    }
}

coded! {
    /// 涉及人数 in the bands of the governance form.
    Band {
        /// 50人以下
        Under50 = "under50",
        /// 50至100人
        To100 = "to100",
        /// 100至500人
        To500 = "to500",
        /// 500人以上
        Over500 = "over500",
    }
}

impl Band {
    /// The band of that many persons. The bands of the form touch; a number on a border belongs to the upper one,
    /// but 500 to the third, whose name ends there and the fourth says “above”.
    pub const fn of(people: u32) -> Self {
        match people {
            0..50 => Self::Under50,
            50..100 => Self::To100,
            100..=500 => Self::To500,
            _ => Self::Over500,
        }
    }

    /// The least number of persons in it.
    pub const fn from(self) -> u32 {
        match self {
            Self::Under50 => 0,
            Self::To100 => 50,
            Self::To500 => 100,
            Self::Over500 => 501,
        }
    }

    /// The largest number of persons in it.
    pub const fn to(self) -> u32 {
        match self {
            Self::Under50 => 49,
            Self::To100 => 99,
            Self::To500 => 500,
            Self::Over500 => u32::MAX,
        }
    }
}

coded! {
    /// An event of a case that is counted by its own day (DOMAIN §5).
    EventKind {
        /// 调解一次
        Session = "session",
        /// 律师参与调解一次
        Lawyer = "lawyer",
        /// 履行完毕
        Performed = "performed",
        /// 司法确认
        Confirmed = "confirmed",
        /// 诉讼维持
        Upheld = "upheld",
        /// 诉讼变更
        Changed = "changed",
        /// 诉讼撤销
        Revoked = "revoked",
        /// 诉讼确认无效
        Invalid = "invalid",
        /// 回访一次
        Visited = "visited",
        /// 层级变动
        Escalated = "escalated",
        /// 移送出去
        SentOn = "sent_on",
        /// 移送进来
        Received = "received",
        /// 防止自杀
        Suicide = "suicide",
        /// 防止民转刑
        Criminal = "criminal",
        /// 防止群体性上访
        Petition = "petition",
        /// 防止群体性械斗
        Fight = "fight",
    }
}

coded! {
    /// The kind of a duty of a case with a last day.
    DutyKind {
        /// 办结: conclude within the limit, or by the day it was extended to.
        Conclude = "conclude",
        /// 履行: see whether the agreement was performed by its term.
        Perform = "perform",
        /// 司法确认: apply within the window after the agreement took effect.
        Confirm = "confirm",
        /// 回访: visit after the term of performance.
        Visit = "visit",
        /// 反馈: ask the body to which the case was sent.
        Feedback = "feedback",
    }
}
