//! Who somebody is: one form for every way in and every comparison, also against what an older program stored.

use tiaojie::domain::{DateRange, Dispute, Fixed, PartyKind, Side};
use tiaojie::store::{CaseFilter, Involved, Person, Store};

use crate::books::{cases, import, new_file};

const OLD: &str = "110105491231002";
const NEW: &str = "11010519491231002X";

fn range() -> DateRange {
    DateRange { from: "2010-01-01".parse().unwrap(), to: "2026-12-31".parse().unwrap() }
}

/// Name, number and how many cases in all, of everybody with two or more.
fn repeats(store: &Store) -> Vec<(String, String, i64)> {
    let found = store.repeats(range(), None).unwrap();
    let mut found: Vec<_> =
        found.people.into_iter().map(|one| (one.person.name, one.person.id_number, one.in_all)).collect();
    found.retain(|(name, ..)| !name.starts_with('钱'));
    found.sort();
    found
}

/// A ledger with one applicant and number a row, each on its own day.
fn ledger(rows: &[(&str, &str, &str)]) -> String {
    let mut text = "受理日期,申请人,被申请人,身份证号,联系电话,纠纷类型,调解结果\n".to_owned();
    for (at, (name, number, phone)) in rows.iter().enumerate() {
        text += &format!(
            "2024-03-{:02},{name},钱{},{number},{phone},邻里纠纷,成功\n",
            at + 1,
            "甲乙丙丁戊己庚辛壬癸".chars().nth(at).unwrap()
        );
    }
    text
}

/// Catches: a number of 15 digits and its 18 characters taken for two people, in the list of repeated parties, in the cases
/// behind it, or by the key for finding; the short form shown where the long one is known.
#[test]
fn an_old_number_and_its_new_one_are_one_person() {
    let (_folder, mut store) = new_file();
    let rows = [
        ("赵大山", OLD, ""),
        ("赵大山", NEW, ""),
        ("赵大山", "１１０１０５４９１２３１００２", ""),
        ("赵大山", "'110105 19491231 002x", ""),
    ];
    let reports = import(&mut store, "t.csv", ledger(&rows).as_bytes());
    assert_eq!(reports[0].new, 4);
    assert_eq!(repeats(&store), [("赵大山".to_owned(), NEW.to_owned(), 4)]);
    for number in [OLD, NEW] {
        assert_eq!(store.search(number, 10).unwrap().len(), 4, "{number}");
        assert_eq!(store.search_by_scan(number, 10).unwrap().len(), 4, "{number}");
        let person = Person { name: "赵大山".to_owned(), id_number: number.to_owned() };
        let filter = CaseFilter { involves: Some(Involved::Party(person)), ..CaseFilter::default() };
        assert_eq!(store.count(&filter).unwrap().cases, 4, "{number}");
    }
    // The number stands in the file as it was written.
    let numbers: Vec<String> = cases(&store).iter().map(|case| case.parties[0].id_number.clone()).collect();
    assert_eq!(numbers.iter().filter(|number| *number == OLD).count(), 2);
    assert_eq!(store.check().unwrap().findings, []);
    // Another person of the same name stays another one.
    import(
        &mut store,
        "u.csv",
        ledger(&[("赵大山", "42902119800101002X", "")]).replace("2024", "2023").as_bytes(),
    );
    assert_eq!(repeats(&store), [("赵大山".to_owned(), NEW.to_owned(), 4)]);
}

/// Catches: a party, a number or a telephone that a program wrote where nothing is, and a fraction taken for words.
#[test]
fn what_programs_write_for_nothing_is_nothing() {
    let (_folder, mut store) = new_file();
    let nothing = ["nan", "NULL", "None", "#N/A", "无", "/", "-", "N/A", "NaT", "——"];
    let rows: Vec<(&str, &str, &str)> = nothing.iter().map(|word| ("赵大山", *word, *word)).collect();
    let text = ledger(&rows);
    let text: String = text
        .lines()
        .enumerate()
        .map(|(at, line)| match at {
            0 => format!("{line}\n"),
            at => format!(
                "{}\n",
                line.replacen(
                    &format!("钱{}", "甲乙丙丁戊己庚辛壬癸".chars().nth(at - 1).unwrap()),
                    nothing[at - 1],
                    1
                )
            ),
        })
        .collect();
    let reports = import(&mut store, "t.csv", text.as_bytes());
    assert_eq!((reports[0].new, reports[0].refused.len()), (10, 0), "{reports:?}");
    for case in cases(&store) {
        let said: Vec<_> = case
            .parties
            .iter()
            .map(|one| (one.name.as_str(), one.phone.as_str(), one.id_number.as_str()))
            .collect();
        assert_eq!(said, [("赵大山", "", "")]);
    }
    let (_folder, mut store) = new_file();
    import(&mut store, "t.csv", ledger(&[("赵大山", "110105491231002.0", "13800001111.0")]).as_bytes());
    let party = cases(&store).remove(0).parties.remove(0);
    assert_eq!((party.id_number.as_str(), party.phone.as_str()), (OLD, "13800001111"));
}

/// Catches: a name with another dot, spaces or width that is another person beside one whom an earlier program stored, in
/// the repeated parties, in find, as a duplicate, or in a second import.
#[test]
fn an_older_file_knows_the_same_people() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("golden.db");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/golden.db"), &path).unwrap();
    let clock = Box::new(Fixed::at("2026-11-23".parse().unwrap(), 7));
    let mut store = Store::open(&path, clock).unwrap();
    let known: Vec<Dispute> = cases(&store);
    let (case, party) = known
        .iter()
        .filter(|case| case.void.is_none())
        .find_map(|case| {
            let party = case
                .parties
                .iter()
                .find(|one| one.kind == PartyKind::Person && one.name.chars().count() == 2)?;
            Some((case, party))
        })
        .unwrap();
    let before = store.cases_of_person(&party.name, 100).unwrap().len();
    let spaced: String = party.name.chars().flat_map(|c| [c, ' ']).collect();
    let text = format!(
        "受理日期,申请人,被申请人,纠纷类型,调解结果\n2023-01-05,{spaced},阿依古丽 • 买买提,邻里纠纷,成功\n2023-01-06,{spaced},阿依古丽．买买提,邻里纠纷,成功\n"
    );
    assert_eq!(import(&mut store, "t.csv", text.as_bytes())[0].new, 2);
    assert_eq!(store.cases_of_person(&party.name, 100).unwrap().len(), before + 2, "{}", case.number);
    assert_eq!(store.cases_of_person("阿依古丽买买提", 100).unwrap().len(), 2);
    assert!(repeats(&store).iter().any(|(name, ..)| name == "阿依古丽·买买提"));
    let again = text.replace('．', "·").replace(" • ", "・");
    assert_eq!(import(&mut store, "u.csv", again.as_bytes())[0].same, 2);
    assert_eq!(store.check().unwrap().findings, []);
}

/// Catches: one of two equal rows without a number that is written without a word.
#[test]
fn equal_rows_without_a_number_are_said() {
    use tiaojie::ledger::Why;
    use tiaojie::text::{Lang, odd};
    let row = "2024-03-05,张三,李四,,,邻里纠纷,成功";
    let text = format!(
        "序号,受理日期,申请人,被申请人,身份证号,联系电话,纠纷类型,调解结果\n1,{row}\n2,{row}\n3,{}\n4,{row}\n",
        row.replace("成功", "不成")
    );
    let (_folder, mut store) = new_file();
    let ledgers = crate::books::found(&store, "t.csv", text.as_bytes());
    let report = import(&mut store, "t.csv", text.as_bytes()).remove(0);
    let said: Vec<_> = report
        .warnings
        .iter()
        .filter(|remark| matches!(remark.why, Why::EqualRow(_)))
        .map(|remark| (remark.line, remark.why.clone()))
        .collect();
    assert_eq!(said, [(3, Why::EqualRow(2)), (5, Why::EqualRow(2))]);
    let asked = odd::lines(Lang::Zh, &ledgers.ledgers[0].mapping, &report);
    assert!(asked.iter().any(|line| line.contains("2 行没有编号，与上面的某一行完全相同")), "{asked:?}");
    assert_eq!(report.new, 4);
    let again = import(&mut store, "t.csv", text.as_bytes()).remove(0);
    assert_eq!((again.new, again.same, again.equal_rows), (0, 4, 0));
}

/// Catches: what stands beside a name in a ledger that has a field, and stays in words or is lost.
#[test]
fn what_is_said_beside_a_name_is_in_its_field() {
    let (_folder, mut store) = new_file();
    let text = "受理日期,双方当事人,纠纷类型,调解结果\n2024-03-05,\"张三（男，土家族，务农，13800001111）、李四，女，汉族，1970年1月1日生\",邻里纠纷,成功\n";
    let report = import(&mut store, "t.csv", text.as_bytes()).remove(0);
    let case = cases(&store).remove(0);
    let [one, other] = case.parties.as_slice() else { panic!("{:?}", case.parties) };
    assert_eq!((one.side, other.side), (Side::Applicant, Side::Respondent));
    assert_eq!(
        (one.ethnicity.as_str(), one.occupation.as_str(), one.phone.as_str()),
        ("土家族", "务农", "13800001111")
    );
    assert_eq!(
        (other.ethnicity.as_str(), other.born_on.map(|on| on.to_string())),
        ("汉族", Some("1970-01-01".to_owned()))
    );
    assert!(
        case.original.is_empty() && report.warnings.iter().all(|remark| remark.column != "双方当事人"),
        "{report:?}"
    );
}
