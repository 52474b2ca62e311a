//! The words of 速查卡, the page to hang beside the screen.

use super::Lang;
use super::cli::help;
use super::wording::sentences;

sentences! {
    title: "调解登记速查卡", "Tiaojie: quick card";
    way: "一件案件怎么走", "The way of one case";
    keys: "在台账上用的十个键", "Ten keys of the register";
    places: "文件在哪里", "Where the files are";
    file: "数据文件", "Data file";
    backups: "备份", "Backups";
    call: "遇到问题找谁", "Whom to call";
    name: "姓名", "Name";
    phone: "电话", "Telephone";
    file_name: "调解登记速查卡.docx", "tiaojie-quickcard.docx";
}

/// The card was written.
pub fn written(lang: Lang, path: &str) -> String {
    lang.pick(format!("速查卡已写到 {path}。"), format!("The quick card is in {path}."))
}

/// quickcard
pub fn about() -> &'static str {
    help(
        "一页速查卡（A4 docx），贴在电脑旁边",
        "a quick card of one page (A4 docx), to hang beside the screen",
    )
}

/// --out
pub fn about_out() -> &'static str {
    help("写到哪个文件；不写就写在当前文件夹", "the file; without it one in this folder")
}

/// --force
pub fn about_force() -> &'static str {
    help("已有同名文件时替换它", "replace a file of that name")
}
