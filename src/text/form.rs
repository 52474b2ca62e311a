//! The errors and hints of form fields.

use chrono::NaiveDate;

use super::Lang;
use crate::domain::Sex;
use crate::domain::check::Problem;
use crate::domain::date_entry::{DateError, YEARS};
use crate::domain::id_number::IdProblem;
use crate::domain::money::MoneyError;

/// The error of a typed date.
pub fn date_error(lang: Lang, error: DateError) -> String {
    match error {
        DateError::Empty => lang.pick("请填日期", "Please give a date").to_owned(),
        DateError::NotADate => {
            lang.pick("看不懂这个日期，请写如 3-5", "Not a date; write it like 3-5").to_owned()
        }
        DateError::NoSuchDay => {
            lang.pick("没有这一天，请改", "There is no such day; please change it").to_owned()
        }
        DateError::YearOutOfRange(year) => {
            let (from, to) = (YEARS.start(), YEARS.end());
            lang.pick(
                format!("年份 {year} 不对，应在 {from} 至 {to}"),
                format!("The year {year} is not within {from} to {to}"),
            )
        }
    }
}

/// The error of a typed amount.
pub fn money_error(lang: Lang, error: MoneyError) -> &'static str {
    match error {
        MoneyError::NotAnAmount => {
            lang.pick("看不懂这个金额，请写如 3500 或 3.5万", "Not an amount; write 3500 or 3.5万")
        }
        MoneyError::Negative => lang.pick("金额不能是负数", "An amount cannot be negative"),
        MoneyError::TooPrecise => lang.pick("金额最多到分", "At most two decimals"),
        MoneyError::TooLarge => lang.pick("金额太大，请核对", "The amount is too large; please check"),
        MoneyError::Ambiguous => lang.pick("有两种读法，请用数字写", "Two readings; write it in digits"),
    }
}

/// A parsed amount, `yuan` in 元.
pub fn yuan(lang: Lang, yuan: &str) -> String {
    lang.pick(format!("{yuan} 元"), format!("{yuan} yuan"))
}

/// The text is not a whole number.
pub fn not_a_number(lang: Lang) -> &'static str {
    lang.pick("请填整数", "A whole number, please")
}

/// No item of the list matches the text.
pub fn not_listed(lang: Lang, typed: &str) -> String {
    lang.pick(format!("没有“{typed}”，请从列表中选"), format!("Nothing like \"{typed}\"; pick from the list"))
}

/// The text is not a time of day.
pub fn not_a_time(lang: Lang) -> &'static str {
    lang.pick("看不懂这个时间，请写如 9:30 或 下午2点半", "Not a time; write it like 9:30")
}

/// A required field is empty.
pub fn missing(lang: Lang) -> &'static str {
    lang.pick("这一项要填", "This is needed")
}

/// A field's label and hint, for help.
pub fn about_field(lang: Lang, label: &str, hint: &str) -> String {
    lang.pick(format!("{label}：{hint}"), format!("{label}: {hint}"))
}

/// A problem of a case, shown beside its field. Short, because it shares the row with the value.
pub fn problem(lang: Lang, problem: Problem) -> &'static str {
    match problem {
        Problem::AcceptedInFuture => lang.pick("受理日期晚于今天，请改", "Lies ahead of today"),
        Problem::OccurredAfterAccepted => lang.pick("发生在受理之后，请改", "Later than acceptance"),
        Problem::PreLitigationWithoutCourt => {
            lang.pick("诉前案件的来源应是法院", "Pre-litigation cases come from a court")
        }
        Problem::TooFewParties(_) => lang.pick("至少要有两方当事人", "A dispute has at least two parties"),
        Problem::PartyWithoutName(_) => lang.pick("还没有填姓名", "The name is missing"),
        Problem::PartyTwice(_) => lang.pick("这个名字填了两次", "This name stands here twice"),
        Problem::KindAgainstName(_) => {
            lang.pick("名称像是单位，请核对类别", "Named like an organisation; check it")
        }
        Problem::IdNumber(_, odd) => id_problem(lang, odd),
        Problem::SexAgainstIdNumber(_) => lang.pick("性别与证件号不符", "Not the sex of the ID number"),
        Problem::BirthAgainstIdNumber(_) => {
            lang.pick("出生日期与证件号不符", "Not the date of birth of the ID number")
        }
        Problem::BornAfterAccepted(_) => {
            lang.pick("出生在受理之后，请核对", "Born after acceptance; check it")
        }
        Problem::PeopleFewerThanParties => lang.pick("少于当事人的人数", "Fewer than the parties"),
        Problem::NoMediator => lang.pick("还没有调解员", "No mediator yet"),
        Problem::MediatorTwice => lang.pick("同一位调解员填了两次", "One mediator stands here twice"),
        Problem::ClosedBeforeAccepted => lang.pick("办结早于受理，请改", "Earlier than acceptance"),
        Problem::ClosedInFuture => lang.pick("办结日期晚于今天，请改", "Lies ahead of today"),
        Problem::NegativeAmount => lang.pick("金额不能是负数", "An amount cannot be negative"),
        Problem::AmountTooLarge => lang.pick("金额太大，请核对", "The amount is too large; check it"),
        Problem::AmountWithoutAgreement => lang.pick("没有达成协议，却有金额", "An amount, but no agreement"),
        Problem::DueBeforeClosed => {
            lang.pick("履行期限早于办结，请核对", "Earlier than the agreement; check it")
        }
        Problem::PerformanceWithoutAgreement => {
            lang.pick("没有达成协议，却有履行", "Performance, but no agreement")
        }
        Problem::ConfirmationWithoutAgreement => {
            lang.pick("没有达成协议，却有司法确认", "Confirmation, but no agreement")
        }
        Problem::ReferredNowhere(_) => lang.pick("还没有写移送到哪里", "Where to is not said yet"),
        Problem::ReferralInFuture(_) => lang.pick("移送日期晚于今天，请改", "Lies ahead of today"),
        Problem::FollowUpInFuture(_) => lang.pick("回访日期晚于今天，请改", "Lies ahead of today"),
        Problem::FollowUpBeforeAccepted(_) => lang.pick("回访早于受理，请核对", "Earlier than acceptance"),
        Problem::VoidWithoutReason => lang.pick("作废要写明理由", "A reason is needed"),
        _ => life_problem(lang, problem),
    }
}

/// A problem of the later events of a case.
fn life_problem(lang: Lang, problem: Problem) -> &'static str {
    match problem {
        Problem::BeforeAccepted(_) => lang.pick("早于受理，请核对", "Earlier than acceptance; check it"),
        Problem::BeforeReached(_) => {
            lang.pick("早于达成协议，请核对", "Earlier than the agreement; check it")
        }
        Problem::SettledAgainstRefusal => {
            lang.pick("一方明确拒绝，却调解成功", "One party refused, and yet it was settled")
        }
        Problem::LevelAgainstEscalation => {
            lang.pick("与最后一次层级变动不符", "Not the level of the last move")
        }
        Problem::EscalatedNowhere(_) => lang.pick("层级没有变", "The level stays the same"),
        Problem::ExtensionBeforeLimit(_) => lang.pick("延到了受理之前，请改", "Ends before acceptance"),
        Problem::ExtensionWithoutConsent(_) => {
            lang.pick("没有双方同意，延期不算数", "Without consent the extension does not count")
        }
        Problem::FeedbackBeforeReferral(_) => lang.pick("反馈早于移送，请改", "Earlier than the referral"),
        Problem::ReachedAfterClosed => lang.pick("晚于办结，请核对", "Later than the closing; check it"),
        Problem::PerformedMoreThanAgreed(_) => lang.pick("履行合计超过协议金额", "More than was agreed on"),
        Problem::PartWithoutAgreement(_) => {
            lang.pick("没有达成协议，却有履行", "Performance, but no agreement")
        }
        Problem::PlanAgainstAmount(_) => {
            lang.pick("各期合计与协议金额不同，请核对", "The parts do not add up to the amount agreed on")
        }
        Problem::EmptyInstalment(_) => {
            lang.pick("没有金额，也没有内容", "Neither an amount nor what is to be done")
        }
        Problem::PartBesidePlan(_) => lang.pick(
            "没有金额，内容也不是计划里的一项，不算履行计划",
            "Without an amount or the words of a part of the plan it does not count",
        ),
        Problem::PerformedAgainstState => {
            lang.pick("各次履行合计已够，请核对", "What was performed adds up to all of it; check it")
        }
        Problem::AppliedWithoutEffect(_) => lang.pick(
            "缺这一天协议就没有生效，不能申请司法确认：请补填",
            "No effect and no confirmation without this day: fill it in",
        ),
        Problem::GroundWithoutRefusal(_) => {
            lang.pick("法院没有不予受理或驳回，请核对", "Nobody refused to confirm; check it")
        }
        Problem::AppliedBeforeEffect => {
            lang.pick("申请早于协议生效，请核对", "Earlier than the effect; check it")
        }
        Problem::AppliedTooLate => lang.pick("申请时期限已过", "The window had closed"),
        Problem::DecidedBeforeApplied => lang.pick("裁定早于申请，请改", "Earlier than the application"),
        Problem::LitigationWithoutAgreement => {
            lang.pick("没有达成协议，却有诉讼", "A lawsuit, but no agreement")
        }
        Problem::RuledBeforeFiled => lang.pick("裁判早于起诉，请改", "Earlier than the lawsuit"),
        Problem::ToldThoughSettled => {
            lang.pick("已调解成功，却告知了其他途径", "Settled, and yet other routes were told")
        }
        Problem::PreventionOfNobody(_) => lang.pick("人数为 0，请核对", "Nobody; check it"),
        Problem::FiledBeforeClosed => lang.pick("立卷早于办结，请核对", "Earlier than the closing; check it"),
        _ => lang.pick("晚于今天，请改", "Lies ahead of today"),
    }
}

fn id_problem(lang: Lang, odd: IdProblem) -> &'static str {
    match odd {
        IdProblem::Length => lang.pick("不是18位，请核对", "Not 18 digits; check it"),
        IdProblem::Characters => lang.pick("含有不该有的字符，请核对", "Other signs than digits; check it"),
        IdProblem::BirthDate => lang.pick("出生日期不对，请核对", "No such date of birth; check it"),
        IdProblem::CheckDigit => lang.pick("校验位不符，请核对", "The check digit does not fit; check it"),
        IdProblem::Ruined => lang.pick("号码被表格软件改坏了，请核对", "Ruined by a spreadsheet; check it"),
        IdProblem::OfOrganisation => {
            lang.pick("这是单位的信用代码，请核对类别", "A credit code; check the kind")
        }
        IdProblem::OfPerson => lang.pick("这是个人的身份证号，请核对", "A person's ID number; check it"),
        IdProblem::CodeLength => {
            lang.pick("信用代码应是18位，请核对", "A credit code has 18 characters; check it")
        }
        IdProblem::CodeCharacters => {
            lang.pick("信用代码里有不该有的字符，请核对", "Signs that no credit code has; check it")
        }
        IdProblem::CodeCheck => lang.pick("信用代码校验位不符，请核对", "Wrong check character; check it"),
    }
}

/// The content of an ID number: date of birth and sex.
pub fn id_says(lang: Lang, born_on: NaiveDate, sex: Sex) -> String {
    let sex = match sex {
        Sex::Male => lang.pick("男", "male"),
        Sex::Female => lang.pick("女", "female"),
    };
    let born = born_on.format("%Y-%m-%d");
    lang.pick(format!("{sex}，{born} 出生"), format!("{sex}, born {born}"))
}
