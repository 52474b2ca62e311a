//! The words of 文书: the forms of a case, what they lack, and where the printed files are.

use super::wording::{sentences, words};
use super::{Lang, common};
use crate::domain::form::FormKind;
use crate::domain::{Confirmation, Dispute, Outcome};

words! {
    FOLDER: "存放文件夹", "Folder for forms";
    FOLDER_NAME: "调解文书", "Mediation forms";
}

/// The title line.
pub fn title(lang: Lang, number: &str) -> String {
    let number = if number.is_empty() { lang.pick("（无编号）", "(no number)") } else { number };
    lang.pick(format!("文书  {number}"), format!("Documents  {number}"))
}

/// Above the list: how many forms the case file has.
pub fn heading(lang: Lang, in_file: usize) -> String {
    match in_file {
        0 => lang
            .pick(
                "这一件已作废，不立卷；各种文书仍可单独打印。",
                "Void, without a file; each form can still be printed.",
            )
            .to_owned(),
        _ => lang.pick(
            format!("这一件用到 {in_file} 种，按卷内顺序；缺的印成下划线空白，签名盖章处总留空。"),
            format!("{in_file} kinds in file order; what is missing is printed as an underlined blank."),
        ),
    }
}

/// The row of the whole file.
pub fn whole(lang: Lang) -> &'static str {
    lang.pick("全卷（按卷内顺序，目录填好）", "The whole file, in order, its contents listed")
}

/// The row of the folder.
pub fn goes_to(lang: Lang, folder: &str) -> String {
    lang.pick(format!("存到 {folder}"), format!("To {folder}"))
}

/// At the end of a row: how many values are missing.
pub fn lacks(lang: Lang, count: usize) -> String {
    lang.pick(format!("缺 {count} 项"), format!("{count} missing"))
}

/// Above the list of missing values.
pub fn pane_heading(lang: Lang, form: &str, lacks: usize) -> String {
    match lacks {
        0 => form.to_owned(),
        _ => lang.pick(
            format!("{form}：还缺 {lacks} 项，Enter 去填"),
            format!("{form}: {lacks} missing, Enter to fill in"),
        ),
    }
}

/// Why a form does not belong to the case file.
pub fn why_not(lang: Lang, kind: FormKind, case: &Dispute) -> &'static str {
    let agreed = case.outcome().is_some_and(Outcome::is_success);
    if case.void.is_some() {
        return lang.pick("这一件已作废，不立卷。", "The case is void and has no file.");
    }
    match kind {
        FormKind::Application => lang.pick(
            "不是当事人申请的，用受理登记表。",
            "No party applied for mediation: the registration is used.",
        ),
        FormKind::Registration => {
            lang.pick("是当事人申请的，用申请书。", "A party applied for mediation: the application is used.")
        }
        FormKind::Notice => lang.pick("这一件没有受理。", "The case was not accepted."),
        FormKind::Authorisation => {
            lang.pick("还没有登记委托代理人。", "No party has appointed an agent yet.")
        }
        FormKind::Declined => lang.pick("没有不予受理。", "The case was not declined."),
        FormKind::Investigation => lang.pick("还没有登记调查。", "No investigation was recorded yet."),
        FormKind::Evidence => lang.pick("还没有登记证据。", "No evidence was recorded yet."),
        FormKind::Session => lang.pick("还没有登记调解。", "No session was recorded yet."),
        FormKind::Termination => lang.pick(
            "调解没有因不成、拒绝或撤回而终止。",
            "Mediation did not end by failure, refusal or withdrawal.",
        ),
        FormKind::ReferralLetter => {
            lang.pick("还没有登记移送给别的单位。", "No referral to another body was recorded yet.")
        }
        FormKind::ClosingReport if case.closing.is_some() => {
            lang.pick("这一件没有受理。", "The case was not accepted.")
        }
        FormKind::ClosingReport => lang.pick("还没有办结。", "The case is not closed yet."),
        FormKind::Agreement | FormKind::OralAgreement if case.closing.is_none() => {
            lang.pick("还没有达成协议。", "There is no agreement yet.")
        }
        FormKind::Agreement if agreed => {
            lang.pick("是口头协议，用口头协议登记表。", "The agreement is oral: its registration is used.")
        }
        FormKind::OralAgreement if agreed => {
            lang.pick("是书面协议，用协议书。", "The agreement is written: the agreement form is used.")
        }
        FormKind::Agreement | FormKind::OralAgreement => {
            lang.pick("没有达成协议。", "There was no agreement.")
        }
        FormKind::Performance if agreed => lang.pick("还没有登记履行。", "No performance was recorded yet."),
        FormKind::Performance => {
            lang.pick("没有达成协议，不涉及履行。", "There is no agreement to be performed.")
        }
        FormKind::Visit => lang.pick("还没有登记回访。", "No visit was recorded yet."),
        FormKind::Confirmation if !agreed => {
            lang.pick("没有达成协议，不能申请司法确认。", "There is no agreement that a court could confirm.")
        }
        FormKind::Confirmation if case.agreement.confirmation == Some(Confirmation::Unfit) => {
            lang.pick("登记为不能申请司法确认。", "It was noted that no court confirms this agreement.")
        }
        FormKind::Confirmation if case.agreement.confirmation == Some(Confirmation::NotApplied) => {
            lang.pick("登记为不申请司法确认。", "The parties did not ask for confirmation.")
        }
        FormKind::Confirmation => {
            lang.pick("还没有登记申请司法确认。", "No court was asked to confirm it yet.")
        }
        FormKind::Cover | FormKind::Contents | FormKind::Statement | FormKind::BackCover => "",
    }
}

/// The question where files of these names exist.
pub fn ask_existing(lang: Lang, first: &str, count: usize) -> String {
    match count {
        1 => lang.pick(
            format!("“{first}”已经在文件夹里，也许有人在上面改过。"),
            format!("\"{first}\" is there already; somebody may have worked on it."),
        ),
        _ => lang.pick(
            format!("“{first}”等 {count} 个文件已经在文件夹里，也许有人在上面改过。"),
            format!(
                "\"{first}\" and others, {count} in all, are there already; somebody may have worked on them."
            ),
        ),
    }
}

/// The folder of this case.
pub fn folder_of_case(lang: Lang, folder: &str) -> String {
    lang.pick(format!("这一件的文书在 {folder}"), format!("The forms of this case go to {folder}"))
}

/// The folder was set.
pub fn folder_set(lang: Lang, folder: &str) -> String {
    lang.pick(format!("以后存到 {folder}。"), format!("Forms go to {folder} from now on."))
}

/// The forms were printed.
pub fn printed(lang: Lang, files: usize, blanks: usize) -> String {
    match blanks {
        0 => lang.pick(
            format!("已写好 {files} 份文书，没有空白。"),
            format!("{files} forms written, nothing left blank."),
        ),
        _ => lang.pick(
            format!("已写好 {files} 份文书，{blanks} 项留了空白。"),
            format!("{files} forms written, {blanks} things left blank."),
        ),
    }
}

/// Above the folder of the printed forms.
pub fn printed_to(lang: Lang, files: usize) -> String {
    lang.pick(format!("{files} 份文书在："), format!("{files} forms are in:"))
}

/// The values left blank in the printed forms.
pub fn blanks(lang: Lang, blanks: &[String]) -> String {
    if blanks.is_empty() {
        return lang
            .pick("没有空白，只等签名盖章。", "Nothing is blank but the places for signatures and seals.")
            .to_owned();
    }
    let list = blanks.join(common::list_comma(lang));
    lang.pick(format!("留了空白，请手工填写：{list}。"), format!("Blank, to be filled in by hand: {list}."))
}

/// The names of the files.
pub fn files(lang: Lang, names: &[String]) -> String {
    let list = names.join(common::list_comma(lang));
    lang.pick(format!("文件：{list}"), format!("Files: {list}"))
}

/// The files were written, but not recorded.
pub fn not_recorded(lang: Lang, why: &str) -> String {
    lang.pick(
        format!("文书已写好，但没能记入外发登记：{why}"),
        format!("The forms are written, but not recorded: {why}"),
    )
}

/// The file was created meanwhile.
pub fn is_there(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("“{name}”已经有了，什么也没有写。"),
        format!("\"{name}\" is there already; nothing was written."),
    )
}

/// Why a file could not be written, and where to choose its folder.
pub fn not_written(lang: Lang, why: &str) -> String {
    lang.pick(
        format!("{why}文件夹可在“存到”一行更换。"),
        format!("{why} The folder is chosen in the last row."),
    )
}

/// The description in the log of exports.
pub fn disclosed(lang: Lang, number: &str, forms: &[&str]) -> String {
    format!("{number} {}", forms.join(common::list_comma(lang)))
}

sentences! {
    complete: "齐了，打印出来没有空白；Ctrl+P 打印。", "Nothing is missing; Ctrl+P prints it.";
    complete_short: "齐", "complete";
    broken: "模板有错", "template broken";
    not_in_file: "卷里没有", "not in this file";
    new_names: "换个名字，两份都留", "Keep both, under a new name";
    replace: "用新的替换", "Replace with the new ones";
    not_at_all: "不写", "Write nothing";
    no_file: "这一件已作废，不立卷；可以选一种文书单独打印。", "The case is void and has no file; select one form to print it.";
    nothing_written: "没有写文件。", "Nothing was written.";
    select_a_form: "先选一种文书或全卷，再按 Ctrl+P。", "Select a form or the whole file first, then Ctrl+P.";
    folder_hint: "文件夹的完整路径；清空就用默认的", "the full path; empty for the usual folder";
    templates: "文书的样子由模板决定，可以换成本单位的：在命令行运行 tiaojie document template export 导出模板，用 Word 或 WPS 改好，再用 tiaojie document template import 读回来。", "What forms look like is up to their templates, which an office can replace: tiaojie document template export writes them, any word processor changes them, tiaojie document template import takes them back.";
    about: "这一件的文书，按卷内顺序。每一行说明还缺几项；Enter 或 Tab 到缺项清单，在缺项上按 Enter 打开案件填那一项，保存后回到这里。Ctrl+P 把选中的一种打印成 docx 文件，在第一行上按就打印全卷；数字键选行。缺的内容印成下划线空白，可以手填；签名、指印、盖章处总是空白。灰色的卷里没有，也可以单独打印空表。最后一行是存放文件夹，Enter 修改。已有的文件不会被悄悄替换。", "The forms of this case, in file order. Each row says how much is missing; Enter or Tab goes to the list of what is, and Enter there opens the case at that field; once it is saved one is back here. Ctrl+P writes the selected form as docx, on the first row the whole file; digits pick a row. What is missing is printed as an underlined blank; places for signatures, fingerprints and seals are always blank. Greyed forms do not belong to this file but can be printed. The last row is the folder; Enter changes it. Files that are there are never replaced unasked.";
}
