//! The words of 并案: two records of one dispute become one.

use super::cli::help;
use super::wording::{sentences, words};
use super::{Lang, common, field};
use crate::domain::Dispute;
use crate::domain::field::{Kind, PartKind};
use crate::domain::merge::{Item, Offer, Stand, Take};
use crate::store::Directory;

words! {
    FIELD: "项目", "Field";
    KEPT: "1 留下的", "1 Stays";
    OTHER: "2 作废的", "2 Void";
    WITH: "另一条的编号", "The other's number";
}

sentences! {
    ask_title: "并案：和哪一条是同一件？", "Merge: which is the other record?";
    ask_hint: "如 12、神松012、2026-12", "such as 12, 2026-12, or the whole number";
    ask_about: "两条都留在文件里，一条作废。", "Both stay in the file, one of them void.";
    which: "不止一件有这个编号，是哪一件？", "Several have this number; which one is it?";
    other_void: "那一条已经作废。", "That one is void already.";
    itself: "就是这一条，请写另一条。", "That is this one; name the other.";
    how: "1 用留下的，2 用作废那条的；Tab 对调，Ctrl+S 并案，Esc 不并。", "1 keeps it, 2 takes the other's; Tab swaps, Ctrl+S merges, Esc leaves.";
    alike: "两条没有不同之处，作废的那条没有要带过来的。", "They do not differ; there is nothing to take over.";
    same_dispute: "是同一件：存下，再并到那一件里", "It is the same: save it and merge the two";
    would: "并案后会是这样（没有写入）：", "This is what merging would do (nothing is written):";
}

/// A record by number, day and parties.
pub fn one_line(lang: Lang, case: &Dispute) -> String {
    let names: Vec<&str> = case.parties.iter().map(|party| party.name.as_str()).collect();
    format!("{}  {}  {}", case.number, case.accepted_on, names.join(common::list_comma(lang)))
}

/// Which record is which.
pub fn heading(lang: Lang, take: Take, case: &Dispute) -> String {
    let said = one_line(lang, case);
    match take {
        Take::Own => lang.pick(format!("1 留下：{said}"), format!("1 stays: {said}")),
        Take::Other => lang.pick(format!("2 作废：{said}"), format!("2 void:  {said}")),
    }
}

/// What an offer is about.
pub fn label(lang: Lang, offer: &Offer, kept: &Dispute) -> String {
    match &offer.item {
        Item::Field { to, .. } => {
            let label = field::label_in(kept, *to).text(lang);
            match kept.parties.get(to.part.at).filter(|_| to.part.kind == PartKind::Party) {
                Some(party) => {
                    lang.pick(format!("{}的{label}", party.name), format!("{}: {label}", party.name))
                }
                None => label.to_owned(),
            }
        }
        Item::Parts { from, .. } => {
            from.first().map_or("", |part| field::part(part.kind).text(lang)).to_owned()
        }
    }
}

/// What the two records hold there: the one that stays, the other.
pub fn values(lang: Lang, offer: &Offer, cases: (&Dispute, &Dispute), directory: &Directory) -> [String; 2] {
    let wording = field::Wording { directory, lang };
    let say = |case: &Dispute, spot: crate::domain::field::Spot| {
        let kind = spot.field.spec().kind;
        let said = wording.value(kind, &spot.read(case), &case.parties);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        if kind == Kind::Money && !said.is_empty() { super::summary::yuan(lang, &said) } else { said }
    };
    match &offer.item {
        Item::Field { to, from } => [say(cases.0, *to), say(cases.1, *from)],
        Item::Parts { host, from } => {
            let kind = from.first().map_or(PartKind::Case, |part| part.kind);
            let own = kind.rows().count(cases.0, *host);
            let first = |part: &crate::domain::field::Part| {
                let said = kind.fields().into_iter().map(|field| say(cases.1, part.field(field)));
                let said: Vec<String> = said.filter(|said| !said.is_empty()).take(3).collect();
                said.join(" ")
            };
            let others: Vec<String> = from.iter().map(first).collect();
            let own = if own == 0 { String::new() } else { count(lang, own) };
            [own, format!("+{} {}", count(lang, from.len()), others.join(lang.pick("；", "; ")))]
        }
    }
}

fn count(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} 项"), count.to_string())
}

/// Whether the one that stays has something there, for a list on the command line.
pub fn stand(lang: Lang, stand: Stand) -> &'static str {
    match stand {
        Stand::Lacks => lang.pick("缺", "lacking"),
        Stand::Differs => lang.pick("不同", "differs"),
    }
}

/// What is done with it.
pub fn take(lang: Lang, take: Take) -> &'static str {
    match take {
        Take::Own => lang.pick("不动", "stays"),
        Take::Other => lang.pick("带过来", "taken over"),
    }
}

/// It is done; short, for one row of the screen.
pub fn done(lang: Lang, kept: &str, other: &str, taken: usize) -> String {
    let [kept, other] = [kept, other].map(super::register::short_number);
    lang.pick(
        format!("已并案：留 {kept}，{other} 作废，带过来 {taken} 项；Ctrl+Z 撤销。"),
        format!("Merged: {kept} stays, {other} is void; {taken} taken over. Ctrl+Z takes it back."),
    )
}

/// The same without a key, for a command.
pub fn merged(lang: Lang, kept: &str, other: &str, taken: usize) -> String {
    lang.pick(
        format!("已并案：留 {kept}，{other} 作废；带过来 {taken} 项。"),
        format!("Merged: {kept} stays, {other} is void; {taken} taken over."),
    )
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// merge
    about: "并案：同一件纠纷的两条记录，留一条，另一条作废", "merge two records of one dispute: one stays, the other is void";
    /// merge, the long form
    about_long: "并案：同一件纠纷登记了两次，KEPT 留下，OTHER 作废，理由写“并入”和留下的编号，合计只算一件。留下的没有的项目带过来；两边不同的不动，用 --field 指定换成作废那条的。\n\n  merge 12 15 --dry-run            先看有哪些不同\n  merge 12 15                      缺的带过来\n  merge 12 15 --field summary      连简要情况也用 15 号的",
        "Merges two records of one dispute: KEPT stays, OTHER is void with the number of the one that stays, and totals count one. What KEPT lacks is taken over; where both differ nothing changes unless --field names it.\n\n  merge 12 15 --dry-run            what differs\n  merge 12 15                      what is lacking is taken over\n  merge 12 15 --field summary      the summary of 15 too";
    /// KEPT
    about_kept: "留下的案件：编号或 id", "the one that stays: number or id";
    /// OTHER
    about_other: "作废的案件：编号或 id", "the one that becomes void: number or id";
    /// --field
    about_field: "这一项用作废那条的，可以写几个，如 summary", "take this field of the other where both differ; may be repeated";
    /// --nothing
    about_nothing: "什么都不带过来", "take nothing over";
    /// --dry-run
    about_dry_run: "只列出会怎样，不写入", "only say what would happen";
}

/// It was taken back.
pub fn undone(lang: Lang, number: &str) -> String {
    let number = super::register::short_number(number);
    lang.pick(
        format!("已撤销并案：{number} 等两条都恢复原样；Ctrl+Y 再并。"),
        format!("Merge undone: {number} and the other are as before. Ctrl+Y merges again."),
    )
}

/// It was done again.
pub fn redone(lang: Lang, number: &str) -> String {
    let number = super::register::short_number(number);
    lang.pick(format!("已重新并案：{number} 等两条。"), format!("Merged again: {number} and the other."))
}
