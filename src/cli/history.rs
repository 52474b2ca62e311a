//! `tiaojie history`: every save of a case.

use clap::Args;
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::{say, say_json, show};
use crate::store::{PastSave, Store, Turned};
use crate::text::past::Telling;
use crate::text::{about, account_cli as about_words, past as words};

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    #[arg(value_name = "NUMBER", help = about_words::which())]
    pub which: String,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Lists the saves of the case with that number or id, newest first.
pub(super) fn run(context: &Context, args: &HistoryArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let case = show::find(&store, lang, &args.which)?;
    let saves = store.past(case.id.uuid())?;
    let telling = Telling { directory: store.directory(), lang, saves: &saves };
    if args.json {
        let list: Vec<Value> = saves.iter().rev().map(|save| as_json(&store, &telling, save)).collect();
        return say_json(&json!({ "id": case.id.to_string(), "number": case.number, "saves": list }));
    }
    let mut lines = vec![words::title(lang, &case.number, saves.len())];
    for save in saves.iter().rev() {
        let laptop = store.laptop_name(save.name.device);
        lines.push([words::clock(&save.at), telling.who(save), laptop, telling.short(save)].join("  "));
        lines.extend(telling.shown(save).into_iter().map(|change| {
            let said = [telling.name(change), telling.before(change), telling.after(change)];
            format!("    {}", words::from_to(lang, &said[0], &said[1], &said[2]))
        }));
    }
    say(&lines.join("\n"))
}

fn as_json(store: &Store, telling: &Telling<'_>, save: &PastSave) -> Value {
    let changes: Vec<Value> = save
        .changes
        .iter()
        .map(|change| {
            json!({
                "part": change.part.as_ref().map(|part| json!({ "kind": part.kind, "id": part.id })),
                "field": change.field,
                "label": telling.name(change),
                "from": change.from,
                "to": change.to,
                "beside": change.beside,
                "said": { "from": telling.before(change), "to": telling.after(change) },
            })
        })
        .collect();
    let turned = save.turned.map(|turned| {
        let (what, name) = match turned {
            Turned::Undid(name) => ("undid", name),
            Turned::Redid(name) => ("redid", name),
            Turned::Restored(name) => ("restored", name),
        };
        json!({ "what": what, "device": name.device.to_string(), "seq": name.seq })
    });
    json!({
        "device": save.name.device.to_string(),
        "seq": save.name.seq,
        "laptop": store.laptop_name(save.name.device),
        "at": save.at,
        "operator": telling.who(save),
        "via": save.via,
        "turned": turned,
        "changes": changes,
    })
}
