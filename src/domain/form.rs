//! The statutory documents of a case (文书, ministry notice 司发通〔2010〕239号): which there are, in the order of the bound
//! file, which of them belong to a case, and what a form may still lack.

use super::coded::coded;
use super::field::{Part, PartKind, Spot};
use super::{AgentKind, Confirmation, Direction, Dispute, Outcome, Performance, Side};

coded! {
    /// A form, in the order in which it stands in the file.
    FormKind {
        /// 卷宗封面
        Cover = "cover",
        /// 卷内目录
        Contents = "contents",
        /// 人民调解申请书: where a party asked for mediation.
        Application = "application",
        /// 人民调解受理登记表: where the committee went to the parties, or another body sent them.
        Registration = "registration",
        /// 授权委托书: one per agent whom a party appointed.
        Authorisation = "authorisation",
        /// 不予受理告知书
        Declined = "declined",
        /// 权利义务告知书
        Notice = "notice",
        /// 调查记录: one per investigation.
        Investigation = "investigation",
        /// 证据材料: the list of what is behind it.
        Evidence = "evidence",
        /// 调解记录: one per session.
        Session = "session",
        /// 人民调解协议书
        Agreement = "agreement",
        /// 口头协议登记表
        OralAgreement = "oral-agreement",
        /// 终止调解告知书 (mediation law, art. 26)
        Termination = "termination",
        /// 转办函 with its 回执: one per referral to another body.
        ReferralLetter = "referral-letter",
        /// 履行凭证
        Performance = "performance",
        /// 回访记录: one per visit.
        Visit = "visit",
        /// 司法确认申请书
        Confirmation = "confirmation",
        /// 结案报告表
        ClosingReport = "closing-report",
        /// 卷宗情况说明
        Statement = "statement",
        /// 封底
        BackCover = "back-cover",
    }
}

impl FormKind {
    /// Its place in the file, from 1; forms that share a place have the same number.
    pub const fn place(self) -> usize {
        match self {
            Self::Cover => 1,
            Self::Contents => 2,
            Self::Application | Self::Registration => 3,
            Self::Authorisation => 4,
            Self::Declined | Self::Notice => 5,
            Self::Investigation => 6,
            Self::Evidence => 7,
            Self::Session => 8,
            Self::Agreement | Self::OralAgreement | Self::Termination => 9,
            Self::ReferralLetter => 10,
            Self::Performance => 11,
            Self::Visit => 12,
            Self::Confirmation => 13,
            Self::ClosingReport => 14,
            Self::Statement => 15,
            Self::BackCover => 16,
        }
    }

    /// Whether the 卷内目录 lists it: cover, list and back cover are not content.
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Cover | Self::Contents | Self::BackCover)
    }

    /// The kind of parts of which each has a copy of the form of its own.
    pub const fn of_each(self) -> Option<PartKind> {
        match self {
            Self::Authorisation => Some(PartKind::Agent),
            Self::Investigation => Some(PartKind::Investigation),
            Self::Session => Some(PartKind::Session),
            Self::ReferralLetter => Some(PartKind::Referral),
            Self::Visit => Some(PartKind::FollowUp),
            _ => None,
        }
    }

    /// The parts of the case that have a copy of the form of their own.
    pub fn parts(self, case: &Dispute) -> Vec<Part> {
        let mut parts = self.of_each().map(|kind| kind.of_case(case)).unwrap_or_default();
        parts.retain(|part| match self {
            // Who represents a child or a ward does so by law.
            Self::Authorisation => {
                let agent = case.parties.get(part.of).and_then(|party| party.agents.get(part.at));
                agent.is_some_and(|agent| agent.kind != AgentKind::Statutory)
            }
            Self::ReferralLetter => {
                case.referrals.get(part.at).is_some_and(|sent| sent.direction == Direction::Out)
            }
            _ => true,
        });
        parts
    }

    /// The forms that belong to the file of this case, in their order; any other can still be printed by itself. None
    /// of a void case.
    pub fn of_case(case: &Dispute) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|kind| kind.belongs_to(case)).collect()
    }

    /// Whether it belongs to the file of this case, as far as the case has come: the record has what makes it. The list
    /// of contents names no other.
    pub fn belongs_to(self, case: &Dispute) -> bool {
        let outcome = case.outcome();
        let agreed = outcome.is_some_and(Outcome::is_success);
        if case.void.is_some() {
            return false;
        }
        match self {
            Self::Cover | Self::Contents | Self::Statement | Self::BackCover => true,
            Self::Application => case.source == super::SourceCode::apply(),
            Self::Registration => case.source != super::SourceCode::apply(),
            Self::Notice => case.is_accepted(),
            Self::Declined => outcome == Some(Outcome::Declined),
            Self::Evidence => !case.evidence.is_empty(),
            Self::Authorisation
            | Self::Investigation
            | Self::Session
            | Self::ReferralLetter
            | Self::Visit => !self.parts(case).is_empty(),
            Self::Termination => matches!(outcome, Some(Outcome::Unsuccessful | Outcome::Withdrawn)),
            Self::ClosingReport => outcome.is_some_and(Outcome::is_accepted),
            Self::Agreement => outcome == Some(Outcome::Written),
            Self::OralAgreement => outcome == Some(Outcome::Oral),
            Self::Performance => agreed && is_performed(case),
            Self::Confirmation => agreed && is_before_the_court(case),
        }
    }
}

/// Whether anything of the agreement was performed.
fn is_performed(case: &Dispute) -> bool {
    let said = matches!(case.performance(), Some(Performance::Partly | Performance::Done));
    said || !case.performed.is_empty()
}

/// Whether a court was asked to confirm the agreement.
fn is_before_the_court(case: &Dispute) -> bool {
    let agreement = &case.agreement;
    agreement.applied_on.is_some() || agreement.confirmation.is_some_and(Confirmation::is_asked)
}

/// Something that a form needs and the record lacks: a blank to finish by hand, or a field to fill first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// A field that is empty.
    Field(Spot),
    /// There is no part of that kind in the case, in the party or in the session.
    Part(PartKind, Part),
    /// There is no party on that side.
    NoParty(Side),
    /// 生效日期: a signature or the seal is missing.
    Effect,
    /// A detail of the office that took the case; it is set in the office, not in the case.
    Office(OfficeItem),
}

/// A detail of an office that forms print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeItem {
    /// 调委会名称
    Committee,
    /// 名称
    Name,
    /// The name of the district.
    District,
}
