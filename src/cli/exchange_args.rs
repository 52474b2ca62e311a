//! What can stand behind `tiaojie exchange`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::text::exchange_cli as about;

#[derive(Debug, Subcommand)]
pub(super) enum ExchangeCommand {
    #[command(about = about::out(), long_about = about::out_long())]
    Out(OutArgs),
    #[command(about = about::take_in(), long_about = about::take_in_long())]
    In(InArgs),
    #[command(about = about::look())]
    Look(LookArgs),
    #[command(about = about::folder(), long_about = about::folder_long())]
    Folder(FolderArgs),
    #[command(about = about::keys())]
    Keys(KeysArgs),
}

/// To whom a file is sealed.
#[derive(Debug, Args)]
pub(super) struct SealArgs {
    #[arg(long, value_name = "PATH", help = about::passphrase_file())]
    pub exchange_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "LAPTOP", conflicts_with = "exchange_passphrase_file", help = about::seal_to())]
    pub seal_to: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct OutArgs {
    #[arg(value_name = "PATH", help = about::bundle())]
    pub path: PathBuf,
    #[arg(long, value_name = "LAPTOP", help = about::lacking())]
    pub lacking: Vec<String>,
    #[command(flatten)]
    pub seal: SealArgs,
    #[arg(long, help = about::force())]
    pub force: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct LookArgs {
    #[arg(value_name = "PATH", help = about::bundle())]
    pub path: PathBuf,
    #[arg(long, value_name = "PATH", help = about::passphrase_file())]
    pub exchange_passphrase_file: Option<PathBuf>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct InArgs {
    #[command(flatten)]
    pub look: LookArgs,
    #[arg(long, help = about::dry_run())]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct FolderArgs {
    #[arg(value_name = "FOLDER", help = about::folder_path())]
    pub path: PathBuf,
    #[command(flatten)]
    pub seal: SealArgs,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct KeysArgs {
    #[arg(long, help = about::json())]
    pub json: bool,
}
