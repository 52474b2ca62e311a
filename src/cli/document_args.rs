//! What can stand behind `tiaojie print` and `tiaojie document`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::text::about;
use crate::text::document as words;

#[derive(Debug, Args)]
pub(super) struct PrintArgs {
    #[arg(value_name = "NUMBER|ID", help = about::which())]
    pub which: String,
    #[arg(long = "form", value_name = "FORM", conflicts_with = "all", help = words::about_form())]
    pub forms: Vec<String>,
    #[arg(long, help = words::about_all())]
    pub all: bool,
    #[arg(long, value_name = "DIR", help = words::about_to())]
    pub to: Option<PathBuf>,
    #[arg(long, help = words::about_force())]
    pub force: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum DocumentCommand {
    #[command(about = words::about_template())]
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    #[command(about = words::about_placeholders())]
    Placeholders {
        #[arg(long, help = about::json())]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplateCommand {
    #[command(about = words::about_template_list())]
    List {
        #[arg(long, help = about::json())]
        json: bool,
    },
    #[command(about = words::about_template_export())]
    Export(TemplateExportArgs),
    #[command(about = words::about_template_import())]
    Import {
        #[arg(value_name = "FORM", help = words::about_which_form())]
        form: String,
        #[arg(value_name = "FILE", help = words::about_template_file())]
        docx: PathBuf,
    },
    #[command(about = words::about_template_reset())]
    Reset {
        #[arg(value_name = "FORM", help = words::about_which_form())]
        form: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct TemplateExportArgs {
    #[arg(value_name = "FORM", required_unless_present = "all", conflicts_with = "all", help = words::about_which_form())]
    pub form: Option<String>,
    #[arg(long, help = words::about_template_all())]
    pub all: bool,
    #[arg(long, value_name = "DIR", help = words::about_template_to())]
    pub to: PathBuf,
    #[arg(long, help = words::about_force())]
    pub force: bool,
}
