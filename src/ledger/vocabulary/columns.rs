//! The words that staff put above their columns.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::has;
use crate::domain::field::{Field, Kind, Need, PartKind};
use crate::domain::fold::search_fold;
use crate::ledger::column::{Column, LedgerKind, MoneyUnit};
use crate::text::{Lang, field as words};

/// Every known word for a column of cases, separated by spaces; the canonical one first.
const CASE_WORDS: &[(Column, &str)] = &[
    (Column::Row, "序号 行号 no no."),
    (Column::Number, "编号 卷号 案号 案件编号 案件编码 受理编号 文书编号 协议编号 卷宗号 number"),
    (
        Column::Accepted,
        "受理日期 受理时间 收案时间 收案日期 受案时间 受案日期 立案时间 立案日期 受理登记日期 受理登记时间 登记受理时间 \
         首次受理时间 接案时间 接案日期 登记日期 登记时间 申请时间 申请日期",
    ),
    (Column::Occurred, "发生日期 发生时间 纠纷发生时间 上报日期 上报时间"),
    (Column::Screened, "排查日期 排查时间 摸排日期 摸排时间"),
    (
        Column::Township,
        "乡镇 镇 乡 街道 乡镇街道 乡镇(街道) 镇街 镇(街) 镇(街道) 乡(镇) 所属乡镇 所在乡镇 受理单位 调委会 调解组织 township",
    ),
    (
        Column::Village,
        "村(社区) 村 村居 村(居) 村社区 社区 所属村 所属村居 所属村(社区) 所在村 发生地点 排查地点 村(社区)名称 村/社区 \
         village",
    ),
    (Column::Place, "地点 纠纷地点 调解地点"),
    (
        Column::Applicant,
        "申请人 甲方 一方当事人 当事人一 当事人1 主要当事人姓名 主要当事人 申请人姓名 甲方姓名 当事人甲 申请方 投诉人 \
         反映人 信访人 来访人 原告",
    ),
    (
        Column::Respondent,
        "被申请人 乙方 对方当事人 当事人二 当事人2 被申请人姓名 乙方姓名 另一方当事人 当事人乙 被申请方 \
         对方姓名 对方 对方当事人姓名 另一方当事人姓名 被投诉人 被反映人 被告",
    ),
    (Column::Third, "第三人 第三方 丙方"),
    (
        Column::Parties,
        "双方当事人 当事人 当事人双方 当事人姓名 双方当事人姓名 纠纷方名称 纠纷当事人 当事人(双方) 当事人名单 纠纷双方 纠纷双方当事人 涉事双方",
    ),
    (
        Column::Phone,
        "电话 联系电话 联系方式 手机号 手机号码 手机 电话号码 当事人电话 当事人联系方式 当事人联系电话",
    ),
    (
        Column::IdNumber,
        "证件号码 身份证号 身份证号码 身份证 证件号 公民身份号码 当事人身份证号 统一社会信用代码 信用代码 社会信用代码 \
         身份证号或信用代码 身份证号或统一社会信用代码",
    ),
    (Column::Address, "住址 单位或住址 家庭住址 居住详址 现住址 当事人住址 户籍地址"),
    (
        Column::Type,
        "纠纷类型 纠纷类别 矛盾类型 矛盾类别 矛盾纠纷类别 案由 事件类别 矛盾纠纷类型 案件类型 案件类别 纠纷种类",
    ),
    (
        Column::Summary,
        "简要情况 主要内容 基本情况 事由 案情简介 事件简述 纠纷简要情况 案情 简要案情 案件简介 基本案情 矛盾纠纷简介 \
         纠纷事由 主要案情 纠纷描述 事件描述 问题描述 情况描述",
    ),
    (Column::Source, "案件来源 受理方式 纠纷来源 来源渠道 受理来源"),
    (Column::Mediator, "调解员 调解人 承办人 责任人 调处人 调解人员 主持人 调解员姓名 调处人员"),
    (Column::Mediated, "调解日期 调解时间 调处日期 调处时间 化解日期 化解时间"),
    (Column::Closed, "办结日期 办结时间 结案日期 结案时间 完成日期 完成时间"),
    (
        Column::Outcome,
        "结果 调解结果 调处结果 是否化解 是否成功 是否调解成功 是否达成协议 结案方式 办理结果 化解情况 调解情况 \
         化解结果 调处情况 是否调处成功 是否化解成功 事件状态 处理状态 案件状态 办理状态 纠纷状态 调解状态 处理结果 \
         办结情况",
    ),
    (Column::Form, "协议形式 口头/书面 口头书面 书面/口头 协议类型 调解形式 协议种类"),
    (Column::Content, "协议内容 调解协议内容 协议主要内容"),
    (Column::Amount, "金额 涉及金额 协议金额 标的额 涉案金额 协议涉及金额 标的 标的金额 涉案标的"),
    (Column::People, "涉及人数 人数 当事人数 涉案人数 当事人人数"),
    (Column::Performance, "履行 履行情况 是否履行 协议履行情况"),
    (Column::Due, "履行期限 履行时限 履行日期"),
    (Column::Plan, "履行计划 分期履行 分期履行计划 还款计划 付款计划"),
    (Column::Confirmation, "司法确认 是否司法确认 司法确认情况"),
    (Column::FollowUp, "回访 回访时间 回访情况 回访日期"),
    (Column::Difficulty, "难易程度 难度 难易"),
    (Column::Level, "层级 调解层级 级别"),
    (Column::Tags, "标签 联动机制"),
    (Column::Note, "备注"),
];

/// Words so short that they count only where no fuller word has the same meaning.
const SHORT_CASE_WORDS: &[(Column, &str)] = &[
    (Column::Accepted, "时间 日期"),
    (Column::Type, "类别 类型"),
    (Column::Source, "来源"),
    (Column::Outcome, "状态"),
    (Column::Place, "地址"),
    (Column::Note, "说明"),
];

const SERVICE_WORDS: &[(Column, &str)] = &[
    (Column::Row, "序号 行号"),
    (Column::ServiceDate, "日期 服务日期 时间 服务时间"),
    (Column::Centre, "中心 服务中心 中心名称"),
    (Column::ServiceKind, "服务类别 服务事项 服务类型"),
    (Column::Quantity, "数量 件次 次数"),
    (Column::Unit, "单位 计量单位"),
    (Column::Number, "案件编号 编号 案号 所属案件"),
    (Column::Note, "备注 说明"),
];

const FIGURE_WORDS: &[(Column, &str)] = &[
    (Column::Row, "序号 行号"),
    (Column::FigureName, "名称 指标 指标名称 指标项目 项目 figure"),
    (Column::FigureDays, "期间 月份 年月 统计期间 时间 报送期间 报送月份 period"),
    (Column::FigureValue, "数值 数据 数量 指标值 完成数 本期数 本月数 value"),
    (Column::Unit, "单位 计量单位 unit"),
    (Column::FigureOwner, "提供单位 报送单位 填报单位 来源 数据来源 责任单位 提供部门 报送部门 source"),
    (Column::Township, "所属单位 乡镇 乡镇街道 乡镇(街道) township"),
    (Column::Note, "备注 说明"),
];

const PLACE_WORDS: &[(Column, &str)] = &[
    (Column::Row, "序号 行号"),
    (Column::DivisionCode, "code 代码 区划代码 行政区划代码 统计用区划代码"),
    (Column::Township, "township 乡镇 乡镇街道 乡镇(街道)"),
    (Column::Village, "village 村 村(社区) 村居 村居委会 名称"),
];

/// Details of a person, in headers below or after the word for the side.
const PERSON_WORDS: &[(Column, Column, &str)] = &[
    (Column::Applicant, Column::Respondent, "姓名 名称 姓名或名称"),
    (Column::Phone, Column::RespondentPhone, "电话 联系电话 联系方式 手机号 手机号码 手机 电话号码"),
    (
        Column::IdNumber,
        Column::RespondentId,
        "证件号码 身份证号 身份证号码 身份证 证件号 公民身份号码 统一社会信用代码 信用代码",
    ),
    (Column::Address, Column::RespondentAddress, "住址 单位或住址 家庭住址 居住详址 现住址 地址 单位住址"),
];

const APPLICANT_WORDS: &str =
    "申请人 甲方 一方当事人 当事人一 当事人1 当事人甲 申请方 投诉人 反映人 来访人 原告";
const RESPONDENT_WORDS: &str = "被申请人 乙方 对方当事人 当事人二 当事人2 当事人乙 被申请方 另一方当事人 纠纷当事人 对方 被投诉人 被反映人 被告";

/// How well a column's day stands in for a missing day of acceptance: 排查, 发生, 调解, 办结; the smallest is best.
pub fn stands_in_for_acceptance(column: Column, words: &str) -> Option<u8> {
    match column {
        Column::Screened => Some(0),
        Column::Occurred if ["排查", "摸排", "上报"].iter().any(|word| words.contains(word)) => Some(0),
        Column::Occurred => Some(1),
        Column::Mediated => Some(2),
        Column::Closed => Some(3),
        _ => None,
    }
}

/// The place of a word among those for the day of acceptance: 受理 before 登记 before 申请.
pub fn acceptance_rank(words: &str) -> usize {
    let list = CASE_WORDS.iter().find(|(column, _)| *column == Column::Accepted).map_or("", |(_, list)| list);
    let words = fold(words);
    list.split(' ').position(|word| words.contains(word)).unwrap_or(usize::MAX)
}

/// Words that ledgers put before a known one: 矛盾纠纷受理时间.
const LEADS: [&str; 4] = ["矛盾纠纷", "纠纷", "案件", "矛盾"];

/// The fields without words above, by their names. Covers new fields too.
static CALLED: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let name = |field: &Field| fold(words::head(*field).text(Lang::Zh));
    let alone = |field: &Field| Field::ALL.iter().filter(|other| name(other) == name(field)).count() == 1;
    let fields = Field::ALL.iter().filter(|field| fits_a_cell(**field) && alone(field));
    fields.map(|field| (name(field), *field)).collect()
});

/// Whether a single cell can hold the field, and it is clear to which part it belongs: to the case, or to the
/// session, visit, investigation or evidence of the row. Fields that a case must have are excluded.
fn fits_a_cell(field: Field) -> bool {
    let spec = field.spec();
    let is_of_others = matches!(
        spec.kind,
        Kind::Time
            | Kind::Office
            | Kind::Village
            | Kind::Party
            | Kind::Mediators
            | Kind::Tags
            | Kind::Columns
    );
    let is_here = matches!(
        field.part(),
        PartKind::Case
            | PartKind::Investigation
            | PartKind::Evidence
            | PartKind::Session
            | PartKind::FollowUp
    );
    let may_be_said = spec.need != Need::Required || MAKERS.contains(&field);
    !is_of_others && is_here && may_be_said && Column::named_of(field).is_none()
}

/// The fields whose column makes a part of its own: an investigation, or evidence.
pub const MAKERS: [Field; 2] = [Field::InvestigationOn, Field::EvidenceName];

/// Whether a column can be recognised by the name of the field.
pub fn is_called(field: Field) -> bool {
    CALLED.values().any(|called| *called == field)
}

/// The field of that name.
pub fn called(words: &str) -> Option<Column> {
    CALLED.get(words).copied().map(Column::Field)
}

/// The name of a field among columns: the first word of its column.
pub fn canonical(field: Field) -> &'static str {
    let column = Column::named_of(field);
    let known = CASE_WORDS.iter().find(|(known, _)| Some(*known) == column);
    let first = known.and_then(|(_, list)| list.split(' ').next());
    first.unwrap_or_else(|| words::head(field).text(Lang::Zh))
}

/// How clearly words name a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surely {
    /// A word with no other meaning.
    Full,
    /// A short word, which a fuller one in another column overrides.
    Short,
}

/// The meaning of a header. `parts` are its cells from the top down.
pub fn meaning(kind: LedgerKind, parts: &[String]) -> Option<(Column, Surely)> {
    let folded: Vec<String> = parts.iter().map(|part| fold(part)).collect();
    let (last, above) = folded.split_last()?;
    if kind != LedgerKind::Cases {
        return single(kind, last);
    }
    let joined: String = folded.concat();
    let group = above.last().map(|group| group.trim_end_matches("情况")).filter(|group| !group.is_empty());
    let within = || single(kind, &format!("{}{last}", group?));
    let found = of_person(&joined).or_else(|| single(kind, &joined)).or_else(within);
    // 时间 below 调解情况 is no date of acceptance: a short word must be alone.
    let alone = || single(kind, last).filter(|(_, surely)| above.is_empty() || *surely == Surely::Full);
    let by_name = || called(&joined).or_else(|| called(last)).map(|column| (column, Surely::Full));
    found.or_else(alone).or_else(by_name)
}

fn single(kind: LedgerKind, words: &str) -> Option<(Column, Surely)> {
    let bare = without_brackets(words);
    let tables: &[(&[(Column, &str)], Surely)] = match kind {
        LedgerKind::Cases => &[(CASE_WORDS, Surely::Full), (SHORT_CASE_WORDS, Surely::Short)],
        LedgerKind::Services => &[(SERVICE_WORDS, Surely::Full)],
        LedgerKind::Indicators => &[(FIGURE_WORDS, Surely::Full)],
        LedgerKind::Places => &[(PLACE_WORDS, Surely::Full)],
    };
    let known = |text: &str| {
        tables.iter().find_map(|(table, surely)| {
            let row = table.iter().find(|(_, list)| has(list, text));
            row.map(|(column, _)| (*column, *surely))
        })
    };
    let led = || LEADS.iter().find_map(|lead| known(bare.strip_prefix(lead)?));
    known(words).or_else(|| known(bare)).or_else(|| of_person(bare)).or_else(led)
}

/// 被申请人电话 and the like.
fn of_person(words: &str) -> Option<(Column, Surely)> {
    let after = |sides: &str| {
        sides.split(' ').find_map(|side| words.strip_prefix(side)).map(|rest| rest.trim_start_matches('的'))
    };
    let of = |rest: &str| PERSON_WORDS.iter().find(|(_, _, list)| has(list, without_brackets(rest)));
    let respondent = || after(RESPONDENT_WORDS).and_then(of).map(|(_, respondent, _)| *respondent);
    let applicant = || after(APPLICANT_WORDS).and_then(of).map(|(applicant, _, _)| *applicant);
    respondent().or_else(applicant).map(|column| (column, Surely::Full))
}

/// A header as it is compared: half width, lower case, without spaces and the marks of required fields.
pub fn fold(words: &str) -> String {
    let folded = search_fold(words);
    let kept = folded.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '*' | '★' | ':'));
    kept.collect()
}

fn without_brackets(words: &str) -> &str {
    words.split_once('(').map_or(words, |(bare, _)| bare)
}

/// The unit of money that a header or a title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidUnit {
    /// One that is known.
    Known(MoneyUnit),
    /// Another one, 美元: what a bare number comes to is not known.
    Other,
}

/// The unit of money in a header: 涉及金额(万元).
pub fn unit_of(words: &str) -> Option<SaidUnit> {
    let folded = fold(words);
    let (_, inside) = folded.split_once(['(', '/', ',', '[', '【', '〔'])?;
    unit_within(inside)
}

/// 元 or 万元.
pub fn unit_within(words: &str) -> Option<SaidUnit> {
    let words = words.trim_start_matches("金额").trim_start_matches("单位").trim_start_matches(['为', ':']);
    let words = words.trim_end_matches([')', ']', '】', '〕']).trim_start_matches("人民币");
    match words {
        "万元" | "万" | "w" | "w元" => Some(SaidUnit::Known(MoneyUnit::TenThousand)),
        "千元" | "仟元" | "千" | "k" => Some(SaidUnit::Known(MoneyUnit::Thousand)),
        "百元" | "佰元" | "百" => Some(SaidUnit::Known(MoneyUnit::Hundred)),
        "亿元" | "亿" => Some(SaidUnit::Known(MoneyUnit::HundredMillion)),
        "元" | "" | "圆" | "rmb" | "cny" | "¥" => Some(SaidUnit::Known(MoneyUnit::Yuan)),
        other if other.ends_with(['元', '币', '镑', '亩', '斤', '吨', '$', '万', '分', '角']) => {
            Some(SaidUnit::Other)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(parts: &[&str]) -> Option<Column> {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        meaning(LedgerKind::Cases, &parts).map(|(column, _)| column)
    }

    #[test]
    fn no_word_means_two_things() {
        // Would catch a synonym that was added under two columns of one kind of ledger.
        let cases = [CASE_WORDS, SHORT_CASE_WORDS].concat();
        for table in [cases.as_slice(), SERVICE_WORDS, PLACE_WORDS] {
            let words: Vec<&str> = table.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
            for (at, word) in words.iter().enumerate() {
                assert!(!words[..at].contains(word), "{word}");
                assert_eq!(*word, fold(word), "a word is compared folded");
            }
        }
    }

    #[test]
    fn two_rows_of_words_say_more_than_one() {
        // Would catch a phone of the respondent that is taken for the applicant's, and a session for an acceptance.
        for (parts, expected) in [
            (&["当事人", "申请人"][..], Some(Column::Applicant)),
            (&["当事人", "姓名"], Some(Column::Parties)),
            (&["申请人", "姓名"], Some(Column::Applicant)),
            (&["被申请人", "联系电话"], Some(Column::RespondentPhone)),
            (&["申请人身份证号"], Some(Column::IdNumber)),
            (&["乙方住址"], Some(Column::RespondentAddress)),
            (&["调解情况", "时间"], Some(Column::Mediated)),
            (&["受理", "时间"], Some(Column::Accepted)),
            (&["其他情况", "时间"], None),
            (&["时 间"], Some(Column::Accepted)),
            (&["*受理时间（年月日）"], Some(Column::Accepted)),
            (&["矛盾纠纷受理时间"], Some(Column::Accepted)),
            (&["涉及金额（万元）"], Some(Column::Amount)),
            (&["调解员联系电话"], None),
            (&["案卷页数"], None),
            (&[""], None),
        ] {
            assert_eq!(said(parts), expected, "{parts:?}");
        }
        // Catches: thousands taken for 元, and a number of dollars or 分 taken for one.
        for (words, unit) in [
            ("标的额（万元）", Some(SaidUnit::Known(MoneyUnit::TenThousand))),
            ("金额(w)", Some(SaidUnit::Known(MoneyUnit::TenThousand))),
            ("金额(单位：元)", Some(SaidUnit::Known(MoneyUnit::Yuan))),
            ("涉案金额（单位：千元）", Some(SaidUnit::Known(MoneyUnit::Thousand))),
            ("金额（百元）", Some(SaidUnit::Known(MoneyUnit::Hundred))),
            ("金额【亿元】", Some(SaidUnit::Known(MoneyUnit::HundredMillion))),
            ("金额（十万元）", Some(SaidUnit::Other)),
            ("金额（美元）", Some(SaidUnit::Other)),
            ("金额（角）", Some(SaidUnit::Other)),
            ("金额（含利息）", None),
            ("金额", None),
        ] {
            assert_eq!(unit_of(words), unit, "{words}");
        }
    }

    #[test]
    fn every_word_of_the_domain_is_known() {
        // The headers that were seen in real ledgers, each under its canonical word.
        let seen = "受理日期 受理时间 登记日期 登记时间 收案时间 受案时间 申请时间 时间 日期=Accepted
            上报时间=Occurred
            排查日期 排查时间 摸排时间=Screened
            编号 卷号 案号 案件编号 案件编码 受理编号=Number
            申请人 甲方 一方当事人 当事人一 主要当事人姓名=Applicant
            被申请人 乙方 对方当事人 当事人二=Respondent
            双方当事人 当事人 当事人双方 当事人姓名 纠纷方名称=Parties
            电话 联系电话 联系方式 手机号=Phone
            证件号码 身份证号 身份证号码=IdNumber
            住址 单位或住址 家庭住址 居住详址=Address
            村 村(社区) 村居 所属村 发生地点 排查地点=Village
            纠纷类型 纠纷类别 矛盾类型 案由 类别 事件类别=Type
            简要情况 主要内容 基本情况 事由 案情简介 事件简述=Summary
            案件来源 来源 受理方式=Source
            调解员 调解人 承办人 责任人 调处人=Mediator
            调解日期 调解时间 调处时间 化解时间=Mediated
            办结日期 结案时间 办结时间 完成时间=Closed
            结果 调解结果 调处结果 是否化解 是否成功 结案方式 状态=Outcome
            协议形式 口头/书面=Form
            金额 涉及金额 协议金额 标的额=Amount
            涉及人数 人数 当事人数=People
            履行 履行情况 是否履行=Performance
            司法确认 是否司法确认=Confirmation
            回访 回访时间 回访情况=FollowUp";
        for line in seen.lines() {
            let (words, column) = line.split_once('=').unwrap();
            for word in words.split_whitespace() {
                assert_eq!(
                    said(&[word]).map(|column| format!("{column:?}")),
                    Some(column.to_owned()),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn every_field_comes_in_by_its_name_unless_it_is_read_with_judgement() {
        // Would catch a new field that no ledger can say, and one whose name takes a column away from the word that has it.
        let mut left_out = Vec::new();
        let mut behind = Vec::new();
        for field in Field::ALL.iter().copied() {
            let own = Column::Field(field);
            let name = words::head(field).text(Lang::Zh);
            match (Column::named_of(field), is_called(field)) {
                (Some(_), called) => assert!(!called, "{field:?} has two columns"),
                (None, false)
                    if matches!(field.part(), PartKind::Case | PartKind::Session | PartKind::FollowUp) =>
                {
                    left_out.push(field);
                }
                (None, false) => assert_ne!(said(&[name]), Some(own)),
                (None, true) if said(&[name]) != Some(own) => behind.push((said(&[name]), field)),
                (None, true) => {}
            }
        }
        let with_judgement =
            [Field::PreLitigation, Field::Keeper, Field::SessionAt, Field::Original, Field::Void];
        assert_eq!(left_out, with_judgement);
        // Words that ledgers use for something else: they are the field's only beside a column of that.
        let expected = [
            (Some(Column::Place), Field::SessionPlace),
            (Some(Column::Outcome), Field::SessionResult),
            (Some(Column::FollowUp), Field::VisitNote),
            (Some(Column::Number), Field::Volume),
        ];
        assert_eq!(behind, expected);
        for name in "时间 日期 内容 金额 由 到 类别 法院 申请日期 理由".split(' ') {
            assert!(!matches!(said(&[name]), Some(Column::Field(_))), "{name}");
        }
        assert_eq!(said(&["履行 方式"]), Some(Column::Field(Field::Manner)));
    }
}
