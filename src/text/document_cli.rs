//! The words of `tiaojie print` and `tiaojie document`: help and messages.

use super::Lang;
use super::cli::help;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// print
    about_print: "打印文书：说明案件的文书还缺什么，并写成 docx", "say what the forms of a case lack, and write them as docx";
    /// print --form
    about_form: "文书名称或代码，可重复；默认全卷", "name or code of a form, may be repeated; the whole file unless given";
    /// print --all
    about_all: "全卷：按卷内顺序，写进以编号命名的文件夹", "the whole file in its order, into a folder named after the number";
    /// --to
    about_to: "写到这个文件夹；不写时只说还缺什么", "the folder to write to; without it only what is lacking is said";
    /// --force
    about_force: "覆盖同名的文件", "write over files of the same name";
    /// document
    about_document: "文书的模板和占位符", "templates of the forms, and their placeholders";
    /// document template
    about_template: "换成本单位自己的模板", "put templates of your own in place";
    /// document template list
    about_template_list: "列出文书，说明用的是哪个模板", "list the forms and which template each uses";
    /// document template export
    about_template_export: "导出模板，用文字处理软件修改", "write templates out, to be changed in a word processor";
    /// document template export --to
    about_template_to: "写到这个文件夹", "the folder to write to";
    /// document template export --all
    about_template_all: "全部文书", "all forms";
    /// document template import
    about_template_import: "导入改好的模板（docx）", "take a changed template (docx) in";
    /// document template import FILE
    about_template_file: "docx 文件", "a docx file";
    /// document template reset
    about_template_reset: "恢复系统自带的模板", "go back to the built-in template";
    /// FORM
    about_which_form: "文书名称或代码", "name or code of the form";
    /// document placeholders
    about_placeholders: "列出模板里可用的占位符", "list the placeholders that templates may use";
}

/// No form has that name.
pub fn no_such_form(lang: Lang, name: &str, known: &str) -> String {
    lang.pick(
        format!("没有叫“{name}”的文书；可用：{known}。"),
        format!("There is no form called \"{name}\"; known are: {known}."),
    )
}

/// A void case has no forms.
pub fn void_case(lang: Lang) -> &'static str {
    lang.pick("这个案件已作废，不打印文书。", "This case is void; no forms are printed of it.")
}

/// What a form lacks, after its name.
pub fn still_lacks(lang: Lang, lacks: &[String]) -> String {
    match lacks {
        [] => lang.pick("齐全", "nothing lacking").to_owned(),
        _ => {
            let joined = lacks.join(super::common::list_comma(lang));
            lang.pick(format!("还缺 {}：{joined}", lacks.len()), format!("lacks {}: {joined}", lacks.len()))
        }
    }
}

/// How many forms were written, and where.
pub fn written(lang: Lang, count: usize, folder: &str) -> String {
    lang.pick(
        format!("写出 {count} 份文书到 {folder}；缺的地方留空，请手写补齐。"),
        format!("Forms written to {folder}: {count}; what is lacking is left blank, to be finished by hand."),
    )
}

/// Files of these names exist.
pub fn exists(lang: Lang, count: usize, first: &str) -> String {
    lang.pick(
        format!("已有 {count} 个同名文件（如 {first}），什么都没写；要覆盖请加 --force。"),
        format!("{count} files of these names are there already (such as {first}) and nothing was written; add --force to write over them."),
    )
}

/// A file could not be read.
pub fn not_read(lang: Lang, path: &str, reason: &str) -> String {
    lang.pick(
        format!("读不到 {path}（{reason}）；请检查文件名和权限。"),
        format!("{path} cannot be read ({reason}); check its name and permissions."),
    )
}

/// Which template a form uses.
pub fn template_state(lang: Lang, is_own: Own) -> &'static str {
    match is_own {
        Own::Yes => lang.pick("本单位的", "own"),
        Own::No => lang.pick("系统自带", "built-in"),
    }
}

/// Whether a template is the office's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// It is the office's own.
    Yes,
    /// It is the built-in one.
    No,
}

/// A template was imported.
pub fn template_taken(lang: Lang, form: &str) -> String {
    lang.pick(format!("《{form}》改用这个模板。"), format!("{form} uses this template now."))
}

/// A template was reset to the built-in one.
pub fn template_reset(lang: Lang, form: &str) -> String {
    lang.pick(format!("《{form}》改回系统自带的模板。"), format!("{form} uses the built-in template again."))
}

/// There was nothing to reset.
pub fn template_was_built_in(lang: Lang, form: &str) -> String {
    lang.pick(
        format!("《{form}》本来就用系统自带的模板。"),
        format!("{form} used the built-in template already."),
    )
}

/// Templates were exported.
pub fn templates_written(lang: Lang, count: usize, folder: &str) -> String {
    lang.pick(
        format!("写出 {count} 个模板到 {folder}。"),
        format!("{count} templates were written to {folder}."),
    )
}

/// The heading of the top-level names.
pub fn by_themselves(lang: Lang) -> &'static str {
    lang.pick("直接写", "By themselves")
}

/// The heading of the names within records.
pub fn within(lang: Lang, records: &str) -> String {
    lang.pick(format!("{records} 里的一项"), format!("Within {records}"))
}

/// How placeholders are written, in a few lines.
pub fn how_to(lang: Lang) -> &'static str {
    lang.pick(
        "{{ 编号 }} 填一个值；没有的留下划线空白，单独占一个表格单元的留空。\n\
         {{ 协议.内容 }} 填一项里的一个值。\n\
         {% for 人 in 当事人 %} … {% endfor %} 逐个列出，里面写 {{ 人.姓名 }}；两个标记各占一段，在表格里各占一行。\n\
         {% for 段 in 简要情况|分段 %} … {% endfor %} 把长文字分成段落，没有的留几条横线。\n\
         {% for 名 in 调解员|逐个 %} … {% endfor %} 把几个人的姓名逐个列出，一个也没有的留一行。\n\
         {% if 协议.金额 %} … {% else %} … {% endif %} 有值时和没有时；打钩的值也可以用。",
        "{{ 编号 }} fills in a value; what is missing becomes an underlined blank, or an empty cell where it stands alone in one.\n\
         {{ 协议.内容 }} fills in a value of a record.\n\
         {% for 人 in 当事人 %} ... {% endfor %} repeats for each, with {{ 人.姓名 }} inside; each tag in a paragraph of its own, in a table in a row of its own.\n\
         {% for 段 in 简要情况|分段 %} ... {% endfor %} makes paragraphs of a long text, and ruled lines where there is none.\n\
         {% for 名 in 调解员|逐个 %} ... {% endfor %} takes several names one by one, and one empty name where there is none.\n\
         {% if 协议.金额 %} ... {% else %} ... {% endif %} where there is a value and where there is none; ticks can be asked too.",
    )
}
