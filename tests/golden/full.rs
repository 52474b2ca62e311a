//! A case in which every field and every part is filled.

use chrono::NaiveTime;
use tiaojie::domain::{
    Agent, AgentKind, Attendee, Capacity, Closing, Confirmation, Consent, Difficulty, Direction, Dispute,
    Escalation, Extension, Fen, FollowUp, Level, Outcome, PartPerformed, Party, PartyKind, Performance,
    Prevention, PreventionKind, Referral, Remark, Retention, Risk, Route, Ruling, Satisfaction, Session,
    SessionResult, Sex, Side,
};
use tiaojie::store::Store;

use super::make::day;
use super::roster::{mediator, town, village};

/// As it is logged: who, where, what.
pub fn logged(store: &mut Store) -> Dispute {
    let mut case = Dispute::new(store.fresh_dispute_id(), town(), day(2024, 3, 5));
    case.village = Some(village());
    case.place = "红花朵村三组，老供销社仓库与新修公路之间的坡地".into();
    case.kind = "07".parse().unwrap();
    case.source = "court".parse().unwrap();
    case.pre_litigation = true;
    case.level = Level::Village;
    case.difficulty = Some(Difficulty::Hard);
    case.risk = Some(Risk::Yellow);
    case.governance = Some("g05".parse().unwrap());
    case.consent = Some(Consent::Willing);
    case.occurred_on = Some(day(2023, 11, 2));
    case.people = Some(26);
    case.summary =
        "公路拓宽占用三组集体林地，各户对面积和青苗费分摊意见不一。\n其中两户出示自留山证，四至与登记不符。"
            .into();
    case.note = "法院诉前委派，材料共 37 页。".into();
    case.original.insert("金额".into(), "叁万伍左右".into());
    case.original.insert("是否履行".into(), "分三次".into());
    case.tags.extend(["司法+法院".to_owned(), "司法+人社".to_owned()]);
    case.mediators = ["红调", "清调", "方勇杰"].map(mediator).to_vec();
    case.told.extend([Route::Litigation, Route::Arbitration]);
    parties(store, &mut case);
    case
}

fn parties(store: &mut Store, case: &mut Dispute) {
    let mut first = Party::new(store.fresh_id(), Side::Applicant, "王大山");
    first.sex = Some(Sex::Male);
    first.ethnicity = "土家族".into();
    first.born_on = Some(day(1961, 4, 9));
    first.occupation = "护林员".into();
    first.phone = "13800001234".into();
    first.address = "红花朵村三组 27 号".into();
    first.id_number = "429021196104090013".into();
    let mut company = Party::new(store.fresh_id(), Side::Respondent, "林区旅游开发有限责任公司");
    company.kind = PartyKind::Company;
    company.representative = "周经理".into();
    let mut group = Party::new(store.fresh_id(), Side::Third, "三组八户");
    group.kind = PartyKind::Group;
    let mut woman = Party::new(store.fresh_id(), Side::Applicant, "陈秀兰");
    woman.sex = Some(Sex::Female);
    let mut agent = |name: &str, kind| {
        let (phone, note) = ("13900005678".into(), "代为承认、变更、放弃请求".into());
        Agent { phone, note, ..Agent::new(store.fresh_id(), kind, name) }
    };
    company.agents.push(agent("吴律师", AgentKind::Lawyer));
    woman.agents = vec![agent("王小明", AgentKind::Appointed), agent("陈老伯", AgentKind::Statutory)];
    case.parties = vec![first, woman, company, group];
}

/// What happens to it up to the agreement.
pub fn mediated(store: &mut Store, case: &mut Dispute) {
    let of_company = case.parties.iter().find(|party| party.kind == PartyKind::Company).map(|party| party.id);
    for (on, at, result) in [
        (8, NaiveTime::from_hms_opt(9, 30, 0), Some(SessionResult::Continue)),
        (12, None, Some(SessionResult::Failed)),
        (20, NaiveTime::from_hms_opt(14, 0, 0), Some(SessionResult::Settled)),
        (20, None, None),
    ] {
        let mut session = Session {
            id: store.fresh_id(),
            on: day(2024, 3, on),
            at,
            place: "镇综治中心二楼调解室".into(),
            attendees: Vec::new(),
            record: "各户陈述联户承包时的约定，公司出示补偿款凭证。".into(),
            result,
            recorder: "小赵".into(),
        };
        for (name, capacity, party) in
            [("吴律师", Capacity::Lawyer, of_company), ("老村长", Capacity::Witness, None)]
        {
            session.attendees.push(Attendee { id: store.fresh_id(), name: name.into(), capacity, party });
        }
        case.sessions.push(session);
    }
    for (agreed, to, consent) in [(18, 40, Some(Consent::Willing)), (25, 60, Some(Consent::Refused))] {
        case.extensions.push(Extension {
            id: store.fresh_id(),
            agreed_on: day(2024, 3, agreed),
            to: day(2024, 3, 1) + chrono::TimeDelta::days(to),
            consent,
            reason: "等待林地复测结果".into(),
        });
    }
    for (on, from, to) in [(9, Level::Village, Level::Township), (15, Level::Township, Level::District)] {
        let (id, on) = (store.fresh_id(), day(2024, 3, on));
        case.escalations.push(Escalation { id, on, from, to, reason: "镇一级难以协调".into() });
        case.level = to;
    }
    for (direction, organisation, on) in [
        (Direction::In, "林区人民法院", Some(day(2024, 3, 4))),
        (Direction::Out, "林业管理局", Some(day(2024, 3, 10))),
        (Direction::Out, "人社局", Some(day(2024, 3, 12))),
        (Direction::Out, "信访局", None),
    ] {
        let mut referral = Referral { on, ..Referral::new(store.fresh_id(), direction) };
        (referral.organisation, referral.letter) = (organisation.into(), "（2024）鄂90诉前调12号".into());
        referral.reason = "诉前委派调解".into();
        if organisation == "林业管理局" {
            (referral.feedback, referral.feedback_on) = ("已派员复测".into(), Some(day(2024, 3, 19)));
        }
        case.referrals.push(referral);
    }
    for (kind, people) in [(PreventionKind::Petition, 21), (PreventionKind::Suicide, 1)] {
        let (id, on) = (store.fresh_id(), day(2024, 3, 11));
        case.preventions
            .push(Prevention { id, kind, on, people, note: "八户联名准备到省里反映".into() });
    }
    for text in ["村书记来电：又在坡上争起来。", "公司称尾款年后付。"] {
        case.remarks.push(Remark { id: store.fresh_id(), on: day(2024, 3, 6), text: text.into() });
    }
}

/// From the agreement to the bound file.
pub fn concluded(store: &mut Store, case: &mut Dispute) {
    case.closing = Some(Closing { outcome: Outcome::Written, on: day(2024, 3, 28) });
    let agreement = &mut case.agreement;
    agreement.amount = Some(Fen::from_yuan(35_000));
    agreement.content = "一、补偿款按复测面积分配；二、各方今后不再为此事上访。".into();
    agreement.manner = "首期现金当场付清，其余转账".into();
    agreement.due_on = Some(day(2024, 6, 30));
    agreement.copies = Some(6);
    agreement.reached_on = Some(day(2024, 3, 27));
    agreement.signed_on = Some(day(2024, 3, 28));
    agreement.mediator_signed_on = Some(day(2024, 3, 28));
    agreement.sealed_on = Some(day(2024, 3, 29));
    agreement.performance = Some(Performance::Partly);
    agreement.performed_on = Some(day(2024, 4, 8));
    agreement.confirmation = Some(Confirmation::Confirmed);
    agreement.court = "林区人民法院".into();
    agreement.applied_on = Some(day(2024, 4, 1));
    agreement.decided_on = Some(day(2024, 4, 6));
    for (on, yuan, what) in
        [(day(2024, 3, 28), Some(10_000), "首期现金"), (day(2024, 4, 8), None, "青苗补种")]
    {
        let amount = yuan.map(Fen::from_yuan);
        case.performed.push(PartPerformed { id: store.fresh_id(), on, amount, what: what.into() });
    }
    case.litigation.filed_on = Some(day(2024, 4, 2));
    case.litigation.court = "林区人民法院".into();
    case.litigation.ruling = Some(Ruling::Upheld);
    case.litigation.decided_on = Some(day(2024, 4, 7));
    for (satisfaction, note) in [(Satisfaction::Fairly, "首期已付"), (Satisfaction::Satisfied, "无新的争议")]
    {
        let mut visit = FollowUp::new(store.fresh_id(), day(2024, 4, 5));
        (visit.by, visit.satisfaction, visit.note) = ("红调".into(), Some(satisfaction), note.into());
        case.follow_ups.push(visit);
    }
    case.filing.on = Some(day(2024, 4, 9));
    case.filing.by = "小赵".into();
    case.filing.volume = "2024-07".into();
    case.filing.retention = Some(Retention::Thirty);
}

/// One of every kind of part goes out.
pub fn cut(case: &mut Dispute) {
    case.parties.retain(|party| party.name != "三组八户");
    case.parties[1].agents.pop();
    let session = case.sessions.pop();
    assert!(session.is_some(), "it takes its attendees with it");
    case.sessions[0].attendees.pop();
    case.extensions.pop();
    case.escalations.pop();
    case.performed.pop();
    case.referrals.pop();
    case.follow_ups.pop();
    case.preventions.pop();
    case.remarks.pop();
}

/// Every field that can be empty is.
pub fn emptied(case: &mut Dispute) {
    let bare = Dispute::new(case.id, case.office, case.accepted_on);
    let (number, parties) = (case.number.clone(), std::mem::take(&mut case.parties));
    let keep = parties
        .into_iter()
        .map(|party| Party { kind: PartyKind::Person, ..Party::new(party.id, party.side, party.name) });
    *case = Dispute { number, parties: keep.collect(), ..bare };
}
