//! The small closed vocabularies of a case: sides, levels, grades and states. Their labels are in the file.

use super::coded::coded;
use super::period::Period;

coded! {
    /// 申请人、被申请人、第三人
    Side {
        /// 申请人
        Applicant = "applicant",
        /// 被申请人
        Respondent = "respondent",
        /// 第三人
        Third = "third",
    }
}

coded! {
    /// What kind of subject a party is.
    PartyKind {
        /// 自然人
        Person = "person",
        /// 法人
        Company = "company",
        /// 非法人组织
        Group = "group",
    }
}

coded! {
    /// 性别
    Sex {
        /// 男
        Male = "male",
        /// 女
        Female = "female",
    }
}

coded! {
    /// 层级: which of the three levels handles the case (三级联调).
    Level {
        /// 村
        Village = "village",
        /// 镇
        Township = "township",
        /// 区
        District = "district",
    }
}

coded! {
    /// 难易程度; the ministry's 疑难复杂 is `Hard` and above.
    Difficulty {
        /// 简易
        Simple = "1",
        /// 一般
        Ordinary = "2",
        /// 疑难复杂
        Hard = "3",
        /// 重大
        Major = "4",
    }
}

coded! {
    /// 履行情况
    Performance {
        /// 未到期
        NotDue = "not_due",
        /// 部分履行
        Partly = "partly",
        /// 已履行
        Done = "done",
        /// 未履行
        NotDone = "not_done",
        /// 反悔
        Repudiated = "repudiated",
    }
}

coded! {
    /// 司法确认
    Confirmation {
        /// 不申请: the parties do not want it; a decision that is still open is an empty field.
        NotApplied = "not_applied",
        /// 已申请
        Applied = "applied",
        /// 已确认
        Confirmed = "confirmed",
        /// 不予受理
        NotTaken = "not_taken",
        /// 驳回
        Dismissed = "dismissed",
        /// 不能申请: what was agreed on is nothing that a court confirms.
        Unfit = "unfit",
    }
}

impl Confirmation {
    /// Whether a court was asked, whatever it said.
    pub const fn is_asked(self) -> bool {
        !matches!(self, Self::NotApplied | Self::Unfit)
    }

    /// Whether there is a ground on which the agreement is not confirmed.
    pub const fn is_refused(self) -> bool {
        matches!(self, Self::NotTaken | Self::Dismissed | Self::Unfit)
    }
}

coded! {
    /// 不予受理、驳回的情形: why a court does not confirm an agreement (民诉法解释, art. 355).
    RefusalGround {
        /// 不属于人民法院受理范围
        Scope = "scope",
        /// 不属于收到申请的人民法院管辖
        Court = "court",
        /// 确认婚姻关系、亲子关系、收养关系等身份关系无效、有效或者解除
        Status = "status",
        /// 适用其他特别程序、公示催告程序、破产程序审理
        Procedure = "procedure",
        /// 物权、知识产权确权
        Rights = "rights",
    }
}

impl RefusalGround {
    /// The ground to think of before an agreement on disputes of that type goes to court; none for most types. Only a
    /// hint: whether it applies follows from what was agreed on, not from the type.
    pub fn of_type(code: &str) -> Option<Self> {
        match code {
            "01" => Some(Self::Status),
            "03" | "07" => Some(Self::Rights),
            _ => None,
        }
    }
}

coded! {
    /// The direction of a referral.
    Direction {
        /// 移送: from us to another body.
        Out = "out",
        /// 接受委托移送: from another body to us.
        In = "in",
    }
}

coded! {
    /// 成功率的分母: how it is chosen.
    RateBasis {
        /// By the period: ÷受理 for a year, ÷办结 for any other.
        ByPeriod = "period",
        /// ÷受理
        Accepted = "accepted",
        /// ÷办结
        Closed = "closed",
        /// ÷调处
        Mediated = "mediated",
    }
}

coded! {
    /// 成功率的分母: what the successes are divided by.
    Divisor {
        /// ÷受理: the cases accepted, of which those are divided that have been settled by now.
        Accepted = "accepted",
        /// ÷办结
        Closed = "closed",
        /// ÷调处: successful and unsuccessful together
        Mediated = "mediated",
    }
}

impl RateBasis {
    /// The denominator for a period. A month closes cases of earlier months, so only a year is divided by the accepted
    /// unless somebody asks for it.
    pub const fn divisor(self, period: &Period) -> Divisor {
        match (self, period) {
            (Self::Accepted, _) | (Self::ByPeriod, Period::Year(_)) => Divisor::Accepted,
            (Self::Closed | Self::ByPeriod, _) => Divisor::Closed,
            (Self::Mediated, _) => Divisor::Mediated,
        }
    }
}

impl From<Divisor> for RateBasis {
    fn from(divisor: Divisor) -> Self {
        match divisor {
            Divisor::Accepted => Self::Accepted,
            Divisor::Closed => Self::Closed,
            Divisor::Mediated => Self::Mediated,
        }
    }
}

coded! {
    /// The kind of harm that was prevented (预防); each counts in 件 and in 人.
    PreventionKind {
        /// 预防纠纷: counted in 件 only.
        General = "general",
        /// 自杀
        Suicide = "suicide",
        /// 民转刑: a civil dispute turning criminal.
        Criminal = "criminal",
        /// 群体性上访
        Petition = "petition",
        /// 群体性械斗
        Fight = "fight",
    }
}

impl PreventionKind {
    /// Whether 人 are counted besides 件.
    pub const fn counts_people(self) -> bool {
        !matches!(self, Self::General)
    }
}
