//! One act for several cases: the menu, the cards, why something cannot be done.

use super::Lang;
use super::wording::sentences;

sentences! {
    visit: "回访：每件加一次", "Visited: adds a visit to each";
    perform: "已履行", "Performed";
    bind: "立卷归档", "Filed";
    conclude: "登记同一个结果", "The same outcome for each";
    print: "打印：每件的全卷", "Print: the whole file of each";
    hand_over: "移交给另一单位", "Hand over to another office";
    unmark: "去掉标记", "Take the marks away";
    merge: "并案：两件是同一件纠纷", "Merge: the two are one dispute";
    keys: "Ctrl+S 保存，Esc 不办", "Ctrl+S saves, Esc does nothing";
    not_concluded: "还没有结果", "has no outcome yet";
    concluded: "已经有结果", "has an outcome already";
    no_agreement: "没有达成协议", "has no agreement";
    performed: "已经履行", "is performed already";
    bound: "已经立卷", "is filed already";
    is_void: "已作废", "is void";
    understood: "知道了", "All right";
    none: "都不办", "Do none";
    same_office: "本来就归那里", "belongs there already";
}

/// The question of the menu.
pub fn what(lang: Lang, marked: usize) -> String {
    match marked {
        0 => lang
            .pick(
                "没有标记，就办选中的这一件。办什么？",
                "Nothing is marked: the selected case. What is done?",
            )
            .to_owned(),
        n => {
            lang.pick(format!("标记了 {n} 件。每件办什么？"), format!("{n} marked. What is done with each?"))
        }
    }
}

/// The entry that marks everything the list has.
pub fn mark_all(lang: Lang, cases: Option<u64>, most: usize) -> String {
    match cases {
        Some(n) if n <= most as u64 => {
            lang.pick(format!("标记这里的全部 {n} 件"), format!("Mark all {n} of this list"))
        }
        _ => lang.pick(format!("标记这里的前 {most} 件"), format!("Mark the first {most} of this list")),
    }
}

/// How many cases are marked, beside the figures of the list.
pub fn marked(lang: Lang, cases: usize, key: &str, label: &str) -> String {
    lang.pick(format!("标记 {cases}：{key} {label}"), format!("{cases} marked: {key} {label}"))
}

/// The question before an act on the selected case while others are marked.
pub fn only_one(lang: Lang, marked: usize, act: &str, number: &str) -> String {
    lang.pick(
        format!("标记了 {marked} 件。“{act}”只办光标所在的 {number}，不办标记的各件。"),
        format!("{marked} marked. \"{act}\" is for {number} under the cursor only, not for those marked."),
    )
}

/// The answer that does it for the selected case only.
pub fn this_one(lang: Lang, number: &str) -> String {
    lang.pick(format!("只办 {number}"), format!("Only {number}"))
}

/// The answer that opens the menu for the marked cases.
pub fn those_marked(lang: Lang, marked: usize) -> String {
    lang.pick(
        format!("看标记的 {marked} 件能一起办什么"),
        format!("See what can be done with the {marked} marked"),
    )
}

/// So many are marked already, and no more may be.
pub fn too_many(lang: Lang, most: usize) -> String {
    lang.pick(format!("一次最多办 {most} 件。"), format!("At most {most} at once."))
}

/// The first line of a card: how many cases, and their numbers.
pub fn about(lang: Lang, numbers: &[String]) -> String {
    const NAMED: usize = 5;
    let named = numbers.iter().take(NAMED).cloned().collect::<Vec<_>>().join(super::common::list_comma(lang));
    let more = if numbers.len() > NAMED { lang.pick(" 等", " and more") } else { "" };
    lang.pick(
        format!("{} 件：{named}{more}", numbers.len()),
        format!(
            "{}: {named}{more}",
            if numbers.len() == 1 { "1 case".to_owned() } else { format!("{} cases", numbers.len()) }
        ),
    )
}

/// What was done.
pub fn done(lang: Lang, cases: usize, what: &str) -> String {
    lang.pick(
        format!("{cases} 件已办：{what}。Ctrl+Z 一次全部撤销。"),
        format!("{cases} done: {what}. Ctrl+Z takes all of it back."),
    )
}

/// An act on several cases was undone.
pub fn undone(lang: Lang, cases: usize) -> String {
    lang.pick(
        format!("已撤销：一起办的 {cases} 件；Ctrl+Y 恢复。"),
        format!("Undone in all {cases} cases; Ctrl+Y restores it."),
    )
}

/// It was redone.
pub fn redone(lang: Lang, cases: usize) -> String {
    lang.pick(format!("已恢复：一起办的 {cases} 件"), format!("Restored in all {cases} cases"))
}

/// The question where some cannot be done; `why` names each with its reason.
pub fn some_cannot(lang: Lang, fit: usize, why: &[(String, String)]) -> String {
    let head = match fit {
        0 => lang.pick("都不能办：".to_owned(), "None can be done:".to_owned()),
        n => lang.pick(
            format!("{n} 件可以办；{} 件不能：", why.len()),
            format!("{n} can be done; {} cannot:", why.len()),
        ),
    };
    format!("{head}\n{}", reasons(lang, why))
}

/// The cases that cannot be done, each with its reason.
pub fn reasons(lang: Lang, why: &[(String, String)]) -> String {
    const NAMED: usize = 9;
    let mut lines: Vec<String> =
        why.iter().take(NAMED).map(|(number, why)| format!("{number}  {why}")).collect();
    if why.len() > NAMED {
        let more = why.len() - NAMED;
        lines.push(lang.pick(format!("还有 {more} 件"), format!("and {more} more")));
    }
    lines.join("\n")
}

/// The answer that does those that can be done.
pub fn do_rest(lang: Lang, fit: usize) -> String {
    lang.pick(format!("办其余 {fit} 件"), format!("Do the other {fit}"))
}

/// What was printed, and where.
pub fn printed(lang: Lang, cases: usize, folder: &str) -> String {
    lang.pick(format!("印好 {cases} 件的全卷：{folder}"), format!("{cases} files printed to {folder}"))
}

/// The title over the choice of an office.
pub fn hand_title(lang: Lang, cases: usize) -> String {
    lang.pick(format!("移交 {cases} 件"), format!("Hand {cases} over"))
}

/// The question before cases are handed over, which no undo takes back.
pub fn ask_hand(lang: Lang, cases: usize, to: &str) -> String {
    lang.pick(
        format!("把这 {cases} 件移交给{to}吗？移交以后只有{to}的电脑能改，不能撤销。"),
        format!("Hand these {cases} over to {to}? Afterwards only the laptops of {to} may edit them; undo does not take it back."),
    )
}

/// They were handed over.
pub fn handed(lang: Lang, cases: usize, to: &str) -> String {
    lang.pick(format!("已移交 {cases} 件给{to}。"), format!("{cases} handed over to {to}."))
}

/// Another filter took the marks away.
pub fn unmarked(lang: Lang) -> &'static str {
    lang.pick("换了筛选，原来的标记已取消。", "Another filter: the marks are gone.")
}
