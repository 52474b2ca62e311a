//! Exports: workbooks are read back by independent readers and compared with the reports; masking,
//! importing them again, and recording.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::ledger::{ledger, rich};
use crate::support::export::{ReadBack, exported, number, shows};
use crate::support::ledger::ledger_2024;
use crate::support::report::{lock_2024, reported_2024, year_2024};
use crate::support::{District, day, script};
use proptest::prelude::*;
use tiaojie::domain::{CutOff, Dispute, Masking, Month, Period, RateBasis};
use tiaojie::report::{
    Analysis, AnalysisQuestion, AnalysisReport, Column, EntriesQuestion, EntriesReport, Existing, Export,
    ExportError, Exported, FigureForm, Format, LockedYear, Question, Scope, TotalsReport, Value, View,
    case_table, governance_form,
};
use tiaojie::store::{CaseFilter, DisclosureKind, Grouping, Measure, Progress, Store, unwatched};
use tiaojie::text::Lang;

fn workbook(store: &Store, subject: Exported, lang: Lang) -> ReadBack {
    ReadBack::new(exported(store, subject, Format::Xlsx, Masking::Masked, lang))
}

fn question(period: Period, grouping: Grouping) -> Question {
    Question { period, grouping, office: None, cut_off: CutOff::MONTH_END, rate: RateBasis::Accepted }
}

/// The items of the case table in the order of its columns.
fn columns_of(form: &FigureForm) -> Vec<Vec<Value>> {
    let order = [0, 1, 2, 4, 5, 3, 6];
    let rows = order.iter().flat_map(|at| &form.sections[*at].rows);
    rows.map(|row| row.cells.iter().map(|cell| cell.value).collect()).collect()
}

#[test]
fn the_case_table_has_the_figures_of_the_screen_an_office_a_row() {
    // Would catch: an item under the wrong head, an office on another's row, a half of the table that begins a column
    // too far, a sum that is no formula or shows 0 to whoever does not calculate.
    let (_folder, store) = reported_2024(day(2025, 1, 5));
    // Longer words make narrower parts, which no longer fit on a page together.
    let order = [0, 1, 2, 4, 5, 3, 6];
    for (lang, parts) in [(Lang::Zh, [5, 2].as_slice()), (Lang::En, &[2, 3, 1, 1])] {
        let asked = year_2024(Scope::Each);
        let form = case_table(&store, &asked, lang).unwrap();
        let items = columns_of(&form);
        let sizes: Vec<usize> = order.iter().map(|at| form.sections[*at].rows.len()).collect();
        let mut book = workbook(&store, Exported::CaseTable(asked), lang);
        let (mut sheet, mut below, mut from, mut section) = (0, 0, 0, 0);
        for sections in parts {
            let part = from..from + sizes[section..section + sections].iter().sum::<usize>();
            let page = book.page(&book.names()[sheet]);
            let first = page.row_of(&form.columns[1], below);
            for (office, row) in (1..form.columns.len()).zip(first..) {
                assert_eq!(page.text((row, 0)), form.columns[office]);
                for (item, column) in items[part.clone()].iter().zip(1..) {
                    shows(&page, (row, column), item[office]);
                }
            }
            let total = first + u32::try_from(form.columns.len() - 1).unwrap();
            for (item, column) in items[part.clone()].iter().zip(1..) {
                shows(&page, (total, column), item[0]);
            }
            let sums = page.formulas().into_iter().filter(|(at, _)| at.0 == total).count();
            assert_eq!(sums, part.len());
            (from, section) = (part.end, section + sections);
            (sheet, below) = if lang == Lang::Zh { (sheet, total + 1) } else { (sheet + 1, 0) };
        }
        assert_eq!(from, items.len());
        assert!(book.recalculated() >= 56);
        // There is a year before this one, so that the changes are formulas too.
        let next = tiaojie::report::Asked { period: Period::Year(2025), ..asked };
        assert!(workbook(&store, Exported::CaseTable(next), lang).recalculated() > 100);
    }
}

#[test]
fn the_case_table_looks_like_the_form() {
    // Would catch: heads that are not merged, paper that lies the wrong way, a table cut over several pages.
    let (_folder, store) = reported_2024(day(2025, 1, 5));
    let book = workbook(&store, Exported::CaseTable(year_2024(Scope::Each)), Lang::Zh);
    let sheet = &book.parts["xl/worksheets/sheet1.xml"];
    for wanted in [
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToPage=\"1\"",
        "<mergeCell ref=\"A1:AD1\"/>",
        // 单位 down over three rows, 接受委托移送 over its six parts.
        "<mergeCell ref=\"A3:A5\"/>",
        "<mergeCell ref=\"O4:T4\"/>",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    let book_xml = &book.parts["xl/workbook.xml"];
    assert!(book_xml.contains("Print_Area"), "{book_xml}");
    let texts = &book.parts["xl/sharedStrings.xml"];
    for wanted in [
        "人民调解案件情况统计表",
        "报告期：2024年",
        "计量单位：",
        "填报人：",
        "审核人：",
        "填报日期：2025年1月5日",
    ] {
        assert!(texts.contains(wanted), "{wanted}");
    }
    // A name under which somebody signs is never invented.
    assert!(!texts.contains("测试员"));
    let governance = workbook(&store, Exported::Governance(year_2024(Scope::All), None), Lang::Zh);
    assert!(governance.parts["xl/workbook.xml"].contains("Print_Titles"));
    assert!(governance.parts["xl/worksheets/sheet1.xml"].contains("orientation=\"portrait\""));
}

#[test]
fn many_offices_take_a_sheet_for_each_half() {
    // Would catch: two halves on one sheet whose repeated heads are those of the first.
    let mut district = District::new();
    for n in 0..14 {
        let town = tiaojie::domain::Office::below(
            tiaojie::domain::Office::root_id(),
            tiaojie::domain::OfficeKind::Township,
            format!("第{n}镇"),
        );
        district.store.transact(|writer| writer.put_office(&town)).unwrap();
    }
    let asked = tiaojie::report::Asked { period: Period::Year(2024), ..year_2024(Scope::Each) };
    let form = case_table(&district.store, &asked, Lang::Zh).unwrap();
    let items = columns_of(&form);
    let mut book = workbook(&district.store, Exported::CaseTable(asked), Lang::Zh);
    assert_eq!(book.names().len(), 3);
    for (name, half) in book.names().into_iter().zip([0..27, 27..items.len()]) {
        let page = book.page(&name);
        let first = page.row_of(&form.columns[1], 0);
        for (item, column) in items[half].iter().zip(1..) {
            shows(&page, (first, column), item[1]);
        }
    }
    assert!(book.parts["xl/workbook.xml"].contains("Print_Titles"));
    book.recalculated();
}

#[test]
fn the_governance_form_adds_its_levels_and_parts_up() {
    // Would catch: a subtotal over the wrong columns, a rate that is not the share of the rows above it.
    let (_folder, store) = reported_2024(day(2025, 1, 5));
    for rate in RateBasis::ALL {
        let asked = tiaojie::report::Asked { rate: *rate, ..year_2024(Scope::All) };
        let form = governance_form(&store, &asked, Lang::Zh).unwrap();
        let mut book = workbook(&store, Exported::Governance(asked, None), Lang::Zh);
        let page = book.page(&book.names()[0]);
        // The 52 rows of the printed form, one below the other.
        for (item, row) in form.rows().zip(3..) {
            let what = item.label.rsplit('：').next().unwrap();
            assert!(page.text((row, 1)).starts_with(what), "{}", page.text((row, 1)));
            assert!(item.label.starts_with(&page.text((row, 0))) || !item.label.contains('：'));
            for (cell, column) in item.cells.iter().zip(2..) {
                shows(&page, (row, column), cell.value);
            }
        }
        assert_eq!(form.rows().count(), 52);
        assert!(book.recalculated() > 50);
    }
}

#[test]
fn totals_have_every_figure_of_every_view() {
    // Would catch: a view under another's head, a sum over months that overlap or over cases that count twice.
    let (_folder, store) = reported_2024(day(2025, 1, 5));
    let periods = [Period::Year(2024), Period::Month(Month::new(2024, 3).unwrap())];
    for (grouping, period) in Grouping::ALL.iter().flat_map(|one| periods.map(|period| (*one, period))) {
        let report = TotalsReport::build(&store, question(period, grouping), Lang::Zh).unwrap();
        let mut book = workbook(&store, Exported::Totals(report.question), Lang::Zh);
        let rows: Vec<Option<usize>> = (0..report.lines.len()).map(Some).chain([None]).collect();
        let page = book.page(&book.names()[0]);
        for (line, row) in rows.iter().zip(3..) {
            assert_eq!(page.text((row, 0)), report.line(*line).label);
            for (column, at) in Column::ALL.into_iter().zip(1..) {
                shows(&page, (row, at), report.value(*line, View::Period, column));
            }
        }
        let views = [View::Period, View::YearToDate, View::LastYear, View::OnLastYear];
        for (columns, name) in Column::ALL.chunks(4).zip(book.names().into_iter().skip(1)) {
            let page = book.page(&name);
            for (line, row) in rows.iter().zip(4..) {
                let cells = columns.iter().flat_map(|column| views.map(|view| (*column, view)));
                for ((column, view), at) in cells.zip(1..) {
                    shows(&page, (row, at), report.value(*line, view, column));
                }
            }
        }
        book.recalculated();
        let texts = &book.parts["xl/sharedStrings.xml"];
        for note in report.foot(View::Period, Lang::Zh) {
            assert!(texts.contains(&note), "{note}");
        }
    }
}

#[test]
fn the_charts_show_the_cells_of_the_year() {
    // Would catch: a chart of the wrong column, of the total too, or of a sheet of another name.
    let (_folder, store) = reported_2024(day(2025, 1, 5));
    let mut book = workbook(&store, Exported::Year(question(Period::Year(2024), Grouping::Month)), Lang::Zh);
    assert_eq!(book.names(), ["逐月", "纠纷类型", "办结结果", "图表"]);
    let chart = |n: usize| &book.parts[&format!("xl/charts/chart{n}.xml")];
    for (n, kind, span) in [
        (1, "<c:barChart><c:barDir val=\"col\"/>", "逐月!$B$4:$B$15"),
        (1, "<c:barChart>", "逐月!$D$4:$D$15"),
        (2, "<c:barChart><c:barDir val=\"bar\"/>", "纠纷类型!$B$4:$B$20"),
        (3, "<c:pieChart>", "办结结果!$B$4:$B$8"),
    ] {
        assert!(chart(n).contains(kind) && chart(n).contains(span), "{n} {span}: {}", chart(n));
    }
    let months = book.page("逐月");
    let accepted: f64 = (3..15).filter_map(|row| months.number((row, 1))).sum();
    assert_eq!((accepted, months.number((15, 1))), (214.0, Some(214.0)));
    let outcomes = book.page("办结结果");
    let shown: Vec<f64> = (3..9).filter_map(|row| outcomes.number((row, 1))).collect();
    assert_eq!(shown, [72.0, 117.0, 13.0, 4.0, 3.0, 209.0]);
    book.recalculated();
}

#[test]
fn the_other_tables_have_the_figures_of_their_reports() {
    // Would catch: a table that leaves a line out, locked months whose correction stands in another column.
    let (_folder, mut store) = reported_2024(day(2025, 1, 5));
    let cut_off = CutOff::MONTH_END;
    let asked = |analysis| AnalysisQuestion {
        analysis,
        period: Period::Year(2024),
        office: None,
        cut_off,
        rate: RateBasis::Accepted,
    };
    let all = Analysis::ALL.map(asked).to_vec();
    let mut book = workbook(&store, Exported::Analysis(all.clone()), Lang::Zh);
    for (one, name) in all.into_iter().zip(book.names()) {
        let report = AnalysisReport::build(&store, one, Lang::Zh).unwrap();
        let page = book.page(&name);
        // A page of hot spots; the others are one line.
        let listed = if name == "热点" { 30 } else { report.lines.len() };
        if listed < report.lines.len() {
            let others = report.lines.len() - listed;
            let row = page.row_of(&format!("其余 {others} 个"), 3);
            assert_eq!((row, page.number((row, 2))), (33, Some(150.0)));
        }
        for (line, row) in report.lines.iter().take(listed).zip(3..) {
            let labels = u32::try_from(line.labels.len()).unwrap();
            for (value, at) in line.figures.iter().zip(labels..) {
                if number(*value).is_some() && page.text((2, at)) != "判断" {
                    shows(&page, (row, at), *value);
                }
            }
        }
        assert!(page.cells.end().unwrap().0 >= u32::try_from(listed).unwrap());
    }
    let counts = EntriesQuestion { period: Period::Year(2024), office: None, cut_off };
    let report = EntriesReport::build(&store, counts, Lang::Zh).unwrap();
    let page = workbook(&store, Exported::Entries(counts), Lang::Zh).page("服务与其他");
    for line in &report.lines {
        let row = page.row_of(&line.label, 3);
        for (figure, row) in line.figures.iter().zip(row..) {
            assert_eq!(
                page.number((row, 2)),
                figure.period.map(|figure| figure.digits() as f64),
                "{}",
                line.label
            );
            assert_eq!(
                page.number((row, 3)),
                figure.year.map(|figure| figure.digits() as f64),
                "{}",
                line.label
            );
        }
    }
    lock_2024(&mut store);
    let id = store.all_ids(&CaseFilter::default()).unwrap()[0];
    let before = store.dispute(id).unwrap();
    store.save_dispute(Some(&before), Dispute { void: Some("错录".into()), ..before.clone() }, None).unwrap();
    let year = LockedYear::build(&store, 2024, None, cut_off, Lang::Zh).unwrap();
    let mut book = workbook(&store, Exported::Locks { year: 2024, office: None, cut_off }, Lang::Zh);
    let page = book.page("锁定月份");
    for (line, row) in year.months.iter().zip(4..) {
        let snapshot = line.snapshot().unwrap();
        let shown = [4, 5, 6].map(|column| page.number((row, column)).unwrap());
        let correction = Measure::Accepted.of(&line.correction());
        assert_eq!(shown, [snapshot.accepted as f64, correction as f64, line.now.accepted as f64]);
    }
    assert_eq!(book.recalculated(), 12 * 5);
}

#[test]
fn nobody_can_be_told_from_what_is_masked() {
    // Would catch: a name in a free text, in a title, in the analysis, or in a part of the file nobody looks at.
    let district = rich();
    let store = &district.store;
    let mut hidden = BTreeSet::new();
    for id in store.all_ids(&CaseFilter::default()).unwrap() {
        for party in store.dispute(id).unwrap().parties {
            hidden.extend([party.phone, party.id_number].into_iter().filter(|text| text.chars().count() > 6));
            hidden.extend(Some(party.name).filter(|name| name.chars().count() > 1));
        }
    }
    assert!(hidden.len() > 8, "{hidden:?}");
    let all = Analysis::ALL
        .map(|analysis| AnalysisQuestion {
            analysis,
            period: Period::Year(2024),
            office: None,
            cut_off: CutOff::MONTH_END,
            rate: RateBasis::Accepted,
        })
        .to_vec();
    for subject in [ledger(), Exported::Analysis(all)] {
        for format in Format::ALL {
            let bytes = exported(store, subject.clone(), format, Masking::Masked, Lang::Zh);
            let texts = if format == Format::Xlsx {
                ReadBack::new(bytes).parts.into_values().collect::<Vec<_>>().join("\n")
            } else {
                String::from_utf8(bytes).unwrap()
            };
            let seen: Vec<&String> = hidden.iter().filter(|word| texts.contains(word.as_str())).collect();
            assert!(seen.is_empty(), "{format:?}: {seen:?}");
        }
    }
}

#[test]
fn what_left_is_recorded_once_and_never_half() {
    // Would catch: a file without a record, a record without a file, a file over another.
    let (folder, mut store) = ledger_2024(day(2025, 1, 5));
    let export = |subject, masking| Export { subject, format: Format::Csv, masking, lang: Lang::Zh };
    let mut go_on = unwatched();
    let path = folder.path().join("台账.csv");
    let masked = export(ledger(), Masking::Masked);
    let written = masked.to_file(&mut store, &path, Existing::Refuse, &mut go_on).unwrap();
    assert_eq!((written.cases, written.path == path), (214, true));
    let table = export(Exported::CaseTable(year_2024(Scope::Each)), Masking::Plain);
    table.to_file(&mut store, &folder.path().join("t.csv"), Existing::Refuse, &mut go_on).unwrap();
    let refused = masked.to_file(&mut store, &path, Existing::Refuse, &mut go_on);
    assert!(matches!(refused, Err(ExportError::File(_))));
    let mut stop = |Progress { done, total, .. }: Progress| {
        if done > 100 && total == 214 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let stopped = folder.path().join("s.csv");
    let half = masked.to_file(&mut store, &stopped, Existing::Refuse, &mut stop);
    assert!(matches!(half, Err(ExportError::Stopped)));
    assert!(!stopped.exists() && !folder.path().join("s.csv.part").exists());
    let told = store.disclosures(10).unwrap();
    let said: Vec<_> = told
        .iter()
        .map(|one| (one.said.kind, one.said.what.as_str(), one.said.cases, one.said.masking))
        .collect();
    assert_eq!(
        said,
        [
            (DisclosureKind::Export, "人民调解案件情况统计表-区（县）-2024年", 0, Masking::Plain),
            (DisclosureKind::Export, "台账-区（县）-2024年", 214, Masking::Masked),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Would catch: a table whose sums are those of other cells once a figure is missing or an office appears.
    #[test]
    fn every_formula_gives_its_result_whatever_happened(steps in proptest::collection::vec(script::step(), 1..40)) {
        let mut district = District::new();
        for step in &steps {
            script::play(&mut district, step);
        }
        let store = &district.store;
        let by = |grouping| Exported::Totals(question(Period::Year(2024), grouping));
        let subjects = [
            Exported::CaseTable(year_2024(Scope::Each)),
            Exported::CaseTable(year_2024(Scope::Office(district.towns[0]))),
            Exported::Governance(year_2024(Scope::All), None),
            Exported::Year(question(Period::Year(2024), Grouping::Month)),
            by(Grouping::Type),
            by(Grouping::Mediator),
            by(Grouping::Village),
            ledger(),
        ];
        for subject in subjects {
            workbook(store, subject, Lang::Zh).recalculated();
        }
    }
}
