//! The parts that a case has in any number.

use super::values::{
    code_of, coded, date, date_of, keep, money, money_of, number, number_of, pick, some, text, words_of,
};
use super::{Ask, Field, PREVENTED, Row, Table, kept, must, row};
use crate::domain::{
    Agent, AgentKind, Attendee, Capacity, Consent, Direction, Escalation, Extension, FollowUp, Level,
    PartPerformed, Party, PartyKind, Prevention, PreventionKind, Referral, Remark, Satisfaction, Session,
    SessionResult, Sex, Side,
};
use crate::text::dispute as w;
use crate::tui::form::Value;

/// 当事人
pub(super) const PARTY: Table<Party> = Table(PARTY_ROWS);
/// 代理人
pub(super) const AGENT: Table<Agent> = Table(AGENT_ROWS);
/// 调解
pub(super) const SESSION: Table<Session> = Table(SESSION_ROWS);
/// 参加人
pub(super) const ATTENDEE: Table<Attendee> = Table(ATTENDEE_ROWS);
/// 延期
pub(super) const EXTENSION: Table<Extension> = Table(EXTENSION_ROWS);
/// 层级变动
pub(super) const ESCALATION: Table<Escalation> = Table(ESCALATION_ROWS);
/// 移送
pub(super) const REFERRAL: Table<Referral> = Table(REFERRAL_ROWS);
/// 履行
pub(super) const PERFORMED: Table<PartPerformed> = Table(PERFORMED_ROWS);
/// 回访
pub(super) const VISIT: Table<FollowUp> = Table(VISIT_ROWS);
/// 预防
pub(super) const PREVENTION: Table<Prevention> = Table(PREVENTION_ROWS);
/// 记事
pub(super) const REMARK: Table<Remark> = Table(REMARK_ROWS);

fn time_of(value: &Value) -> Option<chrono::NaiveTime> {
    if let Value::Time(time) = value { Some(*time) } else { None }
}

#[rustfmt::skip]
const PARTY_ROWS: &[Row<Party>] = &[
    must(Field::Name, w::PARTY_NAME, Ask::Line, |p| text(&p.name), |p, v| p.name = words_of(v)),
    must(Field::Side, w::SIDE, Ask::One("side", Side::CODES), |p| pick(p.side.code()), |p, v| keep(&mut p.side, coded(v, Side::from_code))),
    must(Field::Kind, w::PARTY_KIND, Ask::One("party_kind", PartyKind::CODES),
        |p| pick(p.kind.code()), |p, v| keep(&mut p.kind, coded(v, PartyKind::from_code))),
    row(Field::Earlier, w::EARLIER, Ask::Nothing, |_| Value::Empty, |_, _| ()),
    row(Field::Representative, w::REPRESENTATIVE, Ask::Line, |p| text(&p.representative), |p, v| p.representative = words_of(v)),
    row(Field::Sex, w::SEX, Ask::One("sex", Sex::CODES), |p| some(p.sex.map(Sex::code)), |p, v| p.sex = coded(v, Sex::from_code)),
    row(Field::Ethnicity, w::ETHNICITY, Ask::Line, |p| text(&p.ethnicity), |p, v| p.ethnicity = words_of(v)),
    row(Field::BornOn, w::BORN_ON, Ask::Day, |p| date(p.born_on), |p, v| p.born_on = date_of(v)),
    row(Field::Phone, w::PHONE, Ask::Line, |p| text(&p.phone), |p, v| p.phone = words_of(v)),
    row(Field::IdNumber, w::ID_NUMBER, Ask::Line, |p| text(&p.id_number), |p, v| p.id_number = words_of(v)),
    row(Field::Occupation, w::OCCUPATION, Ask::Line, |p| text(&p.occupation), |p, v| p.occupation = words_of(v)),
    row(Field::Address, w::ADDRESS, Ask::Line, |p| text(&p.address), |p, v| p.address = words_of(v)),
];

#[rustfmt::skip]
const AGENT_ROWS: &[Row<Agent>] = &[
    must(Field::Name, w::AGENT, Ask::Line, |a| text(&a.name), |a, v| a.name = words_of(v)),
    must(Field::Kind, w::AGENT_KIND, Ask::One("agent_kind", AgentKind::CODES),
        |a| pick(a.kind.code()), |a, v| keep(&mut a.kind, coded(v, AgentKind::from_code))),
    row(Field::Phone, w::AGENT_PHONE, Ask::Line, |a| text(&a.phone), |a, v| a.phone = words_of(v)),
    row(Field::Note, w::AUTHORITY, Ask::Line, |a| text(&a.note), |a, v| a.note = words_of(v)),
];

#[rustfmt::skip]
const SESSION_ROWS: &[Row<Session>] = &[
    must(Field::On, w::SESSION_ON, Ask::Day, |s| date(Some(s.on)), |s, v| keep(&mut s.on, date_of(v))),
    row(Field::At, w::SESSION_AT, Ask::Time, |s| s.at.map_or(Value::Empty, Value::Time), |s, v| s.at = time_of(v)),
    row(Field::Result, w::SESSION_RESULT, Ask::One("session_result", SessionResult::CODES),
        |s| some(s.result.map(SessionResult::code)), |s, v| s.result = coded(v, SessionResult::from_code)),
    row(Field::Recorder, w::RECORDER, Ask::Line, |s| text(&s.recorder), |s, v| s.recorder = words_of(v)),
    row(Field::Place, w::SESSION_PLACE, Ask::Line, |s| text(&s.place), |s, v| s.place = words_of(v)),
    row(Field::Record, w::RECORD, Ask::Area(3), |s| text(&s.record), |s, v| s.record = words_of(v)),
];

#[rustfmt::skip]
const ATTENDEE_ROWS: &[Row<Attendee>] = &[
    must(Field::Name, w::ATTENDEE, Ask::Line, |a| text(&a.name), |a, v| a.name = words_of(v)),
    must(Field::Capacity, w::CAPACITY, Ask::One("capacity", Capacity::CODES),
        |a| pick(a.capacity.code()), |a, v| keep(&mut a.capacity, coded(v, Capacity::from_code))),
    kept(Field::For, w::FOR_PARTY, Ask::Listed,
        |a| pick(a.party.map(|id| id.to_string()).unwrap_or_default()), |a, v| a.party = code_of(v).parse().ok()),
];

#[rustfmt::skip]
const EXTENSION_ROWS: &[Row<Extension>] = &[
    must(Field::To, w::EXTENDED_TO, Ask::DayAhead, |e| date(Some(e.to)), |e, v| keep(&mut e.to, date_of(v))),
    kept(Field::Consent, w::EXTENSION_CONSENT, Ask::One("consent", Consent::CODES),
        |e| some(e.consent.map(Consent::code)), |e, v| e.consent = coded(v, Consent::from_code)),
    must(Field::On, w::AGREED_ON, Ask::Day, |e| date(Some(e.agreed_on)), |e, v| keep(&mut e.agreed_on, date_of(v))),
    kept(Field::Reason, w::WHY, Ask::Line, |e| text(&e.reason), |e, v| e.reason = words_of(v)),
];

#[rustfmt::skip]
const ESCALATION_ROWS: &[Row<Escalation>] = &[
    must(Field::On, w::ESCALATED_ON, Ask::Day, |e| date(Some(e.on)), |e, v| keep(&mut e.on, date_of(v))),
    must(Field::From, w::LEVEL_FROM, Ask::One("level", Level::CODES),
        |e| pick(e.from.code()), |e, v| keep(&mut e.from, coded(v, Level::from_code))),
    must(Field::To, w::LEVEL_TO, Ask::One("level", Level::CODES),
        |e| pick(e.to.code()), |e, v| keep(&mut e.to, coded(v, Level::from_code))),
    kept(Field::Reason, w::WHY, Ask::Line, |e| text(&e.reason), |e, v| e.reason = words_of(v)),
];

#[rustfmt::skip]
const REFERRAL_ROWS: &[Row<Referral>] = &[
    must(Field::Direction, w::DIRECTION, Ask::One("direction", Direction::CODES),
        |r| pick(r.direction.code()), |r, v| keep(&mut r.direction, coded(v, Direction::from_code))),
    kept(Field::Organisation, w::ORGANISATION, Ask::Line, |r| text(&r.organisation), |r, v| r.organisation = words_of(v)),
    kept(Field::On, w::REFERRED_ON, Ask::Day, |r| date(r.on), |r, v| r.on = date_of(v)),
    row(Field::Letter, w::LETTER, Ask::Line, |r| text(&r.letter), |r, v| r.letter = words_of(v)),
    row(Field::Reason, w::REASON, Ask::Area(2), |r| text(&r.reason), |r, v| r.reason = words_of(v)),
    row(Field::FeedbackOn, w::FEEDBACK_ON, Ask::Day, |r| date(r.feedback_on), |r, v| r.feedback_on = date_of(v)),
    row(Field::Feedback, w::FEEDBACK, Ask::Area(2), |r| text(&r.feedback), |r, v| r.feedback = words_of(v)),
];

#[rustfmt::skip]
const PERFORMED_ROWS: &[Row<PartPerformed>] = &[
    must(Field::On, w::PART_ON, Ask::Day, |p| date(Some(p.on)), |p, v| keep(&mut p.on, date_of(v))),
    kept(Field::Amount, w::PART_AMOUNT, Ask::Money, |p| money(p.amount), |p, v| p.amount = money_of(v)),
    kept(Field::What, w::PART_WHAT, Ask::Line, |p| text(&p.what), |p, v| p.what = words_of(v)),
];

#[rustfmt::skip]
const VISIT_ROWS: &[Row<FollowUp>] = &[
    must(Field::On, w::VISITED_ON, Ask::Day, |f| date(Some(f.on)), |f, v| keep(&mut f.on, date_of(v))),
    row(Field::By, w::VISITED_BY, Ask::Line, |f| text(&f.by), |f, v| f.by = words_of(v)),
    row(Field::Satisfaction, w::SATISFACTION, Ask::One("satisfaction", Satisfaction::CODES),
        |f| some(f.satisfaction.map(Satisfaction::code)), |f, v| f.satisfaction = coded(v, Satisfaction::from_code)),
    row(Field::Note, w::VISIT_NOTE, Ask::Area(3), |f| text(&f.note), |f, v| f.note = words_of(v)),
];

#[rustfmt::skip]
const PREVENTION_ROWS: &[Row<Prevention>] = &[
    must(Field::Kind, w::PREVENTED, Ask::One("prevention", PREVENTED),
        |p| pick(p.kind.code()), |p, v| keep(&mut p.kind, coded(v, PreventionKind::from_code))),
    must(Field::On, w::PREVENTED_ON, Ask::Day, |p| date(Some(p.on)), |p, v| keep(&mut p.on, date_of(v))),
    kept(Field::People, w::PREVENTED_PEOPLE, Ask::Number, |p| number(Some(p.people)), |p, v| p.people = number_of(v).unwrap_or(0)),
    row(Field::Note, w::PREVENTED_NOTE, Ask::Area(2), |p| text(&p.note), |p, v| p.note = words_of(v)),
];

#[rustfmt::skip]
const REMARK_ROWS: &[Row<Remark>] = &[
    must(Field::On, w::REMARK_ON, Ask::Day, |r| date(Some(r.on)), |r, v| keep(&mut r.on, date_of(v))),
    must(Field::Text, w::REMARK, Ask::Area(2), |r| text(&r.text), |r, v| r.text = words_of(v)),
];
