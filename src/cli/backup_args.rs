//! What can stand behind `tiaojie backup`, `restore` and `recover`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::text::{about, backups_cli as words};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct BackupArgs {
    #[arg(long, value_name = "FOLDER", help = words::about_to())]
    pub to: Option<PathBuf>,
    #[arg(long, help = about::json())]
    pub json: bool,
    #[command(subcommand)]
    pub command: Option<BackupCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum BackupCommand {
    #[command(about = words::about_list())]
    List {
        #[arg(long, help = about::json())]
        json: bool,
    },
    #[command(about = words::about_verify())]
    Verify {
        #[arg(value_name = "BACKUP", help = words::about_which())]
        backup: Option<PathBuf>,
        #[arg(long, help = about::json())]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    #[arg(value_name = "BACKUP", help = words::about_restored())]
    pub backup: PathBuf,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct RecoverArgs {
    #[arg(long, value_name = "BACKUP", help = words::about_from())]
    pub from: Option<PathBuf>,
    #[arg(long, help = about::json())]
    pub json: bool,
}
