//! The figures of the reference report that other bodies supply: held month by month, read from a sheet, printed as the
//! report has them.

use crate::support::report::{lock_2024, reported_2024, year_2024};
use crate::support::{District, day};
use tiaojie::domain::{CutOff, Period};
use tiaojie::ledger::{Differences, Plan, Sheet, SheetReport, Why};
use tiaojie::report::{Asked, EntriesQuestion, EntriesReport, EntryList, Rounding, Scope, prose};
use tiaojie::store::Store;
use tiaojie::text::Lang;

/// What the months of 2024 gave, by name, unit, and source where the catalogue does not say it.
fn sheet() -> String {
    let mut lines = vec!["填报单位：神农架林区".to_owned(), "名称,月份,数值,单位,提供单位,备注".to_owned()];
    for month in 1..=12 {
        let calls = if month == 12 { 964 } else { 958 };
        for (name, value, unit) in [
            ("12345来电", calls.to_string(), ""),
            ("普法活动", "103".to_owned(), "场次"),
            ("法治副校长", if month < 9 { "27" } else { "29" }.to_owned(), "名"),
            ("法治副校长学校", "27".to_owned(), "所"),
        ] {
            lines.push(format!("{name},2024年{month}月,{value},{unit},,"));
        }
    }
    for line in [
        "微信工单,2024,82,条,,",
        "110推送工单,2024-Q1,30,条,,",
        "110推送工单,2024-Q2,27,条,,",
        "省工单,2024年度,109,,,",
        "法律援助,2024-03,6,件,,",
        "法律援助,2024-09,9,件,,",
        "司法救助案件,2024-09,2,件,,",
        "司法救助人数,2024-09,2,人,,",
        "司法救助金,2024-03,3.1万元,,,",
        "司法救助金,2024-09,5.5,万元,,",
        "年报企业,2024,\"2,946\",户,,",
        "年报率,2024,95.49%,,,",
        "行政应诉,2024,13,件,,",
        "负责人出庭应诉,2024,13,件,,",
        "公益诉讼,2024,16,件,,",
        "法治培训,2024,7,场次,,",
        "罚没款,2024,311.6,万元,市场监管局,",
        "参训执法人员,2024,148,名,司法局,",
        "清理人员,2024,96,人,司法局,",
        "考试人次,2024,57,人次,司法局,",
        "清理事项,2024,473,项,司法局,",
        "宣传活动,2024,612,场次,宣传部,",
    ] {
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

fn import(store: &mut Store, text: &str) -> SheetReport {
    let mut plan = Plan::new(store).unwrap();
    plan.add(store, Sheet::from_csv("指标.csv", text.as_bytes()).unwrap()).unwrap().unwrap();
    plan.apply(store, Differences::Keep).unwrap().remove(0)
}

/// Catches: a figure of the published report that cannot be held, or that is printed otherwise than the report has it; a
/// decimal lost; a stock added up over its months; a share of nothing.
#[test]
fn every_figure_of_the_reference_report_is_printed() {
    let (_folder, mut store) = reported_2024(day(2025, 1, 15));
    lock_2024(&mut store);
    let report = import(&mut store, &sheet());
    assert_eq!((report.refused.as_slice(), report.new), (&[][..], 12 * 4 + 22), "{:#?}", report.refused);
    let asked = year_2024(Scope::All);
    let mut say = |template: &str, rounding| {
        store.manage(|w| w.put_template("own", Some(template))).unwrap();
        prose(&store, &asked, "own", rounding, Lang::Zh).unwrap().text()
    };
    // The sentences of the report, its figures in braces.
    let as_written = [
        ("及时完成{锁定月数}期法治月报的梳理及上报工作", "及时完成12期法治月报的梳理及上报工作"),
        (
            "接听来电{指标:12345来电} 个，微信工单 {指标:微信工单} 条，110 推送工单 {指标:110推送工单} 条，省工单 {指标:省工单} 条",
            "接听来电11502 个，微信工单 82 条，110 推送工单 57 条，省工单 109 条",
        ),
        ("年报企业{指标:年报企业}户（年报率{指标:年报率}%）", "年报企业2946户（年报率95.49%）"),
        ("罚没款{指标:罚没款:余一}万元", "罚没款311余万元"),
        (
            "全年受理法律援助案件{指标:法律援助}件，审批司法救助案件{指标:司法救助案件}件、救助{指标:司法救助人数}人、发放救助金{指标:司法救助金}万元",
            "全年受理法律援助案件15件，审批司法救助案件2件、救助2人、发放救助金8.6万元",
        ),
        ("开展行政执法考试2场次{指标:考试人次:余十}人次", "开展行政执法考试2场次50余人次"),
        ("审查重点领域部门执法事项{指标:清理事项:余十}项", "审查重点领域部门执法事项470余项"),
        (
            "扎实开展习近平法治思想学习宣传活动{指标:宣传活动:余}场次",
            "扎实开展习近平法治思想学习宣传活动600余场次",
        ),
        (
            "全年应诉案件{指标:行政应诉}件，行政机关负责人出庭{指标:负责人出庭应诉}件，出庭应诉率{率:指标:负责人出庭应诉/指标:行政应诉}",
            "全年应诉案件13件，行政机关负责人出庭13件，出庭应诉率100%",
        ),
        ("共办理行政公益诉讼案件{指标:公益诉讼}件", "共办理行政公益诉讼案件16件"),
        (
            "全区{指标:法治副校长学校}所学校{指标:法治副校长}名法治副校长，各类普法活动{指标:普法活动:余}场次，组织法治培训{指标:法治培训}场次",
            "全区27所学校29名法治副校长，各类普法活动1200余场次，组织法治培训7场次",
        ),
    ];
    for (template, sentence) in as_written {
        assert_eq!(say(template, Rounding::AsWritten), sentence);
    }
    let rounded = [
        (
            "受理行政复议申请{指标:行政复议受理}件，办结{指标:行政复议办结}件，调解（和解）{指标:行政复议调解}件，调解（和解）率占{率:指标:行政复议调解/指标:行政复议办结:近}",
            "受理行政复议申请16件，办结15件，调解（和解）10件，调解（和解）率占近70％",
        ),
        ("{指标:参训执法人员:近}名执法人员", "近150名执法人员"),
        ("清理{指标:清理人员:近}人", "清理近100人"),
    ];
    for (template, sentence) in rounded {
        assert_eq!(say(template, Rounding::Full), sentence);
    }
    // Exactly, where asked for; and what nobody gave is not 0.
    assert_eq!(say("{指标:普法活动:余}{指标:罚没款:余一}", Rounding::Exact), "1236311.6");
    assert_eq!(
        say("{指标:没有的}/{率:指标:没有的/指标:行政应诉}".trim_end(), Rounding::Exact).chars().next(),
        Some('—')
    );
    assert_eq!(say("{同比:指标:行政应诉}", Rounding::Exact), "无可比数据");
    // Item 19 as the log has it.
    let paragraph = prose(&store, &asked, "paragraph", Rounding::AsWritten, Lang::Zh).unwrap();
    assert!(paragraph.text().contains("律师协助参与矛盾纠纷调解13次"));
    // A month has its own figures, and units are words of the figure.
    let march = Asked { period: Period::Month("2024-03".parse().unwrap()), ..year_2024(Scope::All) };
    store.manage(|w| w.put_template("own", Some("{指标:司法救助金}{指标:法律援助}{指标:微信工单}"))).unwrap();
    let march = prose(&store, &march, "own", Rounding::Exact, Lang::Zh).unwrap();
    assert_eq!(march.text(), "3.16—");
    let units: Vec<_> = march.pieces.iter().filter_map(|piece| Some(&piece.figure.as_ref()?.unit)).collect();
    assert_eq!(units, ["万元", "件", "条"]);
    assert!(store.check().unwrap().findings.is_empty());
}

/// Catches: a sheet read twice that counts twice, a changed figure that is taken or dropped without a word, a row that
/// vanishes, a dry run that writes.
#[test]
fn a_sheet_of_figures_is_read_once_and_loses_nothing() {
    let mut district = District::new();
    let store = &mut district.store;
    let text = "2024年指标\n序号,指标名称,期间,数值,单位,所属单位,备注\n\
                1,法律援助,3月,6,件,,\n2,普法活动,一季度,40,场次,松柏镇,含进校园\n3,合计,,46,,,\n\
                4,法律援助,十三月,1,件,,\n5,法律援助,4月,1.5,件,,\n6,法律援助,5月,1200余,件,,\n\
                7,自编的,5月,3,,,\n8,法律援助,6月,2,件,没有镇,\n9,,6月,2,件,,\n10,法律援助,3月,7,件,,\n\
                11,12345来电,2024-07-01,9,个,,\n";
    let dry = |store: &Store| {
        let mut plan = Plan::new(store).unwrap();
        plan.add(store, Sheet::from_csv("a.csv", text.as_bytes()).unwrap()).unwrap().unwrap();
        plan.into_reports().remove(0)
    };
    let report = dry(store);
    assert_eq!(store.indicators(Period::Year(2024).range(CutOff::MONTH_END), None).unwrap(), []);
    let why: Vec<(u64, &Why)> = report.refused.iter().map(|one| (one.line, &one.why)).collect();
    let other = Why::OtherFigure("6 件".into());
    let expected = [
        (6, &Why::BadPeriod),
        (7, &Why::BadFigure(0)),
        (8, &Why::BadFigure(0)),
        (9, &Why::NoUnit),
        (10, &Why::NoSuchOffice),
        (11, &Why::NoFigureName),
        (12, &other),
    ];
    assert_eq!(why, expected);
    assert_eq!((report.new, report.skipped.len(), report.adds_up()), (3, 1, true));
    assert_eq!(import(store, text).new, 3);
    let again = import(store, text);
    assert_eq!((again.new, again.same, again.refused.len()), (0, 3, 7));
    let changed = import(store, "名称,月份,数值,单位\n法律援助,2024-03,8,件\n法律援助,2024-03,6,件\n");
    assert_eq!((changed.refused.len(), changed.same), (1, 1));
    let total = |name: &str, period: &str, office| {
        let range = period.parse::<Period>().unwrap().range(CutOff::MONTH_END);
        store.indicator_value(name, range, office).unwrap().map(|total| total.value.to_string())
    };
    assert_eq!(total("法律援助", "2024", None).as_deref(), Some("6"));
    assert_eq!(total("普法活动", "2024-Q1", Some(district.towns[0])).as_deref(), Some("40"));
    assert_eq!(total("12345来电", "2024-07", None).as_deref(), Some("9"), "a month written as its first day");
    // What is missing since is named under the totals.
    let question = EntriesQuestion { period: Period::Year(2024), office: None, cut_off: CutOff::MONTH_END };
    let report = EntriesReport::build(store, question, Lang::Zh).unwrap();
    let note: Vec<&str> = report.notes_of(EntryList::Indicators).collect();
    assert!(note[0].starts_with("缺报的月份：") && note[0].contains("法律援助 1月、2月、4月"), "{note:?}");
    assert!(note[0].contains("普法活动（松柏镇） 4月至9月"), "{note:?}");
}
