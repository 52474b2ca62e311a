//! What a mapping says: the meanings of columns, how they were found, what is missing.

use super::{Lang, field};
use crate::ledger::{Column, Lack, MappingError, MoneyUnit, Origin, Passed, Recognised};
use crate::store::Stage;

/// What a column can hold.
pub fn column(lang: Lang, column: Column) -> &'static str {
    let (zh, en) = match column {
        Column::Number => ("编号", "case number"),
        Column::Accepted => ("受理日期", "accepted on"),
        Column::Occurred => ("发生日期", "occurred on"),
        Column::Screened => ("排查日期", "screened on"),
        Column::Township => ("乡镇", "township"),
        Column::Village => ("村（社区）", "village"),
        Column::Place => ("地点", "place"),
        Column::Applicant => ("申请人", "applicant"),
        Column::Respondent => ("被申请人", "respondent"),
        Column::Third => ("第三人", "third party"),
        Column::Parties => ("双方当事人", "both parties"),
        Column::Phone => ("联系电话", "phone"),
        Column::RespondentPhone => ("被申请人电话", "respondent's phone"),
        Column::IdNumber => ("证件号码", "ID number"),
        Column::RespondentId => ("被申请人证件号码", "respondent's ID number"),
        Column::Address => ("住址", "address"),
        Column::RespondentAddress => ("被申请人住址", "respondent's address"),
        Column::Type => ("纠纷类型", "type"),
        Column::Summary => ("简要情况", "summary"),
        Column::Source => ("案件来源", "source"),
        Column::Mediator => ("调解员", "mediator"),
        Column::Mediated => ("调解日期", "mediated on"),
        Column::Closed => ("办结日期", "closed on"),
        Column::Outcome => ("结果", "outcome"),
        Column::Form => ("协议形式", "form of agreement"),
        Column::Content => ("协议内容", "agreement"),
        Column::Amount => ("金额", "amount"),
        Column::People => ("涉及人数", "people concerned"),
        Column::Performance => ("履行", "performance"),
        Column::Plan => ("履行计划", "plan of performance"),
        Column::Due => ("履行期限", "to be performed by"),
        Column::Confirmation => ("司法确认", "judicial confirmation"),
        Column::FollowUp => ("回访", "visited on"),
        Column::Difficulty => ("难易程度", "difficulty"),
        Column::Level => ("层级", "level"),
        Column::Tags => ("标签", "tags"),
        Column::Note => ("备注", "note"),
        Column::Row => ("序号", "row number"),
        Column::ServiceDate => ("服务日期", "date of service"),
        Column::Centre => ("中心", "centre"),
        Column::ServiceKind => ("服务类别", "kind of service"),
        Column::Quantity => ("数量", "quantity"),
        Column::Unit => ("单位", "unit"),
        Column::DivisionCode => ("行政区划代码", "division code"),
        Column::FigureName => ("指标名称", "name of the figure"),
        Column::FigureDays => ("期间", "period of the figure"),
        Column::FigureValue => ("数值", "value of the figure"),
        Column::FigureOwner => ("提供单位", "who supplies the figure"),
        Column::Field(field) => return field::head(field).text(lang),
    };
    lang.pick(zh, en)
}

/// A column whose cells are kept in their own words.
pub fn kept(lang: Lang) -> &'static str {
    lang.pick("原文保留", "kept in words")
}

/// How the meaning of a column was found.
pub fn recognised(lang: Lang, by: Recognised) -> &'static str {
    match by {
        Recognised::Not => lang.pick("不认识", "not known"),
        Recognised::Words => lang.pick("按表头", "by its header"),
        Recognised::Cells => lang.pick("按内容，请核对", "by its cells, please check"),
        Recognised::ByHand => lang.pick("手工指定", "by hand"),
        Recognised::Remembered => lang.pick("上次指定", "remembered"),
    }
}

/// Where a year or an office was found.
pub fn origin(lang: Lang, from: Origin) -> &'static str {
    match from {
        Origin::Title => lang.pick("标题", "the title"),
        Origin::SheetName => lang.pick("工作表名", "the name of the sheet"),
        Origin::FileName => lang.pick("文件名", "the name of the file"),
        Origin::ByHand => lang.pick("手工指定", "by hand"),
    }
}

/// The unit of bare numbers of money.
pub fn unit(lang: Lang, unit: MoneyUnit) -> &'static str {
    match unit {
        MoneyUnit::Yuan => lang.pick("元", "yuan"),
        MoneyUnit::Hundred => lang.pick("百元", "100 yuan"),
        MoneyUnit::Thousand => lang.pick("千元", "1,000 yuan"),
        MoneyUnit::TenThousand => lang.pick("万元", "10,000 yuan"),
        MoneyUnit::HundredMillion => lang.pick("亿元", "100,000,000 yuan"),
    }
}

/// What a mapping lacks.
pub fn lack(lang: Lang, lack: Lack) -> &'static str {
    match lack {
        Lack::Date => lang.pick("没有日期一列", "no column for the date"),
        Lack::Party => lang.pick("没有当事人一列", "no column for the parties"),
        Lack::ServiceKind => lang.pick("没有服务类别一列", "no column for the kind of service"),
        Lack::Township => lang.pick("没有乡镇一列", "no column for the township"),
        Lack::Figure => lang
            .pick("没有名称、期间、数值三列", "no columns for the name, the period and the value of figures"),
    }
}

/// Why a mapping cannot be changed so.
pub fn mapping_error(lang: Lang, error: MappingError) -> String {
    match error {
        MappingError::NoSuchColumn => lang.pick("表中没有这一列", "the sheet has no such column").to_owned(),
        MappingError::NotOfThisKind => {
            lang.pick("这种台账没有这一项", "a ledger of this kind has no such column").to_owned()
        }
        MappingError::YearOutOfRange(year) => {
            lang.pick(format!("{year} 不是可用的年份"), format!("{year} is out of range"))
        }
        MappingError::NoMoney => lang.pick("只有金额有单位", "only money has a unit").to_owned(),
        MappingError::NoSuchRow => {
            lang.pick("表中没有这一行，或下面没有内容", "no such row, or nothing below it").to_owned()
        }
    }
}

/// Why a sheet was passed over.
pub fn passed(lang: Lang, why: &Passed) -> String {
    match why {
        Passed::Empty => lang.pick("空表", "empty").to_owned(),
        Passed::NotCells => lang.pick("图表等，没有单元格", "a chart or the like, without cells").to_owned(),
        Passed::NotALedger(words) => {
            lang.pick(format!("认不出表头（{words}）"), format!("no known header ({words})"))
        }
        Passed::Lacks(lacks) => {
            let lacks: Vec<&str> = lacks.iter().map(|each| lack(lang, *each)).collect();
            lacks.join(lang.pick("，", ", "))
        }
        Passed::Hidden => {
            lang.pick("隐藏的工作表，没有选中", "hidden in the spreadsheet, and not chosen").to_owned()
        }
        Passed::LeftOut => lang.pick("没有选中", "not chosen").to_owned(),
    }
}

/// What is being done.
pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => lang.pick("读取", "Reading"),
        Stage::Planning | Stage::Checking => lang.pick("核对", "Checking"),
        Stage::Writing => lang.pick("写入", "Writing"),
        Stage::Trying => lang.pick("预演", "Trying"),
        Stage::Taking => lang.pick("合并", "Taking in"),
        Stage::Sending => lang.pick("导出", "Writing"),
    }
}
