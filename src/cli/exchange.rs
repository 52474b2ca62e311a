//! `tiaojie exchange`: writing and reading bundles, syncing a folder, and the keys of laptops.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use zeroize::Zeroizing;

use super::complain::Complaint;
use super::context::Context;
use super::meter::Meter;
use super::{exchange_json as as_json, say, say_corrected, say_json};
use crate::domain::{Laptop, LaptopId};
use crate::exchange::{
    Contents, ExchangeError, Extent, Opening, Replacing, Sealing, is_fork_of, look_into, recipients,
    sync_folder, take_in, wants_passphrase, write_bundle,
};
use crate::report::aligned_words;
use crate::store::Store;
use crate::text::{Lang, exchange as words, exchange_cli as asked};
use crate::vault::{Cost, LEAST_LETTERS, Passphrase, PublicKey};

#[derive(Debug, Subcommand)]
pub(super) enum ExchangeCommand {
    #[command(about = asked::out(), long_about = asked::out_long())]
    Out(OutArgs),
    #[command(about = asked::take_in(), long_about = asked::take_in_long())]
    In(InArgs),
    #[command(about = asked::look())]
    Look(LookArgs),
    #[command(about = asked::folder(), long_about = asked::folder_long())]
    Folder(FolderArgs),
    #[command(about = asked::keys())]
    Keys(KeysArgs),
}

/// To whom a file is sealed.
#[derive(Debug, Args)]
pub(super) struct SealArgs {
    #[arg(long, value_name = "PATH", help = asked::passphrase_file())]
    pub exchange_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "LAPTOP", conflicts_with = "exchange_passphrase_file", help = asked::seal_to())]
    pub seal_to: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct OutArgs {
    #[arg(value_name = "PATH", help = asked::bundle())]
    pub path: PathBuf,
    #[arg(long, value_name = "LAPTOP", help = asked::lacking())]
    pub lacking: Vec<String>,
    #[command(flatten)]
    pub seal: SealArgs,
    #[arg(long, help = asked::force())]
    pub force: bool,
    #[arg(long, help = asked::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct LookArgs {
    #[arg(value_name = "PATH", help = asked::bundle())]
    pub path: PathBuf,
    #[arg(long, value_name = "PATH", help = asked::passphrase_file())]
    pub exchange_passphrase_file: Option<PathBuf>,
    #[arg(long, help = asked::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct InArgs {
    #[command(flatten)]
    pub look: LookArgs,
    #[arg(long, help = asked::dry_run())]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct FolderArgs {
    #[arg(value_name = "FOLDER", help = asked::folder_path())]
    pub path: PathBuf,
    #[command(flatten)]
    pub seal: SealArgs,
    #[arg(long, help = asked::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct KeysArgs {
    #[arg(long, help = asked::json())]
    pub json: bool,
}

/// Stands for every laptop whose key is known.
const ALL: &str = "all";

/// Runs the subcommand.
pub(super) fn run(context: &Context, command: ExchangeCommand) -> Result<(), Complaint> {
    match command {
        ExchangeCommand::Out(args) => out(context, &args),
        ExchangeCommand::In(args) => into(context, &args),
        ExchangeCommand::Look(args) => look(context, &args),
        ExchangeCommand::Folder(args) => folder(context, &args),
        ExchangeCommand::Keys(args) => keys(context, &args),
    }
}

fn complaint(lang: Lang) -> impl Fn(ExchangeError) -> Complaint {
    move |error| Complaint::Failed(words::error(lang, &error))
}

fn out(context: &Context, args: &OutArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open()?;
    let extent = match args.lacking.as_slice() {
        [] => Extent::Everything,
        names => {
            let found = names.iter().map(|typed| laptop(lang, &store, typed));
            Extent::Lacking(found.collect::<Result<_, _>>()?)
        }
    };
    let replacing = if args.force { Replacing::WhatIsThere } else { Replacing::Nothing };
    let sealing = sealing(lang, &store, &args.seal, Asking::Twice)?;
    let written = write_bundle(
        &mut store,
        &extent,
        &sealing,
        &args.path,
        replacing,
        &mut Meter::new(lang, words::progress).watch(),
    );
    let written = written.map_err(complaint(lang))?;
    if args.json { say_json(&as_json::written(&written)) } else { say(&words::written(lang, &written)) }
}

/// Reads the content of a bundle.
fn looked(lang: Lang, store: &mut Store, args: &LookArgs) -> Result<Contents, Complaint> {
    let by_passphrase = wants_passphrase(&args.path).map_err(complaint(lang))?;
    let opening = if by_passphrase {
        Opening::Passphrase(passphrase(lang, args.exchange_passphrase_file.as_deref(), Asking::Once)?)
    } else {
        Opening::OwnKey
    };
    let before = store.device();
    let contents = look_into(store, &args.path, &opening, &mut Meter::new(lang, words::progress).watch());
    if let Err(ExchangeError::Refused { refusal, .. }) = &contents
        && is_fork_of(before, refusal)
    {
        // The laptop has a new device id by now, which is printed with the error.
        writeln!(std::io::stderr(), "{}", words::own_fork(lang))?;
    }
    contents.map_err(complaint(lang))
}

fn tell(lang: Lang, contents: &Contents) -> Result<(), Complaint> {
    say(&format!("{}: {}", contents.name, words::from(lang, &contents.manifest)))?;
    say(&words::holds(lang, &contents.manifest))
}

fn look(context: &Context, args: &LookArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open_or_create()?;
    let contents = looked(lang, &mut store, args)?;
    if args.json {
        return say_json(&as_json::contents(&contents));
    }
    tell(lang, &contents)?;
    words::taken(lang, &contents.report).iter().try_for_each(|line| say(line))?;
    say(asked::not_taken(lang))
}

fn into(context: &Context, args: &InArgs) -> Result<(), Complaint> {
    if args.dry_run {
        return look(context, &args.look);
    }
    let lang = context.lang;
    let mut store = context.open_or_create()?;
    let contents = looked(lang, &mut store, &args.look)?;
    if !args.look.json {
        tell(lang, &contents)?;
    }
    let taken = take_in(&mut store, &contents, &mut Meter::new(lang, words::progress).watch());
    let taken = taken.map_err(complaint(lang))?;
    store.after_exchange()?;
    say_corrected(lang, &mut store);
    if args.look.json {
        return say_json(&as_json::taken_from(&contents, &taken));
    }
    words::taken(lang, &taken).iter().try_for_each(|line| say(line))
}

fn folder(context: &Context, args: &FolderArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open_or_create()?;
    let sealing = sealing(lang, &store, &args.seal, Asking::Once)?;
    let report =
        sync_folder(&mut store, &args.path, &sealing, &mut Meter::new(lang, words::progress).watch());
    let report = report.map_err(complaint(lang))?;
    store.after_exchange()?;
    say_corrected(lang, &mut store);
    if args.json {
        return say_json(&as_json::folder(&report));
    }
    words::folder(lang, &report).iter().try_for_each(|line| say(line))
}

fn keys(context: &Context, args: &KeysArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open_or_create()?;
    store.exchange_keys()?;
    let me = store.device();
    let laptops: Vec<&Laptop> = store.directory().laptops().collect();
    if args.json {
        return say_json(&as_json::keys(&laptops, me));
    }
    let row = |laptop: &&Laptop| {
        let mut name = name(lang, laptop);
        if laptop.id == me {
            name.push_str(asked::this_one(lang));
        }
        let key = laptop.key.clone().unwrap_or_else(|| asked::without_key(lang).to_owned());
        vec![name, laptop.id.to_string(), key]
    };
    let rows: Vec<Vec<String>> = laptops.iter().map(row).collect();
    say(aligned_words(&rows).trim_end())
}

fn name(lang: Lang, laptop: &Laptop) -> String {
    if laptop.name.is_empty() { words::laptop(lang, laptop.id) } else { laptop.name.clone() }
}

/// The laptop with that name, or whose id ends so.
fn laptop(lang: Lang, store: &Store, typed: &str) -> Result<LaptopId, Complaint> {
    let is_it = |laptop: &&Laptop| {
        laptop.name == typed || (typed.len() >= 4 && laptop.id.to_string().ends_with(&typed.to_lowercase()))
    };
    let found: Vec<LaptopId> = store.directory().laptops().filter(is_it).map(|laptop| laptop.id).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Complaint::Usage(asked::no_laptop(lang, typed))),
        _ => Err(Complaint::Usage(asked::several_laptops(lang, typed))),
    }
}

/// How often to ask for a passphrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Once,
    /// Twice, where it cannot be verified.
    Twice,
}

fn sealing(lang: Lang, store: &Store, args: &SealArgs, asking: Asking) -> Result<Sealing, Complaint> {
    if args.seal_to.is_empty() {
        let passphrase = passphrase(lang, args.exchange_passphrase_file.as_deref(), asking)?;
        if passphrase.is_too_short() {
            return Err(Complaint::Usage(asked::too_short(lang, LEAST_LETTERS)));
        }
        return Ok(Sealing::Passphrase { passphrase, cost: Cost::STANDARD });
    }
    let known = recipients(store);
    let mut keys: Vec<PublicKey> = Vec::new();
    for typed in &args.seal_to {
        if typed == ALL {
            keys.extend(known.iter().map(|(_, key)| *key));
            continue;
        }
        let id = laptop(lang, store, typed)?;
        let key = known.iter().find(|(laptop, _)| laptop.id == id);
        keys.push(key.ok_or_else(|| Complaint::Failed(asked::no_key(lang, typed)))?.1);
    }
    keys.sort();
    keys.dedup();
    Ok(Sealing::Recipients(keys))
}

fn passphrase(lang: Lang, file: Option<&Path>, asking: Asking) -> Result<Passphrase, Complaint> {
    if let Some(path) = file {
        let text = std::fs::read_to_string(path).map(Zeroizing::new);
        let text = text.map_err(|_| Complaint::Failed(asked::bad_passphrase_file(lang, path)))?;
        let typed = Passphrase::typed(text.lines().next().unwrap_or_default());
        return if typed.is_empty() {
            Err(Complaint::Failed(asked::bad_passphrase_file(lang, path)))
        } else {
            Ok(typed)
        };
    }
    if !std::io::stdin().is_terminal() {
        return Err(Complaint::Usage(asked::no_passphrase(lang).to_owned()));
    }
    let ask = |prompt: &str| -> Result<Passphrase, Complaint> {
        Ok(Passphrase::typed(&Zeroizing::new(rpassword::prompt_password(prompt)?)))
    };
    let typed = ask(asked::ask(lang))?;
    if asking == Asking::Twice && ask(asked::ask_again(lang))? != typed {
        return Err(Complaint::Failed(asked::not_alike(lang).to_owned()));
    }
    Ok(typed)
}
