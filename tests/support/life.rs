//! The life of a case after it was logged: a case to which everything happened, and random steps of it.

use chrono::NaiveTime;
use tiaojie::domain::{
    Agent, AgentKind, Attendee, Capacity, Consent, Dispute, DisputeId, Escalation, Extension, Fen, Level,
    PartPerformed, Prevention, PreventionKind, Remark, Retention, Risk, Ruling, Satisfaction, Session,
    SessionResult,
};

use super::{District, case, day};

/// The large case with six sessions, agents, an extension, a move, performance in parts, confirmation, prevention,
/// remarks and a bound file.
pub fn long(district: &mut District) -> DisputeId {
    let id = case::large(district);
    let before = district.store.dispute(id).unwrap();
    let mut after = before.clone();
    after.risk = Some(Risk::Yellow);
    after.consent = Some(Consent::Willing);
    after.parties[2].representative = "周经理".into();
    after.parties[3].id_number = "429021198112120018".into();
    let agent = Agent {
        id: district.store.fresh_id(),
        name: "吴律师".into(),
        kind: AgentKind::Lawyer,
        phone: "13900005678".into(),
        note: "特别授权，代为承认、变更、放弃请求，进行和解".into(),
    };
    after.parties[2].agents.push(agent);
    for nth in 0..6 {
        after.sessions.push(session(district, nth, &before));
    }
    after.extensions.push(Extension {
        id: district.store.fresh_id(),
        agreed_on: day(2024, 4, 3),
        to: day(2024, 5, 4),
        consent: Some(Consent::Willing),
        reason: "等待林地复测结果".into(),
    });
    after.escalations.push(Escalation {
        id: district.store.fresh_id(),
        on: day(2024, 3, 28),
        from: Level::Township,
        to: Level::District,
        reason: "涉及企业和林业部门，镇一级难以协调".into(),
    });
    after.referrals[1].feedback = "林业局已派员复测，四至以二〇二四年四月复测图为准。".into();
    after.referrals[1].feedback_on = Some(day(2024, 4, 20));
    conclude(district, &mut after);
    district.store.save_dispute(Some(&before), after, None).unwrap();
    id
}

fn session(district: &mut District, nth: u32, case: &Dispute) -> Session {
    let lawyer = Attendee {
        id: district.store.fresh_id(),
        name: "吴律师".into(),
        capacity: Capacity::Lawyer,
        party: Some(case.parties[2].id),
    };
    let witness = Attendee {
        id: district.store.fresh_id(),
        name: "老村长".into(),
        capacity: Capacity::Witness,
        party: None,
    };
    Session {
        id: district.store.fresh_id(),
        on: day(2024, 3, 10 + nth * 3),
        at: NaiveTime::from_hms_opt(9 + nth, 30, 0),
        place: "木鱼镇综治中心二楼调解室".into(),
        attendees: if nth % 2 == 0 { vec![lawyer, witness] } else { vec![witness] },
        record: "主持人宣布纪律，告知权利义务；各户陈述联户承包时的约定，公司出示补偿款拨付凭证。就面积以现场复测为准达成一致，青苗费分摊仍有分歧。".into(),
        result: Some(if nth == 5 { SessionResult::Settled } else { SessionResult::Continue }),
        recorder: "小赵".into(),
    }
}

/// From the agreement to the bound file.
fn conclude(district: &mut District, case: &mut Dispute) {
    let agreement = &mut case.agreement;
    agreement.manner = "首期现金当场付清，其余由公司账户转入各户一卡通".into();
    agreement.reached_on = Some(day(2024, 4, 28));
    agreement.signed_on = Some(day(2024, 4, 28));
    agreement.mediator_signed_on = Some(day(2024, 4, 28));
    agreement.sealed_on = Some(day(2024, 4, 29));
    agreement.court = "神农架林区人民法院".into();
    agreement.applied_on = Some(day(2024, 5, 20));
    for (on, yuan, what) in [(day(2024, 4, 28), 10_000, "首期现金"), (day(2024, 6, 20), 15_000, "转账")]
    {
        case.performed.push(PartPerformed {
            id: district.store.fresh_id(),
            on,
            amount: Some(Fen::from_yuan(yuan)),
            what: what.into(),
        });
    }
    case.litigation.filed_on = Some(day(2024, 9, 2));
    case.litigation.court = "神农架林区人民法院".into();
    case.litigation.ruling = Some(Ruling::Upheld);
    case.litigation.decided_on = Some(day(2024, 10, 30));
    case.follow_ups[0].by = "红调".into();
    case.follow_ups[0].satisfaction = Some(Satisfaction::Fairly);
    case.preventions.push(Prevention {
        id: district.store.fresh_id(),
        kind: PreventionKind::Petition,
        on: day(2024, 3, 20),
        people: 21,
        note: "八户联名准备到省里反映".into(),
    });
    for (on, text) in [
        (day(2024, 3, 1), "村书记来电：王家与公司又在坡上争起来，约好下周到镇里谈。"),
        (day(2024, 12, 30), "公司称尾款年后付。"),
    ] {
        case.remarks.push(Remark { id: district.store.fresh_id(), on, text: text.into() });
    }
    case.filing.on = Some(day(2024, 5, 6));
    case.filing.by = "小赵".into();
    case.filing.volume = "2024-07".into();
    case.filing.retention = Some(Retention::Thirty);
}
