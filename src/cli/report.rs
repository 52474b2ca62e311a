//! `tiaojie report`: the case table, the governance form, the monthly text and the report paragraphs.

use clap::ValueEnum;
use serde_json::{Value, json};

use super::args::{ReportArgs, ReportName};
use super::complain::Complaint;
use super::context::Context;
use super::names;
use super::{say, say_json};
use crate::domain::{Office, Period};
use crate::report::{
    Asked, FigureForm, Prose, ProseError, Rounding, Scope, case_table, governance_form_by, paragraphs, prose,
    seal, signed_in,
};
use crate::store::Store;
use crate::text::{Lang, report as words, template as templates};

/// Prints the report.
pub(super) fn run(context: &Context, args: &ReportArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let period = names::period(lang, &args.period)?;
    let store = context.open()?;
    let asked = asked(&store, lang, period, args)?;
    match args.report {
        ReportName::CaseTable => {
            let mut forms = Vec::new();
            if asked.scope == Scope::Each {
                forms.push(case_table(&store, &asked, lang)?);
            }
            forms.push(case_table(&store, &whole(asked), lang)?);
            print_forms(&store, &asked, &forms, args, lang)
        }
        ReportName::Governance => {
            let preparer = args.prepared_by.clone().unwrap_or_else(|| signed_in(&store));
            let form = governance_form_by(&store, &whole(asked), &preparer, lang)?;
            print_forms(&store, &asked, &[form], args, lang)
        }
        ReportName::Monthly => {
            let text = write(&store, &asked, templates::MONTHLY, args, lang)?;
            let form = case_table(&store, &whole(asked), lang)?;
            print_prose(&store, &asked, &[text], Some(&form), args, lang)
        }
        ReportName::Paragraph => {
            let wanted = args.template.as_deref().unwrap_or(templates::PARAGRAPH);
            let all = wanted == "all" && store.template("all").is_none();
            let names = if all { paragraphs(&store) } else { vec![wanted.to_owned()] };
            let texts: Result<Vec<Prose>, Complaint> =
                names.iter().map(|name| write(&store, &asked, name, args, lang)).collect();
            print_prose(&store, &asked, &texts?, None, args, lang)
        }
    }
}

fn asked(store: &Store, lang: Lang, period: Period, args: &ReportArgs) -> Result<Asked, Complaint> {
    let office = names::scope(store, lang, args.office.as_deref())?;
    let scope = match office {
        // The figures of the district are those of all.
        Some(id) if id == Office::root_id() => Scope::All,
        Some(id) => Scope::Office(id),
        None => Scope::Each,
    };
    Ok(Asked {
        period,
        scope,
        cut_off: store.settings().cut_off(),
        rate: args.rate.unwrap_or(store.settings().rate_basis),
    })
}

/// The same for all offices together.
const fn whole(asked: Asked) -> Asked {
    match asked.scope {
        Scope::Each => Asked { scope: Scope::All, ..asked },
        Scope::Office(_) | Scope::All => asked,
    }
}

fn write(
    store: &Store,
    asked: &Asked,
    template: &str,
    args: &ReportArgs,
    lang: Lang,
) -> Result<Prose, Complaint> {
    let rounding = match (args.exact, args.round) {
        (true, _) => Rounding::Exact,
        (false, true) => Rounding::Full,
        (false, false) => Rounding::AsWritten,
    };
    prose(store, asked, template, rounding, lang).map_err(|error| match error {
        ProseError::Store(error) => Complaint::Store(error),
        ProseError::Template(error) => {
            Complaint::Failed(words::bad_template(lang, template, &error.said(lang)))
        }
        ProseError::NoSuchTemplate(name) => {
            Complaint::Failed(words::no_such_template(lang, &name, &paragraphs(store)))
        }
    })
}

fn about(store: &Store, asked: &Asked, args: &ReportArgs, lang: Lang) -> serde_json::Map<String, Value> {
    let range = asked.period.range(asked.cut_off);
    let about = json!({
        "report": args.report.to_possible_value().map(|value| value.get_name().to_owned()),
        "period": asked.period.to_string(),
        "from": range.from.to_string(),
        "to": range.to.to_string(),
        "office": asked.office_name(store.directory(), lang),
        "rate_basis": asked.divisor().code(),
    });
    about.as_object().cloned().unwrap_or_default()
}

fn print_forms(
    store: &Store,
    asked: &Asked,
    forms: &[FigureForm],
    args: &ReportArgs,
    lang: Lang,
) -> Result<(), Complaint> {
    if args.json {
        let mut value = about(store, asked, args, lang);
        let forms: Result<Vec<Value>, _> = forms.iter().map(|form| form.json(store)).collect();
        value.insert("forms".to_owned(), forms?.into());
        let anchors = store.anchors()?.into_iter();
        let anchors = anchors.map(|one| json!({ "laptop": one.laptop, "seq": one.seq, "hash": one.hash }));
        value.insert("anchors".to_owned(), anchors.collect());
        return say_json(&value.into());
    }
    let texts: Vec<String> = forms.iter().map(|form| form.text(lang)).collect();
    say(texts.join("\n\n").trim_end())?;
    say(&seal(store, lang)?)
}

fn print_prose(
    store: &Store,
    asked: &Asked,
    texts: &[Prose],
    checked: Option<&FigureForm>,
    args: &ReportArgs,
    lang: Lang,
) -> Result<(), Complaint> {
    if args.json {
        let mut value = about(store, asked, args, lang);
        value.insert("texts".to_owned(), texts.iter().map(Prose::json).collect::<Vec<_>>().into());
        if let Some(form) = checked {
            let form = form.json(store)?;
            value.insert("checks".to_owned(), form["checks"].clone());
            value.insert("basis".to_owned(), form["basis"].clone());
        }
        return say_json(&value.into());
    }
    let mut lines: Vec<String> = texts.iter().map(Prose::text).collect();
    // A sentence to copy must stand alone on stdout; failed checks go to stderr.
    for check in checked.iter().flat_map(|form| &form.checks).filter(|check| !check.passed) {
        lines.push(words::failed_check(lang, &check.text(lang)));
    }
    if let Some(form) = checked.filter(|form| form.is_zero) {
        lines.extend(form.notes.first().cloned());
    }
    say(&lines.join("\n"))
}
