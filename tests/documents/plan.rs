//! A plan of performance on the forms.

use tiaojie::domain::form::FormKind;
use tiaojie::domain::{Fen, Id, Instalment, Outcome, PartPerformed};

use crate::support::day;
use crate::support::paper::Paper;
use crate::{in_order, long, one};

/// Would catch: a part that a form leaves out, a deed printed with a blank for its amount, a sum that runs wrong, a plan
/// where there is none.
#[test]
fn the_parts_stand_numbered_and_the_voucher_adds_up() {
    let (district, mut case) = long();
    let text =
        |case: &tiaojie::domain::Dispute, kind| Paper::read(&one(&district.store, case, kind).bytes).text();
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
    let on = day(2024, 6, 21);
    let deed = PartPerformed { id: Id::named(&["deed"]), on, amount: None, what: "拆除围墙".into() };
    case.performed.push(deed);
    let voucher = text(&case, FormKind::Performance);
    in_order(
        FormKind::Performance,
        &voucher,
        &[
            "已履行",
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
        ],
    );
}
