//! What an import says.

use super::odd::{hidden, of_cells};
use super::{Lang, mapping as names};
use crate::ledger::{
    CellNote, Differing, Lack, LedgerKind, MappedColumn, Mapping, Recognised, Remark, SheetReport, Why,
};
use crate::store::Progress;

/// What a sheet is.
pub fn kind(lang: Lang, kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Cases => lang.pick("案件台账", "cases"),
        LedgerKind::Services => lang.pick("服务台账", "services"),
        LedgerKind::Places => lang.pick("乡镇村名录", "places"),
        LedgerKind::Indicators => lang.pick("指标表", "figures"),
    }
}

/// What became of the rows of a sheet, in one line.
pub fn summary(lang: Lang, report: &SheetReport) -> String {
    let SheetReport { name, rows, new, same, completed, .. } = report;
    let (changed, refused, skipped) = (report.changed.len(), report.refused.len(), report.skipped.len());
    let what = kind(lang, report.kind);
    let completed = match (report.kind, lang) {
        (LedgerKind::Places, Lang::Zh) => format!("，补全 {completed}"),
        (LedgerKind::Places, Lang::En) => format!(", {completed} completed"),
        _ => String::new(),
    };
    lang.pick(
        format!("{name}（{what}）：共 {rows} 行，新增 {new}，已有 {same}{completed}，内容不同 {changed}，不能导入 {refused}，跳过 {skipped}。"),
        format!("{name} ({what}): {rows} rows, {new} new, {same} known{completed}, {changed} differing, {refused} refused, {skipped} skipped."),
    )
}

/// One row that is listed: 第 12 行 C 列 受理时间“某日”：…
pub fn remark(lang: Lang, remark: &Remark) -> String {
    let line = remark.line;
    if matches!(remark.why, Why::HiddenLines(_) | Why::HiddenColumns(_)) {
        return why(lang, &remark.why);
    }
    let letter = match remark.letter.as_str() {
        "" => String::new(),
        letter => lang.pick(format!("{letter} 列 "), format!(" column {letter}")),
    };
    let column = match (remark.column.as_str(), remark.words.as_str()) {
        ("", "") => String::new(),
        ("", words) => lang.pick(format!("“{words}”"), format!(" \"{words}\"")),
        (column, "") => lang.pick(format!("{column}："), format!(" {column}:")),
        (column, words) => lang.pick(format!("{column}“{words}”："), format!(" {column} \"{words}\":")),
    };
    let reason = why(lang, &remark.why);
    lang.pick(
        format!("第 {line} 行 {letter}{column}{reason}"),
        format!("line {line}{letter}{column} {reason}"),
    )
}

/// The reason of a remark.
pub fn why(lang: Lang, why: &Why) -> String {
    let (zh, en) = match why {
        Why::NoDate => ("没有日期", "there is no date"),
        Why::BadDate => ("不是能确定到年月日的日期", "not a date that says year, month and day"),
        Why::NoParties => ("没有当事人", "nobody is named as a party"),
        Why::RepeatedNumber(line) => {
            return lang.pick(
                format!("编号与第 {line} 行相同，内容却不同"),
                format!("the number of line {line} again, with another case"),
            );
        }
        Why::NumberOfAnother => (
            "编号是已有另一案件的，日期、当事人都不同",
            "the number of another case in the file, with another day and other people",
        ),
        Why::HeaderAgain => ("重复的表头", "the header again"),
        Why::TitleAgain => ("重复的标题", "the title again"),
        Why::PartOf(line) => {
            return lang
                .pick(format!("并入第 {line} 行的案件"), format!("belongs to the case of line {line}"));
        }
        Why::EqualRow(line) => {
            return lang.pick(
                format!("没有编号，与第 {line} 行完全相同，另算一件，请核对"),
                format!("no number, and equal to line {line}: taken as another case, please check"),
            );
        }
        Why::JoinedByShape => (
            "下面只有当事人的行并入本案，请核对",
            "the rows below that only name people were taken as its parties",
        ),
        Why::FilledFromAbove => ("空格，按上面的乡镇计", "empty: the township above was taken"),
        Why::RuinedId => (
            "证件号码被表格软件改坏，末几位已丢失，原文保留，请重新录入",
            "an ID number ruined by the spreadsheet: its last digits are lost; kept in words, to be asked again",
        ),
        Why::OddId => ("证件号码有误，照原样录入", "not a valid ID number, taken as written"),
        Why::TwoDays => (
            "数字格式的日期分不清 1 日还是 10 日，请在表中改为文字或日期",
            "typed as a number: 1.1 may be 1.10; make it a date or a text",
        ),
        Why::ErrorCell => ("表格显示错误值，原文保留", "the spreadsheet shows an error, kept in words"),
        Why::NoResult => ("公式没有保存结果，原文保留", "a formula without its result, kept in words"),
        Why::WhoseUnclear => ("分不清是谁的，原文保留", "not clear whose it is, kept in words"),
        Why::MorePeople => {
            ("还有未列名的人，原文保留", "speaks of people it does not name, kept in words too")
        }
        Why::PeopleUnclear => (
            "分不清是几个人、各是哪一方，原文保留，请核对",
            "not clear how many people it names or on which side, kept in words too",
        ),
        Why::BesideName => ("姓名旁还写了别的话，原文保留", "more stands beside the name, kept in words too"),
        Why::OneSide => ("只写了一方，原文保留", "it names one side only, kept in words too"),
        Why::Contradicts => ("与另一列矛盾，原文保留", "another column says otherwise, kept in words"),
        Why::BeforeAcceptance => ("早于受理日期，原文保留", "before the acceptance, kept in words"),
        Why::InFuture => ("日期在今天之后", "the day lies ahead"),
        Why::OutOfOrder => (
            "没有写年份，与前后各行的日期次序不合，请核对年份",
            "no year is said, and the rows around are of another time: check the year",
        ),
        Why::BadQuantity => ("不是数量", "not a quantity"),
        Why::NoServiceKind => ("没有服务类别", "the kind of service is missing"),
        Why::NoSuchCase => (
            "没有这个编号的案件（或不止一件），没有关联，编号留在备注里",
            "no case, or more than one, has that number: taken without it, the number stands in the note",
        ),
        Why::BadFigure(0) => (
            "不是整数（单位另写一列，不写“余”）",
            "not a whole number (its unit stands in a column of its own)",
        ),
        Why::BadFigure(decimals) => {
            return lang.pick(
                format!("不是数值（最多 {decimals} 位小数，单位另写一列，不写“余”）"),
                format!("not a figure (at most {decimals} decimals, its unit in a column of its own)"),
            );
        }
        Why::OtherFigure(figure) => {
            return lang.pick(
                format!("同一期间已有不同的数 {figure}，没有写入；请先核对，在“指标”里改或作废"),
                format!("the same days have another figure, {figure}: not taken; check which holds, then change or void it"),
            );
        }
        Why::NoFigureName => ("没有指标名称", "the figure has no name"),
        Why::BadPeriod => (
            "不是期间，应如 2024-03、2024年3月、2024Q1、2024",
            "not a period such as 2024-03, 2024Q1 or 2024",
        ),
        Why::NoUnit => ("没有单位，名录里也没有", "no unit, and none in the catalogue"),
        Why::NoSuchOffice => ("没有这个单位", "no office is called so"),
        Why::NoPlace => ("没有乡镇", "the township is missing"),
        Why::Blank => ("空行", "blank row"),
        Why::Sum => ("合计行", "a row of sums"),
        Why::Footer => ("表尾", "the foot of the table"),
        Why::NotUnderstood => ("读不懂，原文保留", "not understood, kept in its own words"),
        Why::ClosedTooEarly => (
            "办结早于受理，按在办计，原文保留",
            "closed before it was accepted: counted as open, kept in words",
        ),
        Why::NoClosingDate => (
            "有结果而没有办结日期，按在办计，原文保留",
            "an outcome without its date: counted as open, kept in words",
        ),
        Why::NoOutcome => (
            "有办结日期而没有结果，按在办计，原文保留",
            "a closing date without an outcome: counted as open, kept in words",
        ),
        Why::FormAssumed => {
            ("没有写明协议形式，按口头协议计", "the form of the agreement is not said: counted as oral")
        }
        Why::SourceAssumed => {
            ("没有写明案件来源，按依申请计", "the source is not said: counted as on application")
        }
        Why::HiddenLines(lines) => {
            let said = lines.iter().map(u64::to_string).collect::<Vec<_>>();
            return hidden(lang, "行", "line", &said);
        }
        Why::HiddenColumns(letters) => return hidden(lang, "列", "column", letters),
        Why::Cells(what, names) => return of_cells(lang, *what, names),
        Why::SharedNumber => (
            "与上面几件是一个合并的单元格，每件都按这个数计，请核对",
            "one cell merged over this case and those above: each was given the number, please check",
        ),
        Why::MaybeSame(number) => {
            return lang.pick(
                format!("可能与已有的 {number} 是同一案件"),
                format!("may be the same case as {number}"),
            );
        }
    };
    lang.pick(zh, en).to_owned()
}

/// A short code of a reason, for programs.
pub const fn code(why: &Why) -> &'static str {
    match why {
        Why::NoDate => "no_date",
        Why::BadDate => "bad_date",
        Why::NoParties => "no_parties",
        Why::RepeatedNumber(_) => "repeated_number",
        Why::NumberOfAnother => "number_of_another",
        Why::HeaderAgain => "header_again",
        Why::TitleAgain => "title_again",
        Why::PartOf(_) => "part_of",
        Why::JoinedByShape => "joined_by_shape",
        Why::FilledFromAbove => "filled_from_above",
        Why::RuinedId => "ruined_id",
        Why::HiddenLines(_) => "hidden_lines",
        Why::HiddenColumns(_) => "hidden_columns",
        Why::Cells(CellNote::Beyond, _) => "beyond",
        Why::Cells(CellNote::Unseen, _) => "unseen",
        Why::Cells(CellNote::Scaled, _) => "scaled",
        Why::Cells(CellNote::OpenQuote, _) => "open_quote",
        Why::Cells(CellNote::Struck, _) => "struck",
        Why::SharedNumber => "shared_number",
        Why::OddId => "odd_id",
        Why::TwoDays => "two_days",
        Why::ErrorCell => "error_cell",
        Why::NoResult => "no_result",
        Why::WhoseUnclear => "whose_unclear",
        Why::MorePeople => "more_people",
        Why::PeopleUnclear => "people_unclear",
        Why::BesideName => "beside_name",
        Why::OneSide => "one_side",
        Why::EqualRow(_) => "equal_row",
        Why::Contradicts => "contradicts",
        Why::BeforeAcceptance => "before_acceptance",
        Why::InFuture => "in_future",
        Why::OutOfOrder => "out_of_order",
        Why::BadQuantity => "bad_quantity",
        Why::NoServiceKind => "no_service_kind",
        Why::NoSuchCase => "no_such_case",
        Why::NoFigureName => "no_figure_name",
        Why::BadPeriod => "bad_period",
        Why::BadFigure(_) => "bad_figure",
        Why::NoUnit => "no_unit",
        Why::NoSuchOffice => "no_such_office",
        Why::OtherFigure(_) => "other_figure",
        Why::NoPlace => "no_place",
        Why::Blank => "blank",
        Why::Sum => "sum",
        Why::Footer => "footer",
        Why::NotUnderstood => "not_understood",
        Why::ClosedTooEarly => "closed_too_early",
        Why::NoClosingDate => "no_closing_date",
        Why::NoOutcome => "no_outcome",
        Why::FormAssumed => "form_assumed",
        Why::SourceAssumed => "source_assumed",
        Why::MaybeSame(_) => "maybe_same",
    }
}

/// A case that stands in the file with other content.
pub fn differing(lang: Lang, case: &Differing) -> String {
    let (line, number) = (case.line, &case.number);
    let blank = lang.pick("空", "empty");
    let shown = |words: &str| if words.is_empty() { blank.to_owned() } else { words.to_owned() };
    let fields: Vec<String> = case
        .fields
        .iter()
        .map(|field| {
            let (name, file, ledger) = (&field.field, shown(&field.file), shown(&field.ledger));
            lang.pick(
                format!("{name} 原为“{file}”，表中“{ledger}”"),
                format!("{name} is \"{file}\", in the ledger \"{ledger}\""),
            )
        })
        .collect();
    let fields = fields.join(lang.pick("；", "; "));
    lang.pick(format!("第 {line} 行 {number}：{fields}"), format!("line {line} {number}: {fields}"))
}

/// Cases that were closed on an unknown day.
pub fn closed_on_acceptance(lang: Lang, cases: u64) -> String {
    lang.pick(
        format!("表中没有办结日期一列，{cases} 件已结案件按受理日期计办结。"),
        format!("The ledger has no column for the closing date: {cases} closed cases are counted on their acceptance date."),
    )
}

/// Columns that are kept in their own words.
pub fn kept_columns(lang: Lang, columns: &[String]) -> String {
    let list = columns.join(lang.pick("、", ", "));
    lang.pick(
        format!("不认识的列原样保留：{list}。"),
        format!("Columns that are not known are kept as they are: {list}."),
    )
}

/// Headings of the lists.
pub fn refused_heading(lang: Lang) -> &'static str {
    lang.pick("不能导入的行：", "Refused rows:")
}

/// Heading of the rows that are taken with a remark.
pub fn warnings_heading(lang: Lang) -> &'static str {
    lang.pick("请核对：", "Please check:")
}

/// Heading of the rows that were skipped.
pub fn skipped_heading(lang: Lang) -> &'static str {
    lang.pick("跳过的行：", "Skipped rows:")
}

/// Heading of the cases that differ.
pub fn changed_heading(lang: Lang) -> &'static str {
    lang.pick(
        "与已有内容不同的案件（未改动；要以表格为准请加 --update）：",
        "Cases that differ (left as they are; --update takes the ledger's words):",
    )
}

/// Heading of the cases that were brought to what the ledger says.
pub fn updated_heading(lang: Lang) -> &'static str {
    lang.pick("以表格为准更新的案件：", "Cases updated from the ledger:")
}

/// More rows than are listed.
pub fn and_more(lang: Lang, more: usize) -> String {
    lang.pick(
        format!("另有 {more} 行，用 --json 看全部。"),
        format!("... and {more} more; --json lists all."),
    )
}

/// More rows with the same remark.
pub fn more_of_reason(lang: Lang, more: usize, of: &Why) -> String {
    let reason = why(lang, of);
    lang.pick(format!("另有 {more} 行也是：{reason}"), format!("... and {more} more: {reason}"))
}

/// The whole import was there already.
pub fn nothing_new(lang: Lang) -> &'static str {
    lang.pick("没有新内容，数据文件没有改动。", "Nothing new: the data file was left as it is.")
}

/// The import is in the file.
pub fn written(lang: Lang, new: u64) -> String {
    lang.pick(format!("导入完成，新增 {new} 条。"), format!("Imported, {new} new."))
}

/// Nothing was to be written.
pub fn dry_run(lang: Lang) -> &'static str {
    lang.pick("试运行，没有写入。", "Dry run: nothing was written.")
}

/// Asks whether the good rows go in without the refused ones.
pub fn ask_without(lang: Lang, refused: usize) -> String {
    lang.pick(
        format!("有 {refused} 行不能导入。导入其余各行？(y/N) "),
        format!("{refused} rows cannot be imported. Import the others? (y/N) "),
    )
}

/// The good rows were not agreed to.
pub fn not_agreed(lang: Lang, refused: usize) -> String {
    lang.pick(
        format!("有 {refused} 行不能导入，没有写入任何内容；改正后再导入，或加 --yes 只导入其余各行。"),
        format!("{refused} rows cannot be imported and nothing was written; correct them, or add --yes to import the others."),
    )
}

/// How a sheet was understood, in one line.
pub fn found_as(lang: Lang, mapping: &Mapping) -> String {
    let header = match mapping.header_lines() {
        None => lang.pick("没有表头".to_owned(), "no header".to_owned()),
        Some((first, last)) if first == last => {
            lang.pick(format!("表头第 {first} 行"), format!("header in line {first}"))
        }
        Some((first, last)) => {
            lang.pick(format!("表头第 {first}-{last} 行"), format!("header in lines {first}-{last}"))
        }
    };
    let mut parts = vec![header];
    if let Some(column) = mapping.stand_in().and_then(|at| mapping.columns().get(at)) {
        parts.push(super::odd::stand_in(lang, column));
    }
    if let Some(year) = mapping.year() {
        let (value, from) = (year.value, names::origin(lang, year.from));
        parts.push(lang.pick(format!("年份 {value}（{from}）"), format!("year {value} ({from})")));
    }
    if let Some(office) = mapping.office() {
        let (value, from) = (&office.value, names::origin(lang, office.from));
        parts.push(lang.pick(format!("单位 {value}（{from}）"), format!("office {value} ({from})")));
    }
    format!("  {}", parts.join(lang.pick("，", ", ")))
}

/// What the columns mean, in one line.
pub fn columns(lang: Lang, mapping: &Mapping) -> String {
    let shown = |mapped: &MappedColumn| {
        let (letter, words) = (&mapped.letter, &mapped.words);
        let meaning = mapped.column.map_or_else(|| names::kept(lang), |column| names::column(lang, column));
        let unit = mapped.unit.map(|unit| format!(":{}", names::unit(lang, unit))).unwrap_or_default();
        let how = match mapped.by {
            Recognised::Words | Recognised::Not => String::new(),
            by => lang.pick(
                format!("（{}）", names::recognised(lang, by)),
                format!(" ({})", names::recognised(lang, by)),
            ),
        };
        format!("{letter} {words}={meaning}{unit}{how}")
    };
    let said =
        mapping.columns().iter().filter(|mapped| !(mapped.words.is_empty() && mapped.samples.is_empty()));
    format!("  {}", said.map(shown).collect::<Vec<_>>().join(lang.pick("，", ", ")))
}

/// The columns of a sheet mean what those of the one before mean.
pub fn columns_again(lang: Lang) -> &'static str {
    lang.pick("  各列同上一张表", "  columns as in the sheet before")
}

/// A sheet that is not imported.
pub fn passed_over(lang: Lang, sheet: &str, why: &str) -> String {
    lang.pick(format!("跳过工作表“{sheet}”：{why}。"), format!("Sheet \"{sheet}\" is passed over: {why}."))
}

/// How far it is.
pub fn progress(lang: Lang, progress: Progress) -> String {
    let (stage, done, total) = (names::stage(lang, progress.stage), progress.done, progress.total);
    let of = if total > 0 { format!("/{total}") } else { String::new() };
    lang.pick(format!("{stage} {done}{of} 行"), format!("{stage} {done}{of} rows"))
}

/// A `--map` that cannot be read.
pub fn bad_map(lang: Lang, text: &str) -> String {
    lang.pick(
        format!(
            "--map {text}：应写成 列=含义，如 C=受理日期；含义用列名或代码，金额可带单位，如 N=金额:万元。"
        ),
        format!("--map {text}: write COLUMN=MEANING, such as C=accepted or N=amount:wan."),
    )
}

/// A `--map` for a column that no sheet has, or that its kind of ledger cannot have.
pub fn no_such_column(lang: Lang, text: &str) -> String {
    lang.pick(
        format!("--map {text}：各表都没有这一列，或这种台账没有这一项。"),
        format!("--map {text}: no sheet has such a column, or such a ledger has no such meaning."),
    )
}

/// A `--sheet` that no file has.
pub fn no_such_sheet(lang: Lang, name: &str) -> String {
    lang.pick(format!("没有名为“{name}”的工作表。"), format!("No sheet is called \"{name}\"."))
}

/// A sheet none of whose rows can be read.
pub fn lacking(lang: Lang, sheet: &str, mapping: &Mapping) -> String {
    let lacks: Vec<String> = mapping.lacks().into_iter().map(|lack| lacks(lang, mapping, lack)).collect();
    let lacks = lacks.join(lang.pick("，", ", "));
    let candidate = mapping.lacks().into_iter().find_map(|lack| {
        let letter = mapping.candidates(lack).first().map(|mapped| mapped.letter.clone());
        letter.map(|letter| (letter, lack))
    });
    let example =
        candidate.or_else(|| Some((lang.pick("列", "COLUMN").to_owned(), *mapping.lacks().first()?)));
    let example = example.map_or_else(String::new, |(letter, lack)| {
        format!("{letter}={}", names::column(lang, mapping.wanted(lack)))
    });
    lang.pick(
        format!("“{sheet}”{lacks}；用 --map 指定，如 --map {example}。"),
        format!("\"{sheet}\": {lacks}; say which with --map, such as --map {example}."),
    )
}

/// What a table lacks, and the columns that look like it.
pub fn lacks(lang: Lang, mapping: &Mapping, lack: Lack) -> String {
    let said = names::lack(lang, lack);
    let column = |mapped: &MappedColumn| {
        let (letter, words) = (&mapped.letter, &mapped.words);
        lang.pick(format!("{letter} 列“{words}”"), format!("{letter} \"{words}\""))
    };
    let candidates: Vec<String> = mapping.candidates(lack).into_iter().map(column).collect();
    if candidates.is_empty() {
        return said.to_owned();
    }
    let candidates = candidates.join(lang.pick("、", ", "));
    lang.pick(format!("{said}（像日期的有 {candidates}）"), format!("{said} (days stand in {candidates})"))
}
