//! Small ledgers whose cells read otherwise than a user sees them, each with what is to come of it. The people are
//! invented.

use tiaojie::domain::{DateRange, Dispute, Outcome, PartyKind, Performance, Sex, Side};
use tiaojie::ledger::{Remark, SheetReport, Visibility, Why};
use tiaojie::store::Store;
use tiaojie::text::{Lang, ledger};

use crate::books::{cases, found, import, new_file};

/// Imports one file; its report and its cases by number.
fn taken(file: &str) -> (SheetReport, Vec<Dispute>) {
    let path = format!("{}/tests/fixtures/cases/{file}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    let (_folder, mut store) = new_file();
    let mut reports = import(&mut store, file, &bytes);
    assert_eq!(reports.len(), 1, "{file}");
    (reports.remove(0), cases(&store))
}

/// 2024-03-05 settled on 2024-03-15, unless something is said to be otherwise.
fn assert_ordinary(file: &str, report: &SheetReport, taken: &[Dispute]) {
    assert_eq!((report.warnings.as_slice(), report.refused.as_slice()), (&[][..], &[][..]), "{file}");
    for case in taken {
        assert_eq!(case.accepted_on.to_string(), "2024-03-05", "{file}");
        assert!(case.original.is_empty(), "{file}: {:?}", case.original);
    }
}

fn amounts(cases: &[Dispute]) -> Vec<i64> {
    cases.iter().map(|case| case.agreement.amount.map_or(0, |amount| amount.0)).collect()
}

fn said(remarks: &[Remark]) -> Vec<String> {
    remarks.iter().map(|remark| ledger::remark(Lang::Zh, remark)).collect()
}

/// Catches: an amount that is ten thousand times what its cell shows, or a result of a division that is no amount.
#[test]
fn an_amount_is_what_its_cell_shows() {
    for (file, wanted) in [
        ("unit-in-format.xlsx", &[3_500_000, 12_000_000, 800_000, 2_680_000][..]),
        ("shown-in-ten-thousands.xlsx", &[3_500_000, 12_000_000, 800_000]),
        ("computed-amounts.xlsx", &[333_333, 357_143, 200_000, 3_500_000]),
    ] {
        let (report, cases) = taken(file);
        assert_ordinary(file, &report, &cases);
        assert_eq!(amounts(&cases), wanted, "{file}");
    }
}

/// Catches: a number or a telephone without the digits of its format, a code in place of its word, a check box that is
/// not understood.
#[test]
fn numbers_and_words_are_what_their_cells_show() {
    let (report, cases) = taken("number-in-format.xlsx");
    assert_ordinary("number-in-format.xlsx", &report, &cases);
    for (at, case) in (1..).zip(&cases) {
        assert_eq!(case.number, format!("（2024）神松民调字第00{at}号"));
        assert_eq!(case.parties[0].phone, format!("0719-333555{at}"));
    }
    let outcomes = |cases: &[Dispute]| -> Vec<_> {
        cases.iter().map(|case| (case.outcome(), case.agreement.performance)).collect()
    };
    let (report, cases) = taken("codes-shown-as-words.xlsx");
    assert_ordinary("codes-shown-as-words.xlsx", &report, &cases);
    let (settled, failed) = (Some(Outcome::Oral), Some(Outcome::Unsuccessful));
    let done = Some(Performance::Done);
    let found = outcomes(&cases);
    assert_eq!((found[0], found[2]), ((settled, done), (settled, done)));
    assert_eq!((found[1].0, found[3].0), (failed, failed));
    let (report, cases) = taken("checkboxes.xlsx");
    assert_ordinary("checkboxes.xlsx", &report, &cases);
    assert_eq!(outcomes(&cases), [(settled, done), (settled, Some(Performance::NotDone))]);
}

/// Catches: a year that no cell shows and the title contradicts, a month that is taken for its first day.
#[test]
fn a_day_is_what_its_cell_shows() {
    let (report, cases) = taken("year-not-shown.xlsx");
    assert_eq!(report.refused, []);
    let days: Vec<String> = cases.iter().map(|case| case.accepted_on.to_string()).collect();
    assert_eq!(days, ["2024-03-05", "2024-04-18", "2024-04-18", "2024-12-28"]);
    let (report, cases) = taken("month-only.xlsx");
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].accepted_on.to_string(), "2024-03-05");
    let whys: Vec<_> = report.refused.iter().map(|remark| (&remark.why, remark.words.as_str())).collect();
    assert_eq!(whys, [(&Why::BadDate, "2024年3月"), (&Why::BadDate, "2024年4月")]);
}

/// Catches: what lies under a merged area and nobody sees, one odd error that makes a workbook damaged.
#[test]
fn nobody_sees_what_is_covered_and_one_error_is_one_cell() {
    let (report, cases) = taken("values-under-a-merge.xlsx");
    assert_ordinary("values-under-a-merge.xlsx", &report, &cases);
    let (_folder, mut store) = new_file();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/values-under-a-merge.xlsx");
    import(&mut store, "m.xlsx", &std::fs::read(path).unwrap());
    let village = |case: &Dispute| store.directory().office(case.village.unwrap()).unwrap().name.clone();
    let villages: Vec<String> = self::cases(&store).iter().map(village).collect();
    assert_eq!(villages, ["松柏村", "松柏村", "松柏村", "红花朵村"]);
    let (report, cases) = taken("error-value.xlsx");
    assert_eq!(cases.len(), 3);
    let whys: Vec<_> = report.warnings.iter().map(|remark| (remark.line, &remark.why)).collect();
    assert_eq!(whys, [(3, &Why::ErrorCell)]);
    assert!(cases[1].village.is_none());
}

/// Catches: a hidden sheet that is imported unasked, hidden rows that are dropped or taken without a word.
#[test]
fn what_is_hidden_is_said() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/hidden-sheets.xlsx");
    let (_folder, store) = new_file();
    let ledgers = found(&store, "h.xlsx", &std::fs::read(path).unwrap());
    let seen: Vec<_> =
        ledgers.ledgers.iter().map(|ledger| (ledger.sheet.name.as_str(), ledger.sheet.visibility)).collect();
    let (shown, hidden) = (Visibility::Visible, Visibility::Hidden);
    assert_eq!(seen, [("2024年台账", shown), ("旧稿", hidden), ("草表", hidden)]);
    let (report, cases) = taken("hidden-rows.xlsx");
    assert_eq!(cases.len(), 6);
    let said: Vec<String> = said(&report.warnings).into_iter().filter(|said| said.contains("隐藏")).collect();
    assert_eq!(said, ["第 3、5 行在表格里是隐藏的，照样读入"]);
}

/// Catches: what is drawn over a cell read as its text, and line breaks between cells taken for damage.
#[test]
fn pictures_and_text_boxes_are_no_text_of_a_cell() {
    for (file, count) in
        [("text-box-in-a-cell.ods", 3), ("picture-in-a-cell.ods", 2), ("line-breaks-between-cells.ods", 3)]
    {
        let (report, cases) = taken(file);
        assert_ordinary(file, &report, &cases);
        assert_eq!(cases.len(), count, "{file}");
        for (at, case) in (1..).zip(&cases) {
            let names: Vec<&str> = case.parties.iter().map(|party| party.name.as_str()).collect();
            assert_eq!(names, [format!("甲{at}方"), format!("乙{at}方")], "{file}");
            assert_eq!(case.outcome(), Some(Outcome::Oral), "{file}");
            assert_eq!(case.closing.unwrap().on.to_string(), "2024-03-15", "{file}");
            assert_eq!(case.summary, "相邻排水沟争执。", "{file}");
        }
    }
}

fn outcomes(cases: &[Dispute]) -> Vec<Option<Outcome>> {
    let mut cases: Vec<&Dispute> = cases.iter().collect();
    cases.sort_by_key(|case| (case.accepted_on, case.parties[0].name.clone()));
    cases.iter().map(|case| case.outcome()).collect()
}

/// Catches: a date that is refused because it says more than the day.
#[test]
fn a_weekday_a_time_and_a_zone_are_no_part_of_the_day() {
    let (report, cases) = taken("dates.csv");
    assert_eq!((report.refused.as_slice(), cases.len()), (&[][..], 6));
    assert!(cases.iter().all(|case| case.accepted_on.to_string() == "2024-03-05"));
}

/// Catches: a deadline taken for the day of acceptance because it looks like a date, a stand-in that nobody is told of.
#[test]
fn a_deadline_is_no_day_of_acceptance() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/deadline.csv");
    let (_folder, store) = new_file();
    let ledgers = found(&store, "deadline.csv", &std::fs::read(path).unwrap());
    let said = ledger::found_as(Lang::Zh, &ledgers.ledgers[0].mapping);
    assert!(said.contains("没有受理日期，按 A 列“发生时间”计"), "{said}");
    let (report, cases) = taken("deadline.csv");
    assert_eq!(report.refused, []);
    let days: Vec<String> = cases.iter().map(|case| case.accepted_on.to_string()).collect();
    assert_eq!(days, ["2024-03-05", "2024-03-06", "2024-03-07"]);
}

/// Catches: an outcome that is open because its words are not a word of the list, or stand in the other column.
#[test]
fn an_outcome_is_what_its_words_mean() {
    use Outcome::{Oral, Referred, Unsuccessful, Withdrawn, Written};
    let (_, cases) = taken("outcome-words.csv");
    let said = outcomes(&cases);
    let referred = Some(Referred);
    let expected = [
        Some(Oral),
        Some(Oral),
        Some(Oral),
        Some(Oral),
        referred,
        referred,
        None,
        None,
        Some(Withdrawn),
        Some(Written),
    ];
    assert_eq!(said, expected);
    let (report, cases) = taken("two-outcomes.csv");
    assert_eq!(outcomes(&cases), [Some(Oral), Some(Unsuccessful)]);
    assert_eq!(cases[0].original.get("化解情况").map(String::as_str), Some("握手言和"), "{report:?}");
    let (_, cases) = taken("web-states.csv");
    assert_eq!(outcomes(&cases), [None, Some(Oral), Some(Unsuccessful)]);
    let (report, cases) = taken("web-form.csv");
    assert_eq!((outcomes(&cases), report.warnings), (vec![None, None], Vec::new()));
    let people: Vec<_> =
        cases[0].parties.iter().map(|party| (party.name.as_str(), party.phone.as_str())).collect();
    assert_eq!(people, [("赵大山", "13800001111"), ("钱小河", "13900002222")]);
    assert_eq!(cases[0].summary, "排水沟堵塞");
    let other: Vec<_> =
        cases[1].parties.iter().map(|party| (party.name.as_str(), party.phone.as_str())).collect();
    assert_eq!(other, [("孙二水", "13800003333"), ("李四光", "13900004444")]);
    assert_eq!(cases[1].summary, "占用过道");
}

/// Catches: results of a division that are left out of the sum.
#[test]
fn computed_amounts_are_counted() {
    let (_, cases) = taken("amount-formula.xlsx");
    assert_eq!(amounts(&cases), [333_333, 11_000, 66_667, 437_500]);
    assert_eq!(amounts(&cases).iter().sum::<i64>(), 848_500);
}

/// The remarks on people.
fn on_people(report: &SheetReport) -> Vec<&Why> {
    report.warnings.iter().map(|remark| &remark.why).filter(|why| **why != Why::FormAssumed).collect()
}

fn people(case: &Dispute) -> String {
    let of = |side| {
        let all = case.parties.iter().filter(|party| party.side == side);
        all.map(|party| party.name.as_str()).collect::<Vec<_>>().join(" ")
    };
    format!("{} / {}", of(Side::Applicant), of(Side::Respondent))
}

/// Catches: a name or a place that 和 is a part of torn in two, and words that bind tighter than marks.
#[test]
fn two_sides_in_one_cell_are_told_apart() {
    let (report, cases) = taken("sides.csv");
    assert_eq!((on_people(&report), report.refused.as_slice()), (vec![], &[][..]));
    let wanted = [
        "神农和谐物业公司 / 李小山",
        "红和镇和平村委会 / 张大河",
        "王小二 王小三 / 李四光",
        "张大河 李小山 / 王五洲 赵六合",
        "张大河 / 李小山 王五洲",
        "张建 / 李和平",
        "欧阳建 / 司马光明",
    ];
    assert_eq!(cases.iter().map(people).collect::<Vec<_>>(), wanted);
    assert_eq!(cases.iter().map(Dispute::people_count).sum::<u32>(), 18);
    assert_eq!(cases[0].parties[0].kind, PartyKind::Company);
    let (report, cases) = taken("one-side.csv");
    assert_eq!((on_people(&report), cases.len()), (vec![], 5));
    assert!(cases.iter().all(|case| people(case) == "张大河 / 李小山"));
}

/// Catches: a party called 女 or 1960年生, and an age that is lost.
#[test]
fn what_stands_beside_a_name_is_no_party() {
    let (report, cases) = taken("name-details.csv");
    let named: Vec<String> = cases.iter().map(people).collect();
    assert_eq!(named, ["张三 / 李四", "王五 / 赵六", "赵大山 / 钱小河 孙一"]);
    assert_eq!(cases.iter().map(Dispute::people_count).sum::<u32>(), 7);
    let sexes: Vec<_> = cases.iter().map(|case| case.parties[0].sex).collect();
    assert_eq!(sexes, [Some(Sex::Male), Some(Sex::Female), None]);
    assert_eq!(cases[1].parties[0].address, "红坪镇红坪村");
    assert_eq!(cases[2].original["申请人"], "赵大山（已故，由其子赵小山代理）");
    assert_eq!(on_people(&report), [&Why::BesideName; 4]);
}

/// Catches: one person who is several because of a dot, and a name that is found by one of its dots only.
#[test]
fn a_dot_makes_no_other_person() {
    let (report, cases, store, _folder) = filed("dots.csv");
    assert_eq!(on_people(&report), [] as [&Why; 0]);
    assert!(cases.iter().all(|case| case.parties[0].name == "阿依古丽·买买提"));
    assert_eq!(
        repeats(&store),
        [("钱小河".to_owned(), String::new(), 5), ("阿依古丽·买买提".to_owned(), String::new(), 5)]
    );
    for query in [
        "阿依古丽买买提",
        "阿依古丽·买买提",
        "阿依古丽•买买提",
        "阿依古丽．买买提",
        "阿依古丽.买买提",
        "丽买",
    ] {
        assert_eq!(store.search(query, 10).unwrap().len(), 5, "{query}");
        assert_eq!(store.search_by_scan(query, 10).unwrap().len(), 5, "{query}");
    }
    assert_eq!(store.cases_of_person("阿依古丽买买提", 10).unwrap().len(), 5);
}

/// Catches: an ID number that is another one because of blanks, width, case or an apostrophe.
#[test]
fn an_id_number_has_one_form() {
    const NUMBER: &str = "42902119800101002X";
    let (report, cases, store, _folder) = filed("ids.csv");
    assert_eq!(on_people(&report), [] as [&Why; 0]);
    assert!(cases.iter().all(|case| case.parties[0].id_number == NUMBER));
    assert_eq!(repeats(&store), [("赵大山".to_owned(), NUMBER.to_owned(), 5)]);
    for query in
        [NUMBER, "42902119800101002x", "429021 19800101 002X", "４２９０２１１９８００１０１００２Ｘ"]
    {
        assert_eq!(store.search(query, 10).unwrap().len(), 5, "{query}");
    }
}

/// As [`taken`], with the file, which lasts as long as its folder.
fn filed(file: &str) -> (SheetReport, Vec<Dispute>, Store, impl Sized) {
    let path = format!("{}/tests/fixtures/cases/{file}", env!("CARGO_MANIFEST_DIR"));
    let (folder, mut store) = new_file();
    let mut reports = import(&mut store, file, &std::fs::read(path).unwrap());
    let cases = cases(&store);
    (reports.remove(0), cases, store, folder)
}

fn repeats(store: &Store) -> Vec<(String, String, i64)> {
    let day = |text: &str| text.parse().unwrap();
    let range = DateRange { from: day("2024-01-01"), to: day("2024-12-31") };
    let found = store.repeats(range, None).unwrap();
    let mut found: Vec<_> =
        found.people.into_iter().map(|one| (one.person.name, one.person.id_number, one.in_all)).collect();
    found.sort();
    found
}
