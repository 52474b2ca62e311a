//! The later events of a case: a case with all of them, and random ones.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use proptest::prelude::*;
use tiaojie::domain::{
    Agent, AgentKind, Attendee, Capacity, Confirmation, Consent, Direction, Dispute, DisputeId, Escalation,
    Extension, Fen, FollowUp, Instalment, Level, PartPerformed, Performance, Prevention, PreventionKind,
    Referral, Remark, Retention, Risk, Route, Ruling, Satisfaction, Session, SessionResult,
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
        phone: "13900005678".into(),
        note: "特别授权，代为承认、变更、放弃请求，进行和解".into(),
        ..Agent::new(district.store.fresh_id(), AgentKind::Lawyer, "吴律师")
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
        attendees: if nth.is_multiple_of(2) { vec![lawyer, witness] } else { vec![witness] },
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

/// Something that happens to a case after it was logged. Days count from its acceptance; a part that is not there is
/// added, one that is there is changed or goes out again.
#[derive(Debug, Clone)]
pub struct LifeStep {
    /// Which case.
    pub case: usize,
    what: What,
    /// Which of the parts, and which value.
    nth: usize,
    after: i64,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Session,
    Attendee,
    Agent,
    Extension,
    Escalation,
    Plan,
    Performed,
    Referral,
    Visit,
    Prevention,
    Remark,
    Signatures,
    Confirmation,
    Litigation,
    Filing,
    Marks,
}

const WHAT: [What; 16] = [
    What::Session,
    What::Attendee,
    What::Agent,
    What::Extension,
    What::Escalation,
    What::Plan,
    What::Performed,
    What::Referral,
    What::Visit,
    What::Prevention,
    What::Remark,
    What::Signatures,
    What::Confirmation,
    What::Litigation,
    What::Filing,
    What::Marks,
];

/// Any such step.
pub fn life_step() -> impl Strategy<Value = LifeStep> {
    (0..40_usize, 0..WHAT.len(), 0..6_usize, 0..90_i64).prop_map(|(case, what, nth, after)| LifeStep {
        case,
        what: WHAT[what],
        nth,
        after,
    })
}

/// One more while there are few; the second is changed; the third goes out.
fn turn<T>(list: &mut Vec<T>, nth: usize, new: impl FnOnce() -> T, change: impl FnOnce(&mut T)) {
    match list.len() {
        0 => list.push(new()),
        len if nth.is_multiple_of(3) && len < 4 => list.push(new()),
        len if nth % 3 == 1 => change(&mut list[nth % len]),
        len => {
            list.remove(nth % len);
        }
    }
}

/// Does it to the case.
pub fn live(district: &mut District, step: &LifeStep, case: &mut Dispute) {
    let on = case.accepted_on + TimeDelta::days(step.after);
    match step.what {
        What::Marks | What::Signatures | What::Confirmation | What::Litigation | What::Filing => {
            live_once(step, on, case);
        }
        What::Plan | What::Performed | What::Visit | What::Prevention | What::Remark => {
            live_after(district, step, on, case)
        }
        _ => live_before(district, step, on, case),
    }
}

fn live_before(district: &mut District, step: &LifeStep, on: NaiveDate, case: &mut Dispute) {
    let nth = step.nth;
    match step.what {
        What::Session => {
            let (one, at) =
                (session(district, 0, &with_three(case)), NaiveTime::from_hms_opt(nth as u32, 5, 0));
            turn(&mut case.sessions, nth, || Session { on, at, ..one }, |old| old.on = on);
        }
        What::Attendee => {
            let id = district.store.fresh_id();
            let party = case.parties.first().map(|party| party.id);
            if let Some(held) = case.sessions.first_mut() {
                let capacity = Capacity::ALL[nth];
                let new = || Attendee { id, name: "王小明".into(), capacity, party };
                turn(&mut held.attendees, nth, new, |old| old.capacity = capacity);
            }
        }
        What::Agent => {
            let id = district.store.fresh_id();
            let kind = AgentKind::ALL[nth % 3];
            if let Some(party) = case.parties.last_mut() {
                let new = || Agent { phone: "139".into(), ..Agent::new(id, kind, "诸葛红福") };
                turn(&mut party.agents, nth, new, |old| old.kind = kind);
            }
        }
        What::Extension => {
            let id = district.store.fresh_id();
            let consent = [None, Some(Consent::Willing), Some(Consent::Refused)][nth % 3];
            let to = on + TimeDelta::days(30);
            let new = || Extension { id, agreed_on: on, to, consent, reason: "待鉴定".into() };
            turn(&mut case.extensions, nth, new, |old| old.consent = consent);
        }
        What::Escalation => {
            let id = district.store.fresh_id();
            let (from, to) = (case.level, Level::ALL[nth % 3]);
            case.level = to;
            let new = || Escalation { id, on, from, to, reason: "上交".into() };
            turn(&mut case.escalations, nth, new, |old| old.to = to);
        }
        _ => {
            let id = district.store.fresh_id();
            let new = || Referral { on: Some(on), ..Referral::new(id, Direction::ALL[nth % 2]) };
            turn(&mut case.referrals, nth, new, |old| old.feedback_on = Some(on));
        }
    }
}

/// The session of the long case names a third party.
fn with_three(case: &Dispute) -> Dispute {
    let mut three = case.clone();
    while three.parties.len() < 3 {
        three.parties.push(tiaojie::domain::Party::new(
            tiaojie::domain::Id::named(&["nobody"]),
            tiaojie::domain::Side::Third,
            "",
        ));
    }
    three
}

fn live_after(district: &mut District, step: &LifeStep, on: NaiveDate, case: &mut Dispute) {
    let nth = step.nth;
    match step.what {
        What::Plan => {
            let (id, amount) = (district.store.fresh_id(), Some(Fen::from_yuan(100 * nth as i64)));
            let what = if nth.is_multiple_of(3) { "分期" } else { "" }.to_owned();
            let new = || Instalment { id, due_on: on, amount: amount.filter(|_| what.is_empty()), what };
            turn(&mut case.plan, nth, new, |old| old.amount = amount);
        }
        What::Performed => {
            let (id, amount) = (district.store.fresh_id(), Some(Fen::from_yuan(100 * nth as i64)));
            case.agreement.performance = Some(Performance::ALL[nth % Performance::ALL.len()]);
            let new = || PartPerformed { id, on, amount, what: "分期".into() };
            turn(&mut case.performed, nth, new, |old| old.amount = amount);
        }
        What::Visit => {
            let id = district.store.fresh_id();
            let satisfaction = Some(Satisfaction::ALL[nth % 3]);
            turn(&mut case.follow_ups, nth, || FollowUp::new(id, on), |old| old.satisfaction = satisfaction);
        }
        What::Prevention => {
            let id = district.store.fresh_id();
            let kind = PreventionKind::ALL[nth % PreventionKind::ALL.len()];
            let new = || Prevention { id, kind, on, people: nth as u32, note: "扬言".into() };
            turn(&mut case.preventions, nth, new, |old| old.people = nth as u32 + 1);
        }
        _ => {
            let id = district.store.fresh_id();
            let new = || Remark { id, on, text: "来电询问排水沟".into() };
            turn(&mut case.remarks, nth, new, |old| old.text = "已答复".into());
        }
    }
}

fn live_once(step: &LifeStep, on: NaiveDate, case: &mut Dispute) {
    let nth = step.nth;
    let agreement = &mut case.agreement;
    match step.what {
        What::Signatures => match nth {
            0 => agreement.signed_on = Some(on),
            1 => agreement.mediator_signed_on = Some(on),
            2 => agreement.sealed_on = Some(on),
            3 => agreement.sealed_on = None,
            4 => agreement.reached_on = Some(on),
            _ => agreement.due_on = Some(on),
        },
        What::Confirmation => {
            agreement.confirmation = Confirmation::ALL.get(nth).copied();
            agreement.applied_on = (nth.is_multiple_of(2)).then_some(on);
            agreement.decided_on = (nth.is_multiple_of(3)).then_some(on);
        }
        What::Litigation => {
            case.litigation.filed_on = (nth.is_multiple_of(2)).then_some(on);
            case.litigation.ruling = Ruling::ALL.get(nth).copied();
            case.litigation.decided_on = (nth.is_multiple_of(3)).then_some(on);
        }
        What::Filing => {
            case.filing.on = (nth.is_multiple_of(2)).then_some(on);
            case.filing.volume = format!("2024-{nth}");
            case.filing.retention = Retention::ALL.get(nth).copied();
        }
        _ => {
            case.risk = Risk::ALL.get(nth).copied();
            case.consent = Consent::ALL.get(nth).copied();
            case.governance = (nth.is_multiple_of(2)).then(|| "g17".parse().unwrap());
            case.told = Route::ALL.iter().copied().take(nth % 4).collect();
        }
    }
}
