//! What can stand behind `tiaojie passphrase`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::text::{about, protection as words};

#[derive(Debug, Subcommand)]
pub(super) enum PassphraseCommand {
    #[command(about = words::about_set())]
    Set {
        #[command(flatten)]
        whose: WhoseArgs,
        #[command(flatten)]
        new: NewArgs,
        #[command(flatten)]
        words: WordsArgs,
    },
    #[command(about = words::about_change())]
    Change {
        #[command(flatten)]
        whose: WhoseArgs,
        #[command(flatten)]
        new: NewArgs,
    },
    #[command(about = words::about_remove())]
    Remove,
    #[command(about = words::about_add())]
    Add {
        #[command(flatten)]
        whose: WhoseArgs,
        #[command(flatten)]
        new: NewArgs,
    },
    #[command(about = words::about_drop())]
    Drop {
        #[command(flatten)]
        whose: WhoseArgs,
    },
    #[command(about = words::about_recovery())]
    Recovery {
        #[command(flatten)]
        words: WordsArgs,
    },
    #[command(about = words::about_list())]
    List {
        #[arg(long, help = about::json())]
        json: bool,
    },
}

/// Whose passphrase.
#[derive(Debug, Args)]
pub(super) struct WhoseArgs {
    #[arg(value_name = "OPERATOR", conflicts_with = "shared", help = words::about_operator())]
    pub operator: Option<String>,
    #[arg(long, help = words::about_shared())]
    pub shared: bool,
}

/// Where the new passphrase comes from.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[arg(long, value_name = "PATH", help = words::about_new_file())]
    pub new_passphrase_file: Option<PathBuf>,
}

/// Where the recovery words go.
#[derive(Debug, Args)]
pub(super) struct WordsArgs {
    #[arg(long, value_name = "PATH", help = words::about_words_to())]
    pub words_to: Option<PathBuf>,
}
