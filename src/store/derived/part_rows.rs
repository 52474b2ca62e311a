//! The rows of a case's parts, and what follows from them for counting (`event`) and for reminding (`duty`). Each table
//! is named here once with its columns; a save touches only the tables whose rows it changes.

use std::sync::LazyLock;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::domain::date_entry::iso;
use crate::domain::{Dispute, Filing, Litigation, duty::Term};
use crate::store::Result;

/// A table whose rows belong to one case each.
pub(super) struct PartTable {
    pub name: &'static str,
    /// Without `dispute`, which is the first column of each.
    pub columns: &'static [&'static str],
    rows: fn(&Dispute) -> Vec<Vec<Value>>,
}

/// Every such table, in an order in which they can be emptied.
pub(super) const PART_TABLES: [PartTable; 14] = [
    PartTable { name: "agent", columns: &["uuid", "party", "name", "kind", "phone", "note"], rows: agents },
    PartTable {
        name: "attendee",
        columns: &["uuid", "session", "name", "capacity", "party"],
        rows: attendees,
    },
    PartTable {
        name: "session",
        columns: &["uuid", "on_date", "at_time", "place", "record", "result", "recorder"],
        rows: sessions,
    },
    PartTable {
        name: "extension",
        columns: &["uuid", "agreed_on", "to_date", "consent", "reason"],
        rows: extensions,
    },
    PartTable {
        name: "escalation",
        columns: &["uuid", "on_date", "from_level", "to_level", "reason"],
        rows: escalations,
    },
    PartTable { name: "performance", columns: &["uuid", "on_date", "amount_fen", "what"], rows: performance },
    PartTable {
        name: "referral",
        columns: &[
            "uuid",
            "direction",
            "organisation",
            "on_date",
            "letter",
            "reason",
            "feedback",
            "feedback_on",
        ],
        rows: referrals,
    },
    PartTable {
        name: "follow_up",
        columns: &["uuid", "on_date", "by_whom", "satisfaction", "note"],
        rows: follow_ups,
    },
    PartTable {
        name: "prevented",
        columns: &["uuid", "kind", "on_date", "people", "note"],
        rows: preventions,
    },
    PartTable { name: "remark", columns: &["uuid", "on_date", "text"], rows: remarks },
    PartTable {
        name: "litigation",
        columns: &["filed_on", "court", "ruling", "decided_on"],
        rows: litigation,
    },
    PartTable { name: "filing", columns: &["on_date", "by_whom", "volume", "retention"], rows: filing },
    PartTable { name: "event", columns: &["kind", "on_date", "people", "times"], rows: events },
    PartTable { name: "duty", columns: &["office", "kind", "fixed", "base_on", "part"], rows: duties },
];

/// How a row is put into each of them.
static INSERTS: LazyLock<[String; PART_TABLES.len()]> = LazyLock::new(|| {
    PART_TABLES.each_ref().map(|table| {
        let marks: String = (2..=table.columns.len() + 1).map(|n| format!(", ?{n}")).collect();
        let columns = table.columns.join(", ");
        format!("INSERT INTO {} (dispute, {columns}) VALUES (?1{marks})", table.name)
    })
});

/// Writes the rows of a case's parts where they differ from those it had.
pub(super) fn write(conn: &Connection, row: i64, before: Option<&Dispute>, after: &Dispute) -> Result<()> {
    for (table, insert) in PART_TABLES.iter().zip(INSERTS.iter()) {
        let rows = (table.rows)(after);
        let had = before.map(table.rows).unwrap_or_default();
        if rows == had {
            continue;
        }
        if !had.is_empty() {
            let sql = format!("DELETE FROM {} WHERE dispute = ?1", table.name);
            conn.prepare_cached(&sql)?.execute([row])?;
        }
        if rows.is_empty() {
            continue;
        }
        let mut insert = conn.prepare_cached(insert)?;
        for values in rows {
            insert.execute(params_from_iter(std::iter::once(Value::from(row)).chain(values)))?;
        }
    }
    Ok(())
}

fn blob<K>(id: crate::domain::Id<K>) -> Value {
    Value::from(id.bytes().to_vec())
}

fn text(words: &str) -> Value {
    Value::from(words.to_owned())
}

fn code(code: Option<&str>) -> Value {
    Value::from(code.map(str::to_owned))
}

fn day(day: chrono::NaiveDate) -> Value {
    Value::from(iso(day))
}

fn some_day(day: Option<chrono::NaiveDate>) -> Value {
    Value::from(day.map(iso))
}

fn agents(case: &Dispute) -> Vec<Vec<Value>> {
    let of_party = |party: &crate::domain::Party| {
        let party_id = party.id;
        let row = move |agent: &crate::domain::Agent| {
            vec![
                blob(agent.id),
                blob(party_id),
                text(&agent.name),
                text(agent.kind.code()),
                text(&agent.phone),
                text(&agent.note),
            ]
        };
        party.agents.iter().map(row).collect::<Vec<_>>()
    };
    case.parties.iter().flat_map(of_party).collect()
}

fn attendees(case: &Dispute) -> Vec<Vec<Value>> {
    let of_session = |session: &crate::domain::Session| {
        let session_id = session.id;
        let row = move |attendee: &crate::domain::Attendee| {
            vec![
                blob(attendee.id),
                blob(session_id),
                text(&attendee.name),
                text(attendee.capacity.code()),
                attendee.party.map_or(Value::Null, blob),
            ]
        };
        session.attendees.iter().map(row).collect::<Vec<_>>()
    };
    case.sessions.iter().flat_map(of_session).collect()
}

fn sessions(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |session: &crate::domain::Session| {
        vec![
            blob(session.id),
            day(session.on),
            Value::from(session.at.map(|at| at.format("%H:%M").to_string())),
            text(&session.place),
            text(&session.record),
            code(session.result.map(|result| result.code())),
            text(&session.recorder),
        ]
    };
    case.sessions.iter().map(row).collect()
}

fn extensions(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |extension: &crate::domain::Extension| {
        vec![
            blob(extension.id),
            day(extension.agreed_on),
            day(extension.to),
            code(extension.consent.map(|consent| consent.code())),
            text(&extension.reason),
        ]
    };
    case.extensions.iter().map(row).collect()
}

fn escalations(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |step: &crate::domain::Escalation| {
        vec![blob(step.id), day(step.on), text(step.from.code()), text(step.to.code()), text(&step.reason)]
    };
    case.escalations.iter().map(row).collect()
}

fn performance(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |part: &crate::domain::PartPerformed| {
        vec![blob(part.id), day(part.on), Value::from(part.amount.map(|amount| amount.0)), text(&part.what)]
    };
    case.performed.iter().map(row).collect()
}

fn referrals(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |referral: &crate::domain::Referral| {
        vec![
            blob(referral.id),
            text(referral.direction.code()),
            text(&referral.organisation),
            some_day(referral.on),
            text(&referral.letter),
            text(&referral.reason),
            text(&referral.feedback),
            some_day(referral.feedback_on),
        ]
    };
    case.referrals.iter().map(row).collect()
}

fn follow_ups(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |visit: &crate::domain::FollowUp| {
        vec![
            blob(visit.id),
            day(visit.on),
            text(&visit.by),
            code(visit.satisfaction.map(|satisfaction| satisfaction.code())),
            text(&visit.note),
        ]
    };
    case.follow_ups.iter().map(row).collect()
}

fn preventions(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |prevention: &crate::domain::Prevention| {
        vec![
            blob(prevention.id),
            text(prevention.kind.code()),
            day(prevention.on),
            Value::from(prevention.people),
            text(&prevention.note),
        ]
    };
    case.preventions.iter().map(row).collect()
}

fn remarks(case: &Dispute) -> Vec<Vec<Value>> {
    case.remarks.iter().map(|remark| vec![blob(remark.id), day(remark.on), text(&remark.text)]).collect()
}

fn litigation(case: &Dispute) -> Vec<Vec<Value>> {
    let litigation = &case.litigation;
    if *litigation == Litigation::default() {
        return Vec::new();
    }
    vec![vec![
        some_day(litigation.filed_on),
        text(&litigation.court),
        code(litigation.ruling.map(|ruling| ruling.code())),
        some_day(litigation.decided_on),
    ]]
}

fn filing(case: &Dispute) -> Vec<Vec<Value>> {
    let filing = &case.filing;
    if *filing == Filing::default() {
        return Vec::new();
    }
    vec![vec![
        some_day(filing.on),
        text(&filing.by),
        text(&filing.volume),
        code(filing.retention.map(|retention| retention.code())),
    ]]
}

/// One row a kind and day: several of a kind on one day are several times.
fn events(case: &Dispute) -> Vec<Vec<Value>> {
    let mut events = case.events();
    events.sort_unstable();
    let row = |run: &[crate::domain::Event]| {
        let people: u64 = run.iter().map(|event| u64::from(event.people)).sum();
        let whole = |n: u64| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
        vec![text(run[0].kind.code()), day(run[0].on), whole(people), whole(run.len() as u64)]
    };
    events.chunk_by(|a, b| (a.kind, a.on) == (b.kind, b.on)).map(row).collect()
}

fn duties(case: &Dispute) -> Vec<Vec<Value>> {
    let row = |duty: &crate::domain::Duty| {
        let (fixed, base) = match duty.term {
            Term::By(day) => (1, day),
            Term::From(day) => (0, day),
        };
        let part = duty.referral.map_or_else(Vec::new, |id| id.bytes().to_vec());
        let office = blob(case.office);
        vec![office, text(duty.kind.code()), Value::from(fixed), day(base), Value::from(part)]
    };
    case.duties().iter().map(row).collect()
}
