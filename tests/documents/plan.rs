//! A plan of performance on the forms.

use tiaojie::document::Press;
use tiaojie::domain::field::{Field, Part, PartKind};
use tiaojie::domain::form::{FormKind, Lack};
use tiaojie::domain::{Dispute, Fen, Id, Instalment, Outcome, PartPerformed, Performance};

use crate::support::day;
use crate::support::paper::Paper;
use crate::{in_order, long, one};

/// Would catch: an application to the court without the plan, blank lines beside a plan, a part that a form leaves out, a
/// deed printed with a blank for its amount, a sum that runs wrong, a plan where there is none.
#[test]
fn the_parts_stand_numbered_and_the_voucher_adds_up() {
    let (district, mut case) = long();
    let text = |case: &Dispute, kind| Paper::read(&one(&district.store, case, kind).bytes).text();
    assert!(!text(&case, FormKind::Agreement).contains("第1期"));
    let parts = [
        (day(2024, 5, 15), Some(200_000), "首付"),
        (day(2024, 6, 15), None, "拆除围墙"),
        (day(2024, 6, 30), Some(50), ""),
    ];
    for (at, (due_on, fen, what)) in parts.into_iter().enumerate() {
        let id = Id::named(&["part", &at.to_string()]);
        case.plan.push(Instalment { id, due_on, amount: fen.map(Fen), what: what.into() });
    }
    let wanted = [
        "履行方式、时限",
        "首期现金当场付清",
        "第1期：2024年5月15日前，2000元（大写：贰仟元整），首付。",
        "第2期：2024年6月15日前，拆除围墙。",
        "第3期：2024年6月30日前，0.50元（大写：伍角整）。",
        "履行期限：2024年6月30日。",
    ];
    for (kind, outcome) in [(FormKind::Agreement, Outcome::Written), (FormKind::OralAgreement, Outcome::Oral)]
    {
        case.closing.as_mut().unwrap().outcome = outcome;
        in_order(kind, &text(&case, kind), &wanted);
    }
    // The court reads the same terms.
    in_order(FormKind::Confirmation, &text(&case, FormKind::Confirmation), &wanted[1..]);
    let lacks_manner = |case: &Dispute, kind| {
        Press::new(&district.store).lacks(case, kind).unwrap().contains(&Lack::Field(Field::Manner.at(0)))
    };
    let mut unsaid = case.clone();
    unsaid.agreement.manner.clear();
    let kinds = [FormKind::Agreement, FormKind::OralAgreement, FormKind::Confirmation];
    assert!(kinds.iter().all(|kind| !lacks_manner(&unsaid, *kind)), "the plan says how");
    in_order(FormKind::Confirmation, &text(&unsaid, FormKind::Confirmation), &wanted[2..]);
    unsaid.plan.clear();
    assert!(kinds.iter().all(|kind| lacks_manner(&unsaid, *kind)));
    let on = day(2024, 6, 21);
    let deed = PartPerformed { id: Id::named(&["deed"]), on, amount: None, what: "拆除围墙".into() };
    case.performed.push(deed);
    let voucher = text(&case, FormKind::Performance);
    in_order(
        FormKind::Performance,
        &voucher,
        &[
            // The plan is done with; 10000 of the 35000 agreed on are not paid.
            "部分履行",
            "累计（元）",
            "10000",
            "10000",
            "首期现金",
            "15000",
            "25000",
            "转账",
            "拆除围墙",
            "合计",
            "25000元",
            "（合计25000元）",
        ],
    );
}

fn part(name: &str, on: chrono::NaiveDate, yuan: Option<i64>, what: &str) -> PartPerformed {
    PartPerformed { id: Id::named(&[name]), on, amount: yuan.map(Fen::from_yuan), what: what.into() }
}

/// Catches: a record of a visit that says what was performed after it, or what a clerk said at another time.
#[test]
fn a_visit_says_how_far_it_was_on_its_day() {
    let (district, mut case) = long();
    let state = |case: &Dispute| {
        let visit = one(&district.store, case, FormKind::Visit);
        let paragraphs = Paper::read(&visit.bytes).paragraphs;
        let said = paragraphs.into_iter().find(|text| text.starts_with("协议履行情况：")).unwrap();
        let lacking = visit.lacks.contains(&Lack::Field(Field::Performance.at(0)));
        (said.trim_start_matches("协议履行情况：").trim().to_owned(), lacking)
    };
    let (partly, blank) = (("部分履行".to_owned(), false), (String::new(), true));
    assert_eq!(state(&case), partly);
    case.performed.push(part("rest", day(2024, 8, 1), Some(10_000), "尾款"));
    assert_eq!(case.performance(), Some(Performance::Done));
    assert_eq!(state(&case), partly);
    case.follow_ups[0].on = day(2024, 8, 1);
    assert_eq!(state(&case), ("已履行".to_owned(), false));
    case.follow_ups[0].on = day(2024, 4, 27);
    assert_eq!(state(&case), blank);
    case.performed.clear();
    case.agreement.performance = Some(Performance::Done);
    assert_eq!(state(&case), blank);
}

/// Catches: a voucher for a deed that is said to lack a performance, or has room for a sum of money.
#[test]
fn a_deed_needs_no_sum() {
    let (district, mut case) = long();
    let voucher = |case: &Dispute| one(&district.store, case, FormKind::Performance);
    let none = Lack::Part(PartKind::Performed, Part::CASE);
    case.performed = vec![part("deed", day(2024, 6, 21), None, "拆除围墙")];
    let deed = voucher(&case);
    assert_eq!(deed.lacks, []);
    assert!(!Paper::read(&deed.bytes).text().contains("大写"));
    case.performed[0].what.clear();
    let unsaid = voucher(&case);
    assert!(unsaid.lacks.contains(&Lack::Field(Field::PartAmount.at(0))) && !unsaid.lacks.contains(&none));
    case.performed.clear();
    let empty = voucher(&case);
    assert!(empty.lacks.contains(&none) && Paper::read(&empty.bytes).text().contains("大写"));
}
