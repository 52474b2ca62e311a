//! The ledger goes out and comes in again as the same cases.

use crate::support::export::{ReadBack, exported};
use crate::support::ledger::ledger_2024;
use crate::support::{District, case, day, life};
use tiaojie::domain::field::{Field, Kind, PartKind, Value as Held};
use tiaojie::domain::{
    Closing, Dispute, Evidence, Fen, FollowUp, FollowUpId, Id, Investigation, Masking, Outcome, Period,
};
use tiaojie::ledger::{self, Differences, Plan, Recogniser, Sheet, read_workbook};
use tiaojie::report::{Exported, Format, LedgerQuestion};
use tiaojie::store::{CaseFilter, Outcomes, Store, unwatched};
use tiaojie::text::Lang;

/// The ledger of 2024.
pub fn ledger() -> Exported {
    let filter = CaseFilter { outcomes: Outcomes::Accepted, ..CaseFilter::default() };
    Exported::Ledger(Box::new(LedgerQuestion { filter, period: Some(Period::Year(2024)) }))
}

/// What a ledger says of every case, in the order of their numbers.
fn said(store: &Store) -> Vec<serde_json::Value> {
    let bytes = exported(store, ledger(), Format::Json, Masking::Plain, Lang::Zh);
    let mut cases: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
    for case in &mut cases {
        let case = case.as_object_mut().unwrap();
        case.remove("id");
        case.remove("row");
    }
    cases.sort_by_key(|case| (case["number"].to_string(), case.to_string()));
    cases
}

fn import(store: &mut Store, sheet: Sheet) -> (u64, u64, usize, usize) {
    let mut plan = Plan::new(store).unwrap();
    let report = plan.add(store, sheet).unwrap().unwrap();
    let counts = (report.new, report.same, report.changed.len(), report.refused.len());
    plan.apply(store, Differences::Keep).unwrap();
    counts
}

fn empty_beside(folder: &tempfile::TempDir) -> Store {
    let path = folder.path().join("again.db");
    let clock = tiaojie::domain::Fixed::at(day(2025, 1, 5), 9);
    Store::create(&path, Box::new(clock)).unwrap()
}

#[test]
fn an_exported_ledger_comes_in_again_as_the_same_cases() {
    // Would catch: a head the import does not know, a word it reads as another, a sum taken for a case.
    let (folder, mut store) = ledger_2024(day(2025, 1, 5));
    let csv = exported(&store, ledger(), Format::Csv, Masking::Plain, Lang::Zh);
    assert!(csv.starts_with("\u{feff}序号,编号,受理日期,".as_bytes()));
    let sheet = || Sheet::from_csv("台账.csv", &csv).unwrap();
    assert_eq!(import(&mut store, sheet()), (0, 214, 0, 0));
    let mut again = empty_beside(&folder);
    assert_eq!(import(&mut again, sheet()), (214, 0, 0, 0));
    assert_eq!(said(&again), said(&store));
    // The workbook says the same, cell by cell.
    let mut book = ReadBack::new(exported(&store, ledger(), Format::Xlsx, Masking::Plain, Lang::Zh));
    let page = book.page("台账");
    let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[3..]);
    for (line, row) in lines.records().map(Result::unwrap).zip(2..) {
        for (cell, column) in line.iter().zip(0..) {
            let shown = match page.cells.get_value((row, column)) {
                Some(calamine::Data::DateTime(day)) => day.as_datetime().unwrap().date().to_string(),
                Some(calamine::Data::Float(n)) => n.to_string(),
                Some(calamine::Data::Empty) | None => String::new(),
                Some(other) => other.to_string(),
            };
            // A tab keeps a text as it is in a spreadsheet.
            assert_eq!(shown, cell.trim_start_matches('\t'), "row {row}, column {column}");
        }
    }
    assert_eq!(book.recalculated(), 2);
    let sums = page.row_of("合计", 3);
    let money: f64 = (3..sums).filter_map(|row| page.number((row, 16))).sum();
    assert!((page.number((sums, 16)).unwrap() - money).abs() < 1e-6 && sums == 217);
    let sheet = &book.parts["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<autoFilter ref=\"A3:AH217\"/>") && sheet.contains("topLeftCell=\"C4\""));
}

/// A case with as much in it as there can be.
pub fn rich() -> District {
    let mut district = District::new();
    case::large(&mut district);
    life::long(&mut district);
    case::plain(&mut district);
    district
}

#[test]
fn the_ledger_of_a_full_life_changes_nothing_when_it_comes_in_again() {
    // Would catch: a column that says more than an import reads, so that a case differs from itself.
    let mut district = rich();
    for id in district.store.all_ids(&CaseFilter::default()).unwrap() {
        let before = district.store.dispute(id).unwrap();
        // Words that were kept stand beside what they could not say.
        let after = Dispute { original: Default::default(), ..before.clone() };
        district.store.save_dispute(Some(&before), after, None).unwrap();
    }
    for (format, file) in [(Format::Csv, "台账.csv"), (Format::Xlsx, "台账.xlsx")] {
        let bytes = exported(&district.store, ledger(), format, Masking::Plain, Lang::Zh);
        let mut go_on = unwatched();
        let book = read_workbook(file, bytes, &mut go_on).unwrap();
        let found = Recogniser::of(&district.store).unwrap().recognise_all(book).unwrap();
        let mut plan = Plan::new(&district.store).unwrap();
        for one in found.ledgers {
            plan.add_mapped(&district.store, one.sheet, one.mapping, &mut go_on).unwrap();
        }
        let reports: Vec<_> = plan.reports().cloned().collect();
        let [report] = reports.as_slice() else { panic!("{file}: {reports:#?}") };
        assert!(report.changed.is_empty(), "{file}: {:#?}", report.changed);
        assert_eq!((report.new, report.same, report.refused.len()), (0, 3, 0), "{file}: {report:#?}");
        plan.apply(&mut district.store, Differences::Update).unwrap();
    }
}

/// The fields that a ledger gives out and takes in by their names alone.
fn by_name() -> impl Iterator<Item = Field> {
    let fields = ledger::Column::all().filter_map(|column| match column {
        ledger::Column::Field(field) => Some(field),
        _ => None,
    });
    fields.filter(|field| field.part() != PartKind::Session)
}

/// Something that such a field can hold.
fn example(field: Field, text: &str) -> Held {
    let on = day(2024, 12, 20);
    match field.spec().kind {
        Kind::Line => Held::Text(text.to_owned()),
        Kind::Lines(_) => Held::Text(format!("{text}\n次日再谈")),
        Kind::List(_) => Held::Texts(vec![text.to_owned(), "赔偿3.5万元".to_owned()]),
        Kind::Day | Kind::DayAhead => Held::Day(on),
        Kind::Money => Held::Money(Fen(123_456)),
        Kind::Number => Held::Number(7),
        Kind::Flag => Held::Flag(true),
        Kind::Code(_, codes) => Held::Code(codes[codes.len() - 1].into()),
        Kind::Codes(_, codes) => Held::Codes(codes.iter().map(|code| (*code).into()).collect()),
        Kind::Governance => Held::Code("g01".into()),
        other => panic!("{field:?}: {other:?}"),
    }
}

#[test]
fn what_no_column_shows_goes_out_by_its_name_and_comes_in_again() {
    // Would catch: a field that is lost on the way from one office's ledger to another's, a new one above all; heads of
    // fields nobody filled in; a person's name in one of them.
    let mut district = District::new();
    let id = case::plain(&mut district);
    let before = district.store.dispute(id).unwrap();
    let plain = exported(&district.store, ledger(), Format::Csv, Masking::Plain, Lang::Zh);
    assert!(String::from_utf8(plain).unwrap().lines().next().unwrap().ends_with(",标签,备注"));
    let mut after = before.clone();
    for (nth, on) in [day(2024, 12, 15), day(2024, 12, 20)].into_iter().enumerate() {
        after.follow_ups.push(FollowUp::new(FollowUpId::named(&[&nth.to_string()]), on));
    }
    after.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 12, 12) });
    after.investigations.push(Investigation::new(Id::named(&["asked"]), day(2024, 12, 11)));
    after.evidence.push(Evidence::new(Id::named(&["paper"]), "欠条"));
    let last = |field: Field| field.at(usize::from(field.part() == PartKind::FollowUp));
    for field in by_name() {
        last(field).write(&mut after, example(field, "张三同意"));
    }
    district.store.save_dispute(Some(&before), after.clone(), None).unwrap();
    for (format, file) in [(Format::Csv, "台账.csv"), (Format::Xlsx, "台账.xlsx")] {
        let bytes = exported(&district.store, ledger(), format, Masking::Plain, Lang::Zh);
        let folder = tempfile::tempdir().unwrap();
        let mut again = empty_beside(&folder);
        let sheet = read_workbook(file, bytes, &mut unwatched()).unwrap().sheets.remove(0);
        assert_eq!(import(&mut again, (*sheet).clone()), (1, 0, 0, 0));
        let ids = again.all_ids(&CaseFilter::default()).unwrap();
        let case = again.dispute(ids[0]).unwrap();
        assert!(case.original.is_empty(), "{:?}", case.original);
        for field in by_name() {
            assert_eq!(field.at(0).read(&case), last(field).read(&after), "{file} {field:?}");
        }
    }
    // Who keeps the file and which court is no secret.
    let public = [
        Field::BoundBy,
        Field::Volume,
        Field::VisitBy,
        Field::Court,
        Field::Decision,
        Field::LitigationCourt,
        Field::InvestigationBy,
        Field::InvestigationRecorder,
    ];
    // These are names, hidden whatever they are, here and in every text.
    let names = [Field::InvestigationAsked, Field::InvestigationAttendees, Field::EvidenceBy];
    let mut hidden = after.clone();
    for field in public.into_iter().chain(names) {
        last(field).write(&mut hidden, example(field, "林区"));
    }
    district.store.save_dispute(Some(&after), hidden, None).unwrap();
    let bytes = exported(&district.store, ledger(), Format::Csv, Masking::Masked, Lang::Zh);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("张某同意") && !text.contains("张三"), "{text}");
}
